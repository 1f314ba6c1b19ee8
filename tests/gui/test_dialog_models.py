"""The small models of dialogs say what they are to say."""

from __future__ import annotations

from PySide6.QtCore import Qt

from offconv_gui.core.fields import Field
from offconv_gui.core.replacing import Replaced
from offconv_gui.gui.models.replace_preview import ReplacePreviewModel

LINES = (Replaced(7, Field.CURRENCY, "EUR", "GBP"), Replaced(0, Field.NAME, "x", ""))


def test_the_preview_names_row_column_before_and_after():
    model = ReplacePreviewModel()
    model.show_lines(LINES)
    shown = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert shown == [
        ["7", "Conversion Currency Code", "EUR", "GBP"],
        ["new", "Conversion Name", "x", "blank"],
    ]
    headings = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert headings == ["Row", "Column", "Now", "Then"]
