"""Nothing is discovered: what lies beside a roll is on it."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest
from package_sources import modules_in


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


def test_every_rule_is_on_the_roll() -> None:
    from offconv_gui.core.rules import RULES
    from offconv_gui.core.rules.base import Rule

    topics = [module for module in modules_in("core.rules") if not module.__name__.endswith(".base")]
    assert topics
    lone = [
        f"{module.__name__}.{name}"
        for module in topics
        for name, thing in vars(module).items()
        if isinstance(thing, Rule) and thing not in RULES
    ]
    assert lone == []
    assert [rule for module in topics for rule in module.RULES if rule not in RULES] == []


def test_every_topic_has_its_rules_on_the_roll() -> None:
    from offconv_gui.core.rules import RULES

    topics = [module for module in modules_in("core.rules") if not module.__name__.endswith(".base")]
    assert sum(len(module.RULES) for module in topics) == len(RULES) == len({rule.id for rule in RULES})


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
