"""The editor that fits a field: times have a calendar, currencies and goals are completed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.kinds import currencies
from offconv_gui.core.time_editing import now_on_clocks, time_column
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.time_editor import TimeEditor

_CODE_ROLE = Qt.ItemDataRole.UserRole


def editor_of(model: ConversionTableModel, row: int, column: int, parent: QWidget) -> QLineEdit:
    """A line to edit the cell in, still empty; `row` and `column` are places in the view."""
    field = model.field_at(column)
    editor = _time_editor(model, row, field, parent) or QLineEdit(parent)
    editor.setObjectName("cellEditor")
    editor.setFrame(False)
    editor.setAutoFillBackground(True)
    editor.setAccessibleName(model.title_of(column))
    if model.look(row, column).column.right:
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if field is not None and SPECS[field].kind is Kind.CURRENCY:
        editor.setCompleter(_currency_completer(editor))
    if field is Field.NAME:
        editor.setCompleter(_goal_completer(editor, model.goal_names()))
    return editor


def _time_editor(
    model: ConversionTableModel, row: int, field: Field | None, parent: QWidget
) -> TimeEditor | None:
    document = model.document
    if document is None or field is None or SPECS[field].kind is not Kind.TIME:
        return None
    column = time_column(document, field, int(model.rows[row]))
    return TimeEditor(column, now_on_clocks(document), parent)


def update_editor(editor: QLineEdit, model: ConversionTableModel, row: int, column: int) -> None:
    """Let the editor of this cell go by the choices that are made now."""
    document, field = model.document, model.field_at(column)
    if isinstance(editor, TimeEditor) and document is not None and field is not None:
        editor.set_column(time_column(document, field, int(model.rows[row])), now_on_clocks(document))


def _goal_completer(editor: QLineEdit, names: list[str]) -> QCompleter:
    """Offers the goals whose names hold what is typed."""
    completer = QCompleter(names, editor)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    return completer


def _currency_completer(editor: QLineEdit) -> QCompleter:
    """Offers "USD — US Dollar" and puts in "USD"."""
    model = QStandardItemModel(editor)
    for code in filter(None, currencies.CODES):
        item = QStandardItem(currencies.label(code))
        item.setData(code, _CODE_ROLE)
        model.appendRow(item)
    completer = QCompleter(model, editor)
    completer.setCompletionRole(_CODE_ROLE)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
