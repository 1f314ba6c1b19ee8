"""One text that is no plain click ID: what it is, and which ID it holds.

Shapes met in the field: landing page addresses, parameters percent-encoded once or twice, `&amp;`, quotes
and braces of templates, the GUID form of the UET API, the `_uet` of cookies, the `-0`, `-1`, `-1N` of UET
beacons (Microsoft Advertising help, UET frequently asked questions), and other networks' click IDs.
"""

from __future__ import annotations

import html
import re
from enum import IntEnum
from typing import NamedTuple
from urllib.parse import unquote

from offconv_gui.core.kinds.texts import plain


class ClickIdStatus(IntEnum):
    """What a cell of the click ID column holds."""

    OK = 0
    BLANK = 1
    PLACEHOLDER = 2
    IN_TEXT = 3
    FOREIGN = 4
    DAMAGED = 5
    INVALID = 6


class Found(NamedTuple):
    """What a text is; `click_id` is the one inside (32 lower-case digits) where OK or IN_TEXT, else ""."""

    status: ClickIdStatus
    click_id: str = ""


WRAPPERS = " \t\r\n\"'`{}()[]<>=,;:|"
"""ASCII characters that may stand around an ID without making it another."""

TEST_ID = "01234567890123456789012345678901"
"""A documented test value of 32 digits."""

_NIL = "0" * 32  # in an address or with the dashes of a GUID it stands for none; bare, it is as good as any

_WORDS_FOR_NOTHING = (
    f"123abc|example-123|{TEST_ID}|msclkid|ms click id|microsoft click id|click id|clickid|test|tbd"
    "|n|y|x|xx|xxx|0|1|na|n/a|#n/a|#na|n.a.|n.a|n/d|n/v|nv|#nv|\\n|null|nil|nan|none|true|false|yes|no"
    "|undefined|empty|blank|missing|unknown|not set|not provided|not available|not found|no value"
    "|#value!|#ref!|#name?|#div/0!|#null!|#num!|#error!"
    "|k.a.|k. a.|keine|leer|unbekannt|aucun|inconnu|s/d|ninguno|desconocido|nessuno|n.v.t.|geen"
)
_PLACEHOLDERS = frozenset(_WORDS_FOR_NOTHING.split("|"))

_ID = r"([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
_ID_WITH_AFFIXES = rf"(?:_uet)?{_ID}(?:-[0-9]n?)?(?![0-9a-z_-])"
_BARE = re.compile(rf"(?<![0-9a-z_-]){_ID_WITH_AFFIXES}")
_MARKS = re.escape(WRAPPERS)
_PARAMETER = re.compile(rf"(?<![0-9a-z])(?:uet)?msclkid[{_MARKS}]+{_ID_WITH_AFFIXES}")
_PARAMETER_WITHOUT_ID = re.compile(rf"(?<![0-9a-z])(?:uet)?msclkid[{_MARKS}]*=([^&#;\s]*)")
_BETWEEN = WRAPPERS + "/+&\\"

_NUMBER_SHOWN_SHORT = re.compile(r"\d(?:[.,]\d+)?e[+-]?\d{1,3}|\d+(?:[.,]\d*)?e[+-]\d{1,3}|#{3,}")
_EXACT_DIGITS = 17  # what a spreadsheet's number keeps of a longer one

_FOREIGN_WORDS = (
    "gclid|gclsrc|gclaw|gbraid|wbraid|dclid|gad_source|fbclid|fbc|ttclid|twclid|li_fat_id|yclid|sccid|rdt_cid"
    "|epik|irclickid"
)
_FOREIGN_NAMES = {
    name: re.compile(rf"{name}(?<![0-9a-z]{name})(?![0-9a-z])") for name in _FOREIGN_WORDS.split("|")
}
_FOREIGN_VALUE = re.compile(
    r"(?:gcl\.\d+\.)?(?:cj0kcq|cjwkc|cjgkc|cjkkc|cj8kc|cm[a-z]kc|eaiaiq|eamyas|0aaaa|iwar|iwy2x|iwzxh|paaaa)"
    r"[0-9a-z_-]{8,}|fb\.\d\.\d{8,}\.\S+|e\.c\.p\.\S+"
)
_OLDER_GOOGLE_VALUE = re.compile(
    r"(?=\S*[A-Z])(?=\S*[a-z])(?=\S*\d)(?=\S*[g-zG-Z_-])C[A-P][0-9A-Za-z_-]{18,}"
)

_TIMES_ENCODED = 3


def judge(text: str) -> Found:
    """What one cell of the click ID column holds."""
    seen = _legible(text)
    bare = seen.strip(WRAPPERS)
    if not seen or seen.isspace():
        return Found(ClickIdStatus.BLANK)
    if _is_placeholder(bare):
        return Found(ClickIdStatus.PLACEHOLDER)
    if _NUMBER_SHOWN_SHORT.fullmatch(bare) or _is_rounded(bare):
        return Found(ClickIdStatus.DAMAGED)
    ids = _ids_in(seen)
    if len(ids) == 1:
        return _real_or_not(text, ids.pop())
    return Found(ClickIdStatus.INVALID if ids else _without_id(text, seen, bare))


def find_in(text: str) -> str:
    """The one ID in a text, as 32 lower-case digits; "" where there is none, or several."""
    return judge(text).click_id


def _legible(text: str) -> str:
    """The text in lower case, its encodings undone and its typography made plain."""
    seen = text
    for _ in range(_TIMES_ENCODED):
        encoded = seen
        if ";" in seen:
            seen = html.unescape(seen)
        if "%" in seen:
            seen = unquote(seen)
        if seen == encoded:
            break
    return plain(seen).lower()


def _is_placeholder(bare: str) -> bool:
    return bare in _PLACEHOLDERS or _is_without_letters(bare)


def _is_without_letters(bare: str) -> bool:
    """Nothing but marks: "-", "--", "?"; the hashes of a column too narrow for its numbers are none."""
    return len(bare) < 10 and not any(character.isalnum() for character in bare) and not bare.startswith("##")


def _is_rounded(bare: str) -> bool:
    """A long number in decimals that ends in zeros where a spreadsheet gave up."""
    return (
        len(bare) > _EXACT_DIGITS
        and bare.isascii()
        and bare.isdecimal()
        and not bare[_EXACT_DIGITS:].strip("0")
        and bool(bare.strip("0"))
    )


def _ids_in(seen: str) -> set[str]:
    """The distinct IDs, after `msclkid` where that occurs, else with nothing but wrappers around them."""
    if len(seen) < len(TEST_ID):
        return set()
    if "msclkid" in seen:
        named = {match.group(1).replace("-", "") for match in _PARAMETER.finditer(seen)}
        if named:
            return named
    if "://" in seen or _BARE.sub("", seen).strip(_BETWEEN):
        return set()
    return {match.group(1).replace("-", "") for match in _BARE.finditer(seen)}


def _real_or_not(text: str, click_id: str) -> Found:
    plain_id = text.lower() == click_id
    if click_id == TEST_ID or (click_id == _NIL and not plain_id):
        return Found(ClickIdStatus.PLACEHOLDER)
    if _is_rounded(click_id):
        return Found(ClickIdStatus.DAMAGED)
    return Found(ClickIdStatus.OK if plain_id else ClickIdStatus.IN_TEXT, click_id)


def _without_id(text: str, seen: str, bare: str) -> ClickIdStatus:
    if _is_foreign(text.strip(), seen, bare):
        return ClickIdStatus.FOREIGN
    if "msclkid" not in seen:
        return ClickIdStatus.INVALID
    values = [match.group(1).strip(WRAPPERS) for match in _PARAMETER_WITHOUT_ID.finditer(seen)]
    if values and all(not value or _is_placeholder(value) for value in values):
        return ClickIdStatus.PLACEHOLDER
    return ClickIdStatus.INVALID


def _is_foreign(text: str, seen: str, bare: str) -> bool:
    if any(name in seen and pattern.search(seen) for name, pattern in _FOREIGN_NAMES.items()):
        return True
    return bool(_FOREIGN_VALUE.match(bare) or _OLDER_GOOGLE_VALUE.fullmatch(text))
