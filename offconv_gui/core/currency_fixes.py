"""Fixes of currency codes: what a symbol or name must mean, what it usually means, or what a person says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from offconv_gui.core import fixes
from offconv_gui.core.fields import Field
from offconv_gui.core.fixes import Ask, Asked, Fix
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.kinds import currencies
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from offconv_gui.core.document import Document
    from offconv_gui.core.edits import Edit

_CERTAIN = QT_TRANSLATE_NOOP("fixes", "Use the code")
_USUAL = QT_TRANSLATE_NOOP("fixes", "Use the usual code")
_CHOOSE = QT_TRANSLATE_NOOP("fixes", "Choose a code")
_CHOSEN = QT_TRANSLATE_NOOP("fixes", "Set to {value}")


def certain(field: Field) -> Fix:
    """Write the code of what can mean only one currency: "US$", "€", "Euro"."""
    return Fix(_CERTAIN, fixes.rewriting(_CERTAIN, field, fixes.each_text(_certain)), safe=True)


def usual(field: Field) -> Fix:
    """Write the code that a symbol of several countries mostly means: "£"."""
    return Fix(_USUAL, fixes.rewriting(_USUAL, field, fixes.each_text(_usual)))


def ask(field: Field) -> Fix:
    """Write the code a person gives, in all cells that say the same."""

    def alike(document: Document, rows: RowIndex) -> dict[str, RowIndex]:
        texts = document.table.columns[field].cells(rows).text.to_pylist()
        said = np.array([" ".join(text.split()) for text in texts], np.object_)
        return {text: rows[said == text] for text in dict.fromkeys(said.tolist())}

    def offered(document: Document, rows: RowIndex) -> tuple[str, ...]:
        said = list(alike(document, rows))
        return currencies.meanings(said[0]) if len(said) == 1 else ()

    def edit(document: Document, rows: RowIndex, code: str) -> Edit | None:
        if code not in currencies.NAMES:
            return None
        title = Message(_CHOSEN, {"value": code})
        return fixes.set_texts(title, document, field, rows, fixes.each_text(lambda text: code))

    return Fix(_CHOOSE, ask=Ask(Asked.CURRENCY, _CHOSEN, alike, offered, edit))


def _certain(text: str) -> str | None:
    code = currencies.offered(text)
    return code if code and len(currencies.meanings(text)) <= 1 else None


def _usual(text: str) -> str | None:
    return None if _certain(text) else currencies.offered(text) or None
