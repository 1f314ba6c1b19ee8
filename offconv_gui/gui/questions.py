"""The questions that the main window asks before something that a person may not mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from offconv_gui.gui.icons import picture, scaled

if TYPE_CHECKING:
    from offconv_gui.gui.views.conversion_table import ConversionTableView

_translate = QCoreApplication.translate
_SIGN = 32
"""Pixels of the question mark, at the usual size of text."""


def ask_for_rows(table: ConversionTableView, text: str, missing: int) -> None:
    """A pasted block is longer than the table: ask before rows are added."""
    question = _question(
        table.window(),
        _translate("questions", "Paste all rows?"),
        (
            _translate("questions", "The table has 1 row too few for what you paste.")
            if missing == 1
            else _translate("questions", "The table has {count} rows too few for what you paste.")
        ).format(count=f"{missing:,}"),
    )
    question.setObjectName("addRowsQuestion")
    add = question.addButton(_translate("questions", "Add rows"), QMessageBox.ButtonRole.AcceptRole)
    add.setObjectName("addRows")
    cut = question.addButton(_translate("questions", "Paste what fits"), QMessageBox.ButtonRole.AcceptRole)
    cut.setObjectName("pasteWhatFits")
    add.clicked.connect(partial(table.paste, text, True))
    cut.clicked.connect(partial(table.paste, text, False))
    question.open()


def ask_to_save(
    window: QWidget, save: Callable[[], None], discard: Callable[[], None], stay: Callable[[], None]
) -> None:
    """The table has changes that were not saved: ask what becomes of them."""
    question = _question(
        window,
        _translate("questions", "Save your work?"),
        _translate("questions", "The changes made to this table have not been saved."),
    )
    question.setObjectName("saveQuestion")
    question.setInformativeText(
        _translate("questions", "You can open saved work again and go on with it. Your file stays as it was.")
    )
    first = question.addButton(_translate("questions", "Save"), QMessageBox.ButtonRole.AcceptRole)
    first.setObjectName("saveFirst")
    question.setDefaultButton(first)
    second = question.addButton(_translate("questions", "Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
    second.setObjectName("dontSave")
    question.finished.connect(partial(_answer, question, {first: save, second: discard}, stay))
    question.open()


def ask_to_replace(
    window: QWidget,
    name: str,
    replace: Callable[[], None],
    elsewhere: Callable[[], None],
    stay: Callable[[], None],
) -> None:
    """The file that work is to be saved into was changed from elsewhere: ask whose work is to be kept."""
    text = _translate("questions", "“{name}” was saved by someone else or from another window meanwhile.")
    question = _question(window, _translate("questions", "Replace their work?"), text.format(name=name))
    question.setObjectName("replaceQuestion")
    question.setInformativeText(
        _translate("questions", "If you replace it, what was done there is lost. Another file keeps both.")
    )
    other = question.addButton(_translate("questions", "Save as…"), QMessageBox.ButtonRole.AcceptRole)
    other.setObjectName("saveElsewhere")
    question.setDefaultButton(other)
    over = question.addButton(_translate("questions", "Replace"), QMessageBox.ButtonRole.DestructiveRole)
    over.setObjectName("replaceWork")
    question.finished.connect(partial(_answer, question, {other: elsewhere, over: replace}, stay))
    question.open()


def _answer(
    question: QMessageBox,
    answers: Mapping[QAbstractButton, Callable[[], None]],
    otherwise: Callable[[], None],
    *_: object,
) -> None:
    """Do what the pressed button says, and what Cancel says where none was pressed."""
    answers.get(question.clickedButton(), otherwise)()


def _question(window: QWidget, title: str, text: str) -> QMessageBox:
    cancel = QMessageBox.StandardButton.Cancel
    question = QMessageBox(QMessageBox.Icon.Question, title, text, cancel, window)
    sign = picture("circle-question-mark", "accent", scaled(_SIGN), window.devicePixelRatio())
    question.setIconPixmap(sign)
    question.finished.connect(question.deleteLater)
    return question
