"""How wide a column is at first, for its usual content with a sign before it."""

from __future__ import annotations

from offconv_gui.core.fields import SPECS, Kind
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.cell_delegate import SIDE_SPACE, SIGN_SPACE
from offconv_gui.gui.views.cell_paints import CellPaints

_USUAL = {
    Kind.CLICK_ID: "0" * 32,
    Kind.HASH: "0" * 24,
    Kind.TIME: "0000-00-00 00:00:00",
    Kind.AMOUNT: "00,000.00",
    Kind.CREDIT: "0.00",
    Kind.CURRENCY: "USD",
    Kind.ADJUSTMENT_TYPE: "Restate",
    Kind.LINK: "https://www.example.com/?m",
}
_USUAL_TEXT = "0000000000"
_EXPIRY = "0000-00-00 00:00 · in 0 days 00 h"


def default_width(model: ConversionTableModel, column: int, paints: CellPaints) -> int:
    """The width of a column in pixels."""
    field = model.field_at(column)
    usual = _USUAL.get(SPECS[field].kind, _USUAL_TEXT) if field is not None else _USUAL_TEXT
    if field is None and model.subject_at(column) is not None:
        usual = _EXPIRY
    text = paints.letters(model.column_look(column).face).metrics.horizontalAdvance(usual)
    return text + paints.side + SIGN_SPACE + 2 * SIDE_SPACE + 2
