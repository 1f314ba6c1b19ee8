"""Every rule has a help page, which says what the rule says; a page left behind by a change fails here."""

from __future__ import annotations

from pathlib import Path

import pytest

from offconv_gui.core.rule_pages import is_marked, pages
from offconv_gui.core.rules import RULES
from offconv_gui.core.rules.base import AnyRule
from offconv_gui.core.service_errors import SERVICE_ERRORS
from offconv_gui.help_pages import FOLDER, files, write
from offconv_gui.resources import resource

PAGES = pages()


def test_the_pages_are_those_of_the_rules_as_they_are() -> None:
    """Else: a rule was changed and its page was not made again: run `python -m offconv_gui.help_pages`."""
    folder = resource(*FOLDER)
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == files()


def test_every_rule_has_a_page() -> None:
    assert set(PAGES) == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_tells_all_there_is_to_a_rule(rule: AnyRule) -> None:
    page = PAGES[rule.name]
    assert page.startswith(f"# {rule.title}\n") or rule.known_as
    assert f"`{rule.name}` · column {rule.field.value}" in page
    assert all(f"**{fix.label}**" in page for fix in rule.fixes)
    number = rule.service_error
    assert number is None or f"error {number} ({SERVICE_ERRORS[number]})" in page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_gap_left_open(name: str) -> None:
    assert "{" not in PAGES[name].replace("{msclkid}", "")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_page_calls_found_is_found(rule: AnyRule) -> None:
    assert all(is_marked(rule, example) for example in rule.bad)
    assert not any(is_marked(rule, example) for example in rule.good)


def test_the_index_leads_to_every_page() -> None:
    index = files()["index.md"]
    assert all(f"({name}.md)" in index for name in PAGES)


def test_pages_of_rules_that_are_no_more_go(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("# Gone\n", encoding="utf-8")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(files())
