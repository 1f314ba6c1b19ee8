"""How one amount is written: the reading that all amounts of the same shape share.

The shape of a text is the text with every digit 1 to 9 made 0. Signs, currency marks, grouping and decimal
marks are the same for all texts of a shape, so a column is understood by reading its few shapes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from offconv_gui.core.evidence import Proof
from offconv_gui.core.kinds import currency_marks
from offconv_gui.core.kinds.texts import plain

MOST_DIGITS = 18
"""Amounts are carried as 64-bit integers with a decimal scale: 18 digits always fit."""

LONGEST_TEXT = 80
"""No amount is written with more bytes than this; longer texts are not looked at."""

NOT_WRITTEN_SO = -1
"""The scale of a reading that does not exist."""


class Shape(NamedTuple):
    """What a shape says of its texts.

    `sign` is 1, -1, or 0 where it is no amount. `point_scale` and `comma_scale` count the decimals when the
    decimal mark is a point or a comma (`NOT_WRITTEN_SO` where it cannot be). `mark` is an index into
    `currency_marks.MARKS`. `one_by_one` says that each text must be read by itself, for its digits are too
    many or it is in scientific notation.
    """

    sign: int
    point_scale: int = NOT_WRITTEN_SO
    comma_scale: int = NOT_WRITTEN_SO
    mark: int = 0
    one_by_one: bool = False

    @property
    def proof(self) -> Proof:
        """What such a text proves of its column, leading zeros aside."""
        if self.point_scale == self.comma_scale:
            return Proof.NONE
        if self.comma_scale == NOT_WRITTEN_SO:
            return Proof.FIRST
        return Proof.SECOND if self.point_scale == NOT_WRITTEN_SO else Proof.UNCLEAR


class Exact(NamedTuple):
    """A number as `mantissa` / 10 ** `scale`; `fits` unless it takes more than 18 digits on either side."""

    mantissa: int
    scale: int
    fits: bool = True


NO_AMOUNT = Shape(0)
_TOO_LONG = Exact(0, 0, fits=False)

_TEXT = re.compile(
    r"(?P<before>[^0]*?)"
    r"(?P<number>(?:(?<![^\W\d_]|/)[.,])?0(?:[0.,' ]*0)?)"
    r"(?P<no_cents>[.,]-*)?"  # "5,-" and "5.--", as Dutch, German and Swiss prices are written
    r"(?P<after>[^0]*)"
)
_BY_THREES = r"0+|0{1,3}(?P<mark>[MARKS ])000(?:(?P=mark)000)*"
_INDIAN = r"0{1,2}(?:,00)+,000"
_POINT = re.compile(rf"(?:{_BY_THREES}|{_INDIAN})?(?:\.(0*))?".replace("MARKS", ",'"))
_COMMA = re.compile(rf"(?:{_BY_THREES})?(?:,(0*))?".replace("MARKS", ".'"))
_SIGN_BEFORE = re.compile(r"^([-+])|([-+])$")
_NUMBER = re.compile(r"(-?)[0-9]+(?:\.([0-9]+))?")
_SCIENTIFIC = re.compile(r"-?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]{1,4}")


@lru_cache(maxsize=4096)
def of_text(shape: str) -> Shape:
    """Read the shape of a text that a person or a program formatted."""
    if len(shape) > LONGEST_TEXT:
        return NO_AMOUNT
    seen = plain(shape).strip()
    match = _TEXT.fullmatch(seen)
    affixes = match and _sign_and_mark(match["before"], match["after"])
    if not match or not affixes:
        return NO_AMOUNT
    number = match["number"] + (match["no_cents"] or "").rstrip("-")
    point, comma = _decimals(_POINT, number), _decimals(_COMMA, number)
    if point == comma == NOT_WRITTEN_SO:
        return NO_AMOUNT
    sign, mark = affixes
    return Shape(sign, point, comma, mark, shape.count("0") > MOST_DIGITS)


@lru_cache(maxsize=4096)
def of_number(shape: str) -> Shape:
    """Read the shape of a spreadsheet's true number: no grouping, a decimal point, perhaps an exponent."""
    match = _NUMBER.fullmatch(shape)
    if len(shape) > LONGEST_TEXT:
        return NO_AMOUNT
    if not match:
        return Shape(1, 0, 0, one_by_one=True) if _SCIENTIFIC.fullmatch(shape) else NO_AMOUNT
    scale = len(match[2] or "")
    return Shape(-1 if match[1] else 1, scale, scale, one_by_one=shape.count("0") > MOST_DIGITS)


def _decimals(convention: re.Pattern[str], number: str) -> int:
    match = convention.fullmatch(number)
    return NOT_WRITTEN_SO if not match else len(match[match.re.groups] or "")


def _sign_and_mark(before: str, after: str) -> tuple[int, int] | None:
    """The sign and the currency mark around a number; None if anything else stands there."""
    before, after = before.lstrip("' ").rstrip(), after.strip()
    signs = []
    if "(" in before and ")" in after:
        before, after = before.replace("(", "", 1).strip(), after.replace(")", "", 1).strip()
        signs.append("-")
    before, after = _without_sign(before, signs), _without_sign(after, signs)
    mark = currency_marks.most_telling(
        currency_marks.code_of(affix) if affix else 0 for affix in (before, after)
    )
    if len(signs) > 1 or mark is None:
        return None
    return (-1 if signs == ["-"] else 1), mark


def _without_sign(affix: str, signs: list[str]) -> str:
    match = _SIGN_BEFORE.search(affix)
    if not match:
        return affix
    signs.append(match[0])
    return (affix[: match.start()] + affix[match.end() :]).strip()


def exact(text: str, shape: Shape) -> Exact:
    """The number in a text of a shape that is read one by one, without trailing decimal zeros."""
    if _SCIENTIFIC.fullmatch(text):
        return _exact_scientific(Decimal(text))
    digits = "".join(character for character in text if character in "0123456789")
    return _fitted(shape.sign * int(digits), max(shape.point_scale, shape.comma_scale))


def _exact_scientific(value: Decimal) -> Exact:
    sign, figures, exponent = value.as_tuple()
    if not isinstance(exponent, int) or exponent > MOST_DIGITS:
        return Exact(0, 0, fits=not value)
    mantissa = int("".join(map(str, figures))) * (-1 if sign else 1)
    return _fitted(mantissa * 10 ** max(exponent, 0), max(-exponent, 0))


def _fitted(mantissa: int, scale: int) -> Exact:
    while scale and mantissa % 10 == 0:
        mantissa, scale = mantissa // 10, scale - 1
    return Exact(mantissa, scale) if abs(mantissa) < 10**MOST_DIGITS and scale <= MOST_DIGITS else _TOO_LONG
