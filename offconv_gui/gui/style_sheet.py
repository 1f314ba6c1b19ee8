"""The program's one style sheet: the template `resources/theme/window.qss`, filled with colours and sizes."""

from __future__ import annotations

import re
from functools import cache
from string import Template

from offconv_gui.gui.palette import Tokens, by_name
from offconv_gui.resources import resource

_SIZES = {"small": 0.9, "body": 1.0, "lead": 1.15, "title": 1.5}
"""Sizes of type, as multiples of the application's."""

_LENGTH = re.compile(r"\b(\d+)px")
_HAIRLINE = 2
"""Pixels up to which a length is a line, which stays as thin however large the text."""


def style_sheet(tokens: Tokens, pictures: str, points: float, percent: int) -> str:
    """The style sheet for these colours; `points` is the size of the text, `percent` how much that is grown.

    `pictures` is where the scheme's small pictures lie, as Qt finds it, such as "theme:light".
    """
    sizes = {name: f"{points * times:.2f}pt" for name, times in _SIZES.items()}
    filled = Template(_template()).substitute(by_name(tokens), pictures=pictures, **sizes)
    return _LENGTH.sub(lambda found: f"{_grown(int(found[1]), percent)}px", filled)


def _grown(length: int, percent: int) -> int:
    return length if length <= _HAIRLINE else round(length * percent / 100)


@cache
def _template() -> str:
    return resource("theme", "window.qss").read_text(encoding="utf-8")
