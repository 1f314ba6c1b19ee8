"""Currency codes: which the service accepts, which exist all the same, and what people write instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from offconv_gui.core.kinds import currency_codes, currency_marks, texts
from offconv_gui.core.kinds.reading import Reading
from offconv_gui.core.kinds.texts import plain


class CurrencyStatus(IntEnum):
    """What a cell of a currency column holds; UNLISTED is a current ISO code the service does not list."""

    OK = 0
    BLANK = 1
    UNKNOWN = 2
    UNLISTED = 3


CODES: tuple[str, ...] = (
    "",
    *(code for code, _ in currency_codes.ACCEPTED),
    *(code for code, _ in currency_codes.UNLISTED),
)
"""Index 0 is no currency; then the accepted codes, then current ISO 4217 codes that are not listed."""

NAMES: Mapping[str, str] = MappingProxyType(dict(currency_codes.ACCEPTED + currency_codes.UNLISTED))

_INDEX = {code: index for index, code in enumerate(CODES)}
_LAST_ACCEPTED = len(currency_codes.ACCEPTED)

_SPELLED_OUT = {
    "EUR": "euro|euros",
    "USD": "us dollar|us dollars|u.s. dollar|american dollar|dollar us|dollar américain|dólar americano"
    "|dólar estadounidense|dollaro statunitense|amerikaanse dollar|dollar des états-unis",
    "GBP": "pound sterling|pounds sterling|sterling|british pound sterling|uk pound|britisches pfund"
    "|pfund sterling|livre sterling|libra esterlina|sterlina britannica|britse pond|engelse pond",
    "CHF": "swiss francs|schweizer franken|franc suisse|franco suizo|franco suíço|franco svizzero"
    "|zwitserse frank",
}


def _spelling(text: str) -> str:
    return " ".join(plain(text).casefold().replace("-", " ").split())


_CODE_BY_SPELLING = {_spelling(name): code for code, name in NAMES.items()} | {
    _spelling(name): code for code, names in _SPELLED_OUT.items() for name in names.split("|")
}

_COMMON = "USD EUR GBP CAD AUD JPY CNY CHF MXN SEK NOK DKK INR NZD SGD HKD"
"""The first of the currencies that share a symbol: those of most deals."""

_USUAL_MEANING = {"£": "GBP", "₺": "TRY", "TL": "TRY", "₩": "KRW", "₱": "PHP"}


@dataclass(frozen=True)
class Currencies(Reading):
    """A column of currencies, one entry a row: `status` (uint8, `CurrencyStatus`), and `code`, an int16 index
    into `CODES` that is 0 unless the status is OK or UNLISTED.
    """

    status: npt.NDArray[np.uint8]
    code: npt.NDArray[np.int16]


def read(text: pa.Array | pa.ChunkedArray) -> Currencies:
    """Read a column of codes, letter case and surrounding spaces aside."""
    column = Currencies(np.empty(len(text), np.uint8), np.empty(len(text), np.int16))
    for block in texts.blocks(text):
        distinct, which = block.distinct()
        read_once = [_judge(one) for one in distinct]
        column.status[block.span] = np.array([status for status, _ in read_once], np.uint8)[which]
        column.code[block.span] = np.array([code for _, code in read_once], np.int16)[which]
    return column


def _judge(text: str) -> tuple[CurrencyStatus, int]:
    seen = text.upper() if text.isascii() and text.isalpha() else plain(text).strip().upper()
    if not seen:
        return CurrencyStatus.BLANK, 0
    code = _INDEX.get(seen, 0)
    if not code:
        return CurrencyStatus.UNKNOWN, 0
    return CurrencyStatus.OK if code <= _LAST_ACCEPTED else CurrencyStatus.UNLISTED, code


_ALL_CODES = pa.array(CODES, pa.large_string())


def write(code: npt.NDArray[np.int16]) -> pa.Array:
    """The upper-case codes of indices into `CODES`, as `pa.large_string()`; "" for 0."""
    return _ALL_CODES.take(pa.array(code))


def offered(text: str) -> str:
    """The code that a text like "US$", "€", "EUR €" or "Euro" means; "" where there are several.

    For a few symbols of several countries it is the one that is nearly always meant: "£" is GBP.
    """
    spelled = _CODE_BY_SPELLING.get(_spelling(text))
    if spelled:
        return spelled
    mark = _mark_in(text)
    if not mark:
        return _code_before_name(text)
    meant = currency_marks.currencies_of(mark)
    return meant[0] if len(meant) == 1 else _USUAL_MEANING.get(mark, "")


def meanings(text: str) -> tuple[str, ...]:
    """Every code that a text may stand for, what is offered first; () where nobody can tell."""
    first = offered(text)
    if first and _CODE_BY_SPELLING.get(_spelling(text)) == first:
        return (first,)
    others = currency_marks.currencies_of(_mark_in(text))
    usual_first = sorted(others, key=lambda code: (code not in _COMMON, _COMMON.find(code)))
    return tuple(dict.fromkeys([first, *usual_first] if first else usual_first))


def _mark_in(text: str) -> str:
    """The currency mark that a text is, brackets and dashes aside; "" where it is none."""
    code = currency_marks.code_of(
        text.replace("(", " ").replace(")", " ").replace("—", " ").replace("-", " ")
    )
    return currency_marks.MARKS[code] if code else ""


def _code_before_name(text: str) -> str:
    """The code of "USD — US Dollar": a code, a dash or bracket, and the currency's name."""
    seen = plain(text).replace("(", " ").replace(")", " ").replace("-", " ").split()
    for code, name in ((seen[:1], seen[1:]), (seen[-1:], seen[:-1])):
        spelled = _CODE_BY_SPELLING.get(_spelling(" ".join(name)), "")
        if spelled and code == [spelled]:
            return spelled
    return ""


def is_accepted(code: str) -> bool:
    """Whether the service lists this upper-case code."""
    return 0 < _INDEX.get(code, 0) <= _LAST_ACCEPTED


def label(code: str) -> str:
    """A code with its name, for lists: "USD — US Dollar"."""
    return f"{code} — {NAMES[code]}" if code in NAMES else code
