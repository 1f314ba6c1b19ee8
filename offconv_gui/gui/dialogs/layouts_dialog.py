"""The layouts that are kept: which there are, what each says, and their way in and out as files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.choices import OWN_ZONE, DateOrder, DecimalMark
from offconv_gui.core.messages import UserError
from offconv_gui.core.proof_sentences import WAY_NAMES
from offconv_gui.gui.i18n import template, translated
from offconv_gui.gui.parts.window_size import open_at_size
from offconv_gui.gui.theme import mark
from offconv_gui.io.kept_layouts import KeptLayout, forget_layout, keep_layout, kept_layouts
from offconv_gui.io.layouts import Layout, load_layout, save_layout

_MOST_COLUMNS = 12


class LayoutsDialog(QDialog):
    """Each change is made at once; there is nothing to accept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[KeptLayout, ...] = ()
        self._build()
        self._wire()
        self.retranslate()
        self._show_kept()

    # -- Building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("layoutsDialog")
        open_at_size(self, 760, 440)
        self._title, self._subtitle, self._facts, self._news = (QLabel(self) for _ in range(4))
        self._title.setProperty("title", True)
        self._subtitle.setProperty("muted", True)
        self._facts.setObjectName("layoutFacts")
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._news.setObjectName("layoutNews")
        for label in (self._subtitle, self._facts, self._news):
            label.setWordWrap(True)
        self._list = QListWidget(self)
        self._list.setObjectName("layoutList")
        self._list.setProperty("framed", True)
        self._buttons = {
            name: QPushButton(self)
            for name in ("importLayout", "exportLayout", "removeLayout", "closeLayouts")
        }
        for name, button in self._buttons.items():
            button.setObjectName(name)
            button.setAutoDefault(False)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self._list, 2)
        both.addWidget(self._facts, 3)
        row = QHBoxLayout()
        row.setSpacing(8)
        for name in ("importLayout", "exportLayout", "removeLayout"):
            row.addWidget(self._buttons[name])
        row.addStretch(1)
        row.addWidget(self._buttons["closeLayouts"])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        layout.addLayout(both, 1)
        layout.addWidget(self._news)
        layout.addLayout(row)

    def _wire(self) -> None:
        self._list.currentRowChanged.connect(self._show_facts)
        self._buttons["importLayout"].clicked.connect(self._ask_what_to_import)
        self._buttons["exportLayout"].clicked.connect(self._ask_where_to_export)
        self._buttons["removeLayout"].clicked.connect(self._remove)
        self._buttons["closeLayouts"].clicked.connect(self.accept)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Layouts"))
        self._title.setText(self.tr("Layouts"))
        self._subtitle.setText(
            self.tr(
                "A layout remembers what the columns of a file are and how it is read, for files with the "
                "same headings. Match a file's columns and tick “Remember this layout as” to make one."
            )
        )
        self._list.setAccessibleName(self.tr("Layouts that are kept"))
        self._buttons["importLayout"].setText(self.tr("&Import…"))
        self._buttons["exportLayout"].setText(self.tr("&Export…"))
        self._buttons["removeLayout"].setText(self.tr("&Remove"))
        self._buttons["closeLayouts"].setText(self.tr("Close"))
        self._show_facts()

    # -- What is kept ----------------------------------------------------------------------------------------

    def _show_kept(self, name: str = "") -> None:
        """Show what is kept now, the layout of this name chosen."""
        self._kept = kept_layouts()
        self._list.clear()
        for kept in self._kept:
            QListWidgetItem(kept.layout.name, self._list)
        names = [kept.layout.name for kept in self._kept]
        self._list.setVisible(bool(names))
        self._list.setCurrentRow(names.index(name) if name in names else 0 if names else -1)
        self._show_facts()

    def _current(self) -> KeptLayout | None:
        row = self._list.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def _show_facts(self, *_: object) -> None:
        kept = self._current()
        for name in ("exportLayout", "removeLayout"):
            self._buttons[name].setEnabled(kept is not None)
        nothing = self.tr("No layout is kept yet.")
        self._facts.setText("\n".join(self._lines(kept.layout)) if kept else nothing)

    def _lines(self, layout: Layout) -> list[str]:
        """What a layout says, a line each."""
        used = [(heading, field) for heading, field in layout.columns.items() if field is not None]
        lines = [f"{heading}  →  {field.value}" for heading, field in used[:_MOST_COLUMNS]]
        more, unused = len(used) - _MOST_COLUMNS, len(layout.columns) - len(used)
        if more > 0:
            lines.append(self.tr("and {count} more").format(count=more))
        if unused:
            lines.append(self.tr("Columns kept for reference: {count}").format(count=unused))
        lines += [
            self.tr("{field} in every row: {text}").format(field=field.value, text=text)
            for field, text in layout.constants.items()
        ]
        choices, read = layout.choices, layout.read
        zone = self.tr("each time has its own") if choices.zone == OWN_ZONE else choices.zone
        order, decimal = choices.date_order, choices.decimal_mark
        settings = (
            (self.tr("Goal: {value}"), choices.goal.name if choices.goal else None),
            (self.tr("Currency: {value}"), choices.currency),
            (self.tr("Time zone: {value}"), zone),
            (self.tr("Dates: {value}"), template(WAY_NAMES[order]) if order is not DateOrder.AUTO else None),
            (
                self.tr("Amounts: {value}"),
                template(WAY_NAMES[decimal]) if decimal is not DecimalMark.AUTO else None,
            ),
            (self.tr("Sheet: {value}"), read.sheet),
            (self.tr("Headings in row: {value}"), read.header_row),
            (self.tr("Encoding: {value}"), read.encoding),
            (self.tr("Separator: {value}"), read.delimiter),
        )
        return lines + [words.format(value=value) for words, value in settings if value is not None]

    # -- In and out ------------------------------------------------------------------------------------------

    def _ask_what_to_import(self) -> None:
        dialog = self._file_dialog(self.tr("Import a layout"), "importLayoutDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    def import_file(self, path: str) -> None:
        """Keep the layout that is in a file, in place of one of the same name."""
        try:
            layout = load_layout(Path(path))
            keep_layout(layout)
        except UserError as error:
            self._tell_error(error)
            return
        self._show_kept(layout.name)
        self._tell(self.tr("“{name}” is kept now.").format(name=layout.name))

    def _ask_where_to_export(self) -> None:
        kept = self._current()
        if kept is None:
            return
        dialog = self._file_dialog(self.tr("Export a layout"), "exportLayoutDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(kept.path.name)
        dialog.fileSelected.connect(self.export_current)
        dialog.open()

    def export_current(self, path: str) -> None:
        """Write the chosen layout into a file; the file dialog has asked about one that is there."""
        kept = self._current()
        if kept is None:
            return
        try:
            save_layout(kept.layout, Path(path))
        except UserError as error:
            self._tell_error(error)
            return
        self._tell(self.tr("Written: “{name}”.").format(name=Path(path).name))

    def _remove(self) -> None:
        kept = self._current()
        if kept is None:
            return
        try:
            forget_layout(kept.path)
        except UserError as error:
            self._tell_error(error)
            return
        self._show_kept()
        self._tell(self.tr("“{name}” is removed.").format(name=kept.layout.name))

    def _file_dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setObjectName(name)
        dialog.setNameFilters([self.tr("Layouts (*.json)"), self.tr("All files (*)")])
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _tell(self, words: str, tone: str = "") -> None:
        self._news.setText(words)
        mark(self._news, "tone", tone)

    def _tell_error(self, error: UserError) -> None:
        self._tell(f"{translated(error.title)} {translated(error.hint)}", "error")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
