"""The questions that the main window asks before something that a person may not mean."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from offconv_gui.gui.views.conversion_table import ConversionTableView

_translate = QCoreApplication.translate


def ask_for_rows(table: ConversionTableView, text: str, missing: int) -> None:
    """A pasted block is longer than the table: ask before rows are added."""
    question = _question(
        table.window(),
        _translate("questions", "Paste all rows?"),
        _translate("questions", "The table has {count} rows too few for what you paste.").format(
            count=f"{missing:,}"
        ),
    )
    question.setObjectName("addRowsQuestion")
    add = question.addButton(_translate("questions", "Add rows"), QMessageBox.ButtonRole.AcceptRole)
    add.setObjectName("addRows")
    cut = question.addButton(_translate("questions", "Paste what fits"), QMessageBox.ButtonRole.AcceptRole)
    cut.setObjectName("pasteWhatFits")
    add.clicked.connect(partial(table.paste, text, True))
    cut.clicked.connect(partial(table.paste, text, False))
    question.open()


def ask_to_close(window: QWidget, close: Callable[[], None], export: Callable[[], None] | None) -> None:
    """The table has changes that were not exported: ask before the window discards them.

    `export` leads to the export; None where no row is ready for it.
    """
    question = _question(
        window,
        _translate("questions", "Close OffConv?"),
        _translate("questions", "The changes made to this table have not been exported."),
    )
    question.setObjectName("closeQuestion")
    question.setInformativeText(_translate("questions", "Closing discards them. Your file stays as it was."))
    if export is not None:
        first = question.addButton(_translate("questions", "Export…"), QMessageBox.ButtonRole.AcceptRole)
        first.setObjectName("exportFirst")
        first.clicked.connect(export)
        question.setDefaultButton(first)
    discard = question.addButton(
        _translate("questions", "Discard and close"), QMessageBox.ButtonRole.DestructiveRole
    )
    discard.setObjectName("discardAndClose")
    discard.clicked.connect(close)
    question.open()


def _question(window: QWidget, title: str, text: str) -> QMessageBox:
    cancel = QMessageBox.StandardButton.Cancel
    question = QMessageBox(QMessageBox.Icon.Question, title, text, cancel, window)
    question.finished.connect(question.deleteLater)
    return question
