"""Marks by which people write a currency beside an amount, and the currencies each may stand for.

A mark that several currencies share stays ambiguous: nothing here guesses which dollar a "$" is.
"""

from __future__ import annotations

from collections.abc import Iterable

from offconv_gui.core.kinds import currency_codes
from offconv_gui.core.kinds.texts import plain

_NAMES = dict(currency_codes.ACCEPTED + currency_codes.UNLISTED)


def _called(*words: str) -> tuple[str, ...]:
    """The currencies whose English name ends in one of `words`."""
    return tuple(code for code, name in _NAMES.items() if name.split()[-1] in words)


_AMBIGUOUS: dict[str, tuple[str, ...]] = {
    "$": _called("Dollar", "Peso"),
    "£": _called("Pound"),
    "¥": ("JPY", "CNY"),
    "元": ("CNY", "TWD", "HKD"),
    "kr": ("DKK", "NOK", "SEK", "ISK"),
    "Fr": _called("Franc"),
    "CFA": ("XAF", "XOF"),
    "FCFA": ("XAF", "XOF"),
    "Rs": _called("Rupee"),
    "Re": _called("Rupee"),
    "руб": ("RUB", "BYN"),
    "Br": ("ETB", "BYN"),
    "₺": ("TRY", "TRL"),
    "TL": ("TRY", "TRL"),
    "₩": ("KRW", "KPW"),
    "₱": ("PHP", "CUP"),
    "₡": ("CRC", "SVC"),
    "lei": ("RON", "MDL"),
    "din": ("RSD", "MKD", "DZD", "TND", "IQD", "KWD", "BHD", "JOD", "LYD"),
    "Bs": ("BOB", "VES", "VEF", "VED"),
    "C$": ("CAD", "NIO"),
    "B$": ("BND", "BSD"),
    "DH": ("AED", "MAD"),
    "Dhs": ("AED", "MAD"),
    "﷼": ("SAR", "IRR", "OMR", "QAR", "YER"),
}

_CERTAIN: dict[str, str] = {
    "EUR": "€ Euro Euros",
    "USD": "US$ U$S U$D USD$ $US $USD",
    "AUD": "A$ AU$ AUD$ $AU $AUD",
    "CAD": "CA$ CAN$ CAD$ CDN$ $CA $CAN $CAD",
    "NZD": "NZ$ NZD$ $NZ",
    "HKD": "HK$ HKD$",
    "SGD": "S$ SG$ SGD$",
    "TWD": "NT$ NTD",
    "MXN": "MX$ Mex$ MXN$",
    "ARS": "AR$ ARS$",
    "CLP": "CLP$ CL$",
    "COP": "COP$ COL$ CO$",
    "UYU": "$U UYU$",
    "DOP": "RD$",
    "JMD": "J$",
    "TTD": "TT$",
    "BZD": "BZ$",
    "XCD": "EC$",
    "FJD": "FJ$",
    "BRL": "R$ BRL$",
    "GBP": "GB£ UK£ £GB",
    "EGP": "E£ £E LE",
    "CNY": "CN¥ RMB 人民币",
    "JPY": "JP¥ 円",
    "CHF": "SFr Sfr.",
    "SEK": "SKr",
    "NOK": "NKr",
    "DKK": "DKr",
    "CZK": "Kč",
    "PLN": "zł zl",
    "HUF": "Ft",
    "BGN": "лв lv",
    "HRK": "kn",
    "RSD": "дин",
    "RUB": "₽",
    "UAH": "₴ грн",
    "ILS": "₪ NIS",
    "INR": "₹",
    "BDT": "৳ Tk",
    "KRW": "원",
    "VND": "₫ đ",
    "THB": "฿",
    "IDR": "Rp",
    "MYR": "RM",
    "NGN": "₦",
    "GHS": "₵ GH₵ GH¢",
    "KES": "KSh",
    "TZS": "TSh",
    "UGX": "USh",
    "ZAR": "R",
    "SAR": "SR",
    "QAR": "QR",
    "KWD": "KD",
    "JOD": "JD",
    "BHD": "BD",
    "KZT": "₸",
    "MNT": "₮",
    "AZN": "₼",
    "GEL": "₾",
    "AMD": "֏",
    "PYG": "₲ Gs",
    "PEN": "S/",
    "GTQ": "Q",
    "PAB": "B/",
    "NIO": "NIO$",
    "PHP": "Php",
}

_SYMBOLS = {**_AMBIGUOUS, **{mark: (code,) for code, marks in _CERTAIN.items() for mark in marks.split()}}

_MEANINGS: dict[str, tuple[str, ...]] = {"": (), **_SYMBOLS, **{code: (code,) for code in _NAMES}}

MARKS: tuple[str, ...] = tuple(_MEANINGS)
"""Every mark, in its usual spelling; the first is "", for none."""


def _key(mark: str) -> str:
    return "".join(mark.split()).rstrip(".").casefold()


_CODE_BY_KEY = {_key(mark): code for code, mark in reversed(list(enumerate(MARKS)))}


def code_of(text: str) -> int | None:
    """Where the mark, or the marks that agree, in `text` stand on `MARKS`; None if it holds anything else.

    Of several marks ("US$ USD", "$ CAD") the one that says most counts.
    """
    seen = plain(text)
    whole = _CODE_BY_KEY.get(_key(seen))
    return whole if whole is not None else most_telling(map(_CODE_BY_KEY.get, map(_key, seen.split())))


def most_telling(codes: Iterable[int | None]) -> int | None:
    """Of marks that agree the one that stands for fewest currencies; None if they contradict one another.

    An entry of None is no mark, and makes the whole None.
    """
    told = list(codes)
    known = [code for code in told if code]
    if not known:
        return None if None in told or not told else 0
    shared = set.intersection(*(set(_MEANINGS[MARKS[code]]) for code in known))
    if None in told or not shared:
        return None
    return min(known, key=lambda code: len(_MEANINGS[MARKS[code]]))


def currencies_of(mark: str) -> tuple[str, ...]:
    """The ISO 4217 codes a mark may stand for: all dollars and pesos for "$"; () for what is no mark."""
    code = _CODE_BY_KEY.get(_key(plain(mark)))
    return _MEANINGS[MARKS[code]] if code else ()
