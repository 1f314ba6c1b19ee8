"""Nothing is discovered: what lies beside a roll is on it."""

from __future__ import annotations

import importlib
import tomllib
from types import ModuleType
from typing import Any

import pytest
from package_sources import ROOT, modules_in

from offconv_gui.core.rules import RULES
from offconv_gui.core.rules.base import Rule


def things_like(module: ModuleType, kind: type) -> list[Any]:
    """The module's own classes that can do all that `kind` asks, and its objects of such classes."""
    wanted = {
        name for name in [*vars(kind), *getattr(kind, "__annotations__", ())] if not name.startswith("_")
    }
    assert wanted
    return [
        thing
        for name, thing in vars(module).items()
        if not name.startswith("__") and thing is not kind
        if getattr(thing, "__module__", module.__name__) == module.__name__
        if wanted <= {*dir(thing), *getattr(thing, "__annotations__", ())}
    ]


def is_on(roll: tuple[Any, ...], thing: Any) -> bool:
    """It stands there itself, or an object of it does."""
    return any(entry is thing or type(entry) is thing for entry in roll)


def topics() -> list[ModuleType]:
    return [module for module in modules_in("core.rules") if not module.__name__.endswith(".base")]


def test_every_rule_is_on_the_roll() -> None:
    lone = [
        f"{module.__name__}.{name}"
        for module in topics()
        for name, thing in vars(module).items()
        if isinstance(thing, Rule) and thing not in RULES
    ]
    assert lone == []


def test_every_topic_hands_its_rules_to_the_roll() -> None:
    assert {rule.id for module in topics() for rule in module.RULES} == {rule.id for rule in RULES}


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_topic_is_kept_from_the_others() -> None:
    """By import-linter, whose contract has to name them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (kept,) = [
        each["modules"] for each in settings["contracts"] if each["name"].startswith("Rules do not know")
    ]
    assert set(kept) == {module.__name__ for module in topics()}


@pytest.mark.parametrize(
    ("home", "kind", "roll"), [("readers", "Reader", "READERS"), ("targets", "Target", "TARGETS")]
)
def test_every_format_is_on_its_roll(home: str, kind: str, roll: str) -> None:
    home_module = importlib.import_module(f"offconv_gui.io.{home}")
    entries = getattr(home_module, roll)
    assert isinstance(entries, tuple)
    beside = [
        thing for module in modules_in("io") for thing in things_like(module, getattr(home_module, kind))
    ]
    assert beside
    assert [thing for thing in beside if not is_on(entries, thing)] == []
