"""The zones that an abbreviation of several meanings may stand for.

Source: the zone database (the abbreviations its zones keep or kept, and its notes on those it gave up for
numbers), and for the names of zones the time zone guide of Microsoft Advertising. A zone that keeps the same
clocks as another is named once. The order is that of how many people live by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_EASTERN: Final = ("America/New_York", "America/Toronto", "America/Jamaica", "America/Panama")
_CENTRAL: Final = ("America/Chicago", "America/Winnipeg", "America/Mexico_City", "America/Regina")
_MOUNTAIN: Final = ("America/Denver", "America/Edmonton", "America/Phoenix")
_PACIFIC: Final = ("America/Los_Angeles", "America/Vancouver", "America/Tijuana")

CANDIDATES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "CST": (*_CENTRAL, "America/Costa_Rica", "Asia/Shanghai", "Asia/Taipei", "America/Havana"),
        "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
        "BST": ("Europe/London", "Asia/Dhaka", "Pacific/Bougainville"),
        "AST": ("Asia/Riyadh", "America/Puerto_Rico", "America/Halifax"),
        "NST": ("Asia/Kathmandu", "America/St_Johns"),
        "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
        "SST": ("Asia/Singapore", "Pacific/Pago_Pago"),
        "WST": ("Australia/Perth", "Pacific/Apia"),
        "AMT": ("America/Manaus", "Asia/Yerevan"),
        "ECT": ("America/Guayaquil", "America/Puerto_Rico"),
        "ET": _EASTERN[:2],
        "CT": _CENTRAL[:2],
        "MT": _MOUNTAIN,
        "PT": _PACIFIC,
        "EASTERN STANDARD TIME": _EASTERN,
        "CENTRAL STANDARD TIME": _CENTRAL,
        "MOUNTAIN STANDARD TIME": _MOUNTAIN,
        "PACIFIC STANDARD TIME": _PACIFIC,
        "ALMATYNOVOSIBIRSK": ("Asia/Almaty", "Asia/Novosibirsk"),
        "ASTANADHAKA": ("Asia/Dhaka", "Asia/Almaty"),
        "ATHENSBUCKARESTISTANBUL": ("Europe/Istanbul", "Europe/Athens", "Europe/Bucharest"),
        "ATHENSISLANDANBULMINSK": ("Europe/Istanbul", "Europe/Athens", "Europe/Minsk"),
        "CASABLANCAMONROVIA": ("Africa/Casablanca", "Africa/Monrovia"),
        "CHIHUAHUALAPAZMAZATLAN": ("America/Chihuahua", "America/Mazatlan"),
        "GREENLAND": ("America/Nuuk",),
        "MIDWAYISLANDANDSAMOA": ("Pacific/Midway", "Pacific/Apia"),
    }
)
"""By the word in capital letters; every word that means no one zone is here."""


def candidates(word: str) -> tuple[str, ...]:
    """The IANA zones a word may stand for, the likeliest first; () for a word nobody knows."""
    return CANDIDATES.get(word.upper(), ())
