"""The tags and texts of a web page, in time that grows with its length alone.

Python's own parser takes quadratic time on some unfinished tags and comments, and a file from anywhere must
not be able to stop the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

LONGEST_TAG = 8192
"""Characters among which quotes in a tag are heeded; a longer one ends at its first `>`."""

_TAG = re.compile(r"""<(/?)([a-z][a-z0-9:-]{0,40})((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_NAME = re.compile(r"<(/?)([a-z][a-z0-9:-]{0,40})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z][a-z0-9:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_NO_TEXT = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "title")}


@dataclass(frozen=True)
class Tag:
    """A tag: its name in lower case, whether it ends an element, and its attributes as they stand."""

    name: str
    ends: bool
    attributes: str = ""

    def value(self, attribute: str) -> str:
        """An attribute's value; "" where there is none."""
        for name, *values in _ATTRIBUTE.findall(self.attributes):
            if name.lower() == attribute:
                return unescape("".join(values))
        return ""


def tags_and_texts(page: str) -> Iterator[Tag | str]:
    """The page's tags and the texts between them, entities as they stand, in order.

    Comments, scripts, styles and the title are left out.
    """
    place, length = 0, len(page)
    while place < length:
        opening = page.find("<", place)
        if opening < 0:
            opening = length
        if opening > place:
            yield page[place:opening]
        if opening == length:
            return
        if page.startswith("<!--", opening):
            place = _behind(page, "-->", opening + 4)
        elif page.startswith(("<!", "<?"), opening):
            place = _behind(page, ">", opening)
        else:
            tag, place = _tag(page, opening)
            if tag is None:
                yield "<"
                continue
            yield tag
            if not tag.ends and tag.name in _NO_TEXT:
                end = _NO_TEXT[tag.name].search(page, place)
                place = end.start() if end else length


def _behind(page: str, mark: str, start: int) -> int:
    """The place behind the next mark; the end where there is none, as in a browser."""
    found = page.find(mark, start)
    return len(page) if found < 0 else found + len(mark)


def _tag(page: str, opening: int) -> tuple[Tag | None, int]:
    """The tag at this place and where it ends; None where there is none, and the place behind its `<`."""
    whole = _TAG.match(page, opening, opening + LONGEST_TAG)
    if whole:
        return Tag(whole[2].lower(), bool(whole[1]), whole[3]), whole.end()
    name = _NAME.match(page, opening)
    if name is None:
        return None, opening + 1
    return Tag(name[2].lower(), bool(name[1])), _behind(page, ">", name.end())
