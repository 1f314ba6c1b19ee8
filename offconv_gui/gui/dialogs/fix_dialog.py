"""What a fix of many rows will do, before it does it: how many, and the first of them before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.grid import RowIndex
from offconv_gui.gui.dialogs.fix_buttons import FixButtons
from offconv_gui.gui.models.fix_preview import FixPreviewModel, PreviewLine
from offconv_gui.gui.parts.data_delegate import DataDelegate
from offconv_gui.gui.parts.window_size import open_at_size


class FixDialog(QDialog):
    """Changes nothing itself: when it is accepted, `spared` are the rows to leave alone.

    `label` is the word on the fix's button, `problem` the title of what it mends, `column` what the column is
    called; `count` rows change, of which `lines` are the first. `leaves_out` tells that they are left out of
    the export, whatever the fix is called.
    """

    def __init__(
        self,
        label: str,
        problem: str,
        column: str,
        count: int,
        lines: Sequence[PreviewLine],
        leaves_out: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._problem, self._count = label, problem, count
        self._leaves_out = leaves_out
        self._shown = len(lines)
        self._model = FixPreviewModel(lines, column, self)
        self._build()
        self._wire()
        self.retranslate()

    @property
    def spared(self) -> RowIndex:
        """The positions of the rows that are to stay as they are."""
        return self._model.spared()

    @property
    def count(self) -> int:
        """How many rows will change."""
        return self._count - len(self.spared)

    def _build(self) -> None:
        self.setObjectName("fixDialog")
        open_at_size(self, 780, 520)
        self._title, self._subtitle, self._rest = QLabel(self), QLabel(self), QLabel(self)
        self._title.setProperty("title", True)
        for words in (self._subtitle, self._rest):
            words.setProperty("muted", True)
            words.setWordWrap(True)
        self._rest.setVisible(self._count > self._shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        layout.addWidget(self._table(), 1)
        layout.addWidget(self._rest)
        self._buttons = FixButtons(self)
        layout.addLayout(self._buttons)

    def _table(self) -> QTableView:
        self._lines = _Lines(self)
        self._lines.setObjectName("fixPreview")
        self._lines.setProperty("framed", True)
        self._lines.setModel(self._model)
        self._lines.setItemDelegate(DataDelegate(self._lines))
        self._lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._lines.setShowGrid(False)
        self._lines.setWordWrap(False)
        self._lines.verticalHeader().hide()
        self._lines.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.8))
        header = self._lines.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, self.fontMetrics().horizontalAdvance("9,999,999") + 46)
        header.setMinimumSectionSize(header.sectionSizeHint(1))  # in a narrow dialog the table scrolls
        return self._lines

    def _wire(self) -> None:
        self._model.spared_changed.connect(self._count_again)

    def retranslate(self) -> None:
        self.setWindowTitle(self._label)
        self._title.setText(self._label)
        self._lines.setAccessibleName(self.tr("The first rows, before and after"))
        self._buttons.cancel.setText(self.tr("Cancel"))
        more = self._count - self._shown
        rest = self.tr("And 1 more row like these.") if more == 1 else self.tr("And {count} more like these.")
        self._rest.setText(rest.format(count=f"{more:,}"))
        self._count_again()

    def _count_again(self) -> None:
        one, many = self.tr("1 row"), self.tr("{count} rows")
        rows = (one if self.count == 1 else many).format(count=f"{self.count:,}")
        if self._leaves_out:
            words = self.tr("{problem}: {rows} will be left out, as one step that can be undone.")
            button = self.tr("Leave out {rows}")
        else:
            words = self.tr("{problem}: {rows} will change, as one step that can be undone.")
            button = self.tr("{fix}: {rows}")
        self._subtitle.setText(words.format(problem=self._problem, rows=rows))
        self._buttons.apply.setText(button.format(fix=self._label, rows=rows))
        self._buttons.apply.setEnabled(self.count > 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Lines(QTableView):
    """Space ticks the current row's box, whichever of its cells is current."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            box = index.siblingAtColumn(0)
            checked = box.data(Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            self.model().setData(box, wanted, Qt.ItemDataRole.CheckStateRole)
            return
        super().keyPressEvent(event)
