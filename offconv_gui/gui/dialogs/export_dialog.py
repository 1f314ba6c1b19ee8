"""The review before an export: what goes, what stays behind and why, and how the file will begin."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules import BY_ID
from offconv_gui.gui.dialogs.export_card import ExportCard
from offconv_gui.gui.dialogs.export_facts import ExportFacts
from offconv_gui.gui.i18n import template
from offconv_gui.gui.parts.window_size import open_at_size
from offconv_gui.gui.theme import code_font
from offconv_gui.io.targets import BULK_CSV, TARGETS, ExportPlan, Target, Written

_PREVIEWED = 20


class ExportDialog(QDialog):
    """Decides nothing about places: `plan`, `save_rejects` and `zipped` say what was asked for."""

    target_wanted = Signal(object)
    """Another kind of file was chosen, a `Target`: to be answered with `show_plan`."""

    def __init__(self, plan: ExportPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._build()
        self.retranslate()

    # -- The answer ------------------------------------------------------------------------------------------

    @property
    def plan(self) -> ExportPlan:
        """What is shown, and is to be written."""
        return self._plan

    def show_plan(self, plan: ExportPlan) -> None:
        """Show what a file of another kind would hold."""
        self._plan = plan
        self._preview.setPlainText("\n".join(plan.preview(_PREVIEWED)))
        self._format.setCurrentIndex(TARGETS.index(plan.target) if plan.target in TARGETS else 0)
        self._save.setEnabled(len(plan.rows) > 0)
        self.retranslate()

    @property
    def save_rejects(self) -> bool:
        """The rows left out are to be saved too."""
        return self._rejects.isChecked()

    @property
    def zipped(self) -> bool:
        """The file is to be compressed."""
        return self._zip.isChecked()

    # -- Building --------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("exportDialog")
        open_at_size(self, 980, 770)
        self._title, self._subtitle = QLabel(self), QLabel(self)
        self._title.setProperty("title", True)
        self._subtitle.setProperty("muted", True)
        self._subtitle.setWordWrap(True)
        self._goes, self._stays = ExportFacts(self), ExportCard(self)
        self._goes.setObjectName("exportFacts")
        self._stays.setObjectName("exportLeftOut")
        cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addWidget(self._goes, 3)
        cards.addWidget(self._stays, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        self._format = QComboBox(self)
        self._format.setObjectName("exportFormat")
        self._format.setItemDelegate(QStyledItemDelegate(self))  # the only kind that a style sheet reaches
        for target in TARGETS:
            self._format.addItem("", target.key)
        self._format.setCurrentIndex(TARGETS.index(self._plan.target) if self._plan.target in TARGETS else 0)
        self._format.setVisible(len(self._plan.rows) > 0)
        self._format.activated.connect(self._want_target)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title, 1)
        top.addWidget(self._format)
        layout.addLayout(top)
        layout.addWidget(self._subtitle)
        layout.addLayout(cards, 4)
        preview = self._preview_card()
        layout.addWidget(preview, 5)
        for card in (self._goes, preview):
            card.setVisible(len(self._plan.rows) > 0)
        layout.addLayout(self._bottom())

    def _preview_card(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("card", True)
        self._preview_title = QLabel(card)
        self._preview_title.setProperty("heading", True)
        self._preview = QPlainTextEdit(card)
        self._preview.setObjectName("exportPreview")
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._preview.setFont(code_font())
        self._preview.setPlainText("\n".join(self._plan.preview(_PREVIEWED)))
        self._preview_title.setBuddy(self._preview)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 14)
        column.setSpacing(8)
        column.addWidget(self._preview_title)
        column.addWidget(self._preview)
        return card

    def _bottom(self) -> QHBoxLayout:
        self._rejects, self._zip = QCheckBox(self), QCheckBox(self)
        self._rejects.setObjectName("saveRejects")
        self._zip.setObjectName("zipFile")
        self._cancel, self._save = QPushButton(self), QPushButton(self)
        self._cancel.setObjectName("cancelExport")
        self._cancel.setAutoDefault(False)
        self._save.setObjectName("saveExport")
        self._save.setProperty("primary", True)
        self._save.setDefault(True)
        self._rejects.setVisible(self._staying() > 0)
        self._zip.setEnabled(len(self._plan.rows) > 0)
        self._rejects.setEnabled(len(self._plan.rows) > 0)
        self._save.setEnabled(len(self._plan.rows) > 0)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.accept)
        checks = QVBoxLayout()
        checks.setSpacing(2)
        checks.addWidget(self._rejects)
        checks.addWidget(self._zip)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(checks, 1)
        row.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._save, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _want_target(self, place: int) -> None:
        if TARGETS[place] is not self._plan.target:
            self._save.setEnabled(False)  # until what it would hold is known
            self.target_wanted.emit(TARGETS[place])

    # -- Words -----------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        going, staying = len(self._plan.rows), self._staying()
        self.setWindowTitle(self.tr("Export"))
        self._title.setText(self._title_text(going))
        self._subtitle.setText(self._files_text())
        self._format.setAccessibleName(self.tr("Kind of file"))
        for place, target in enumerate(TARGETS):
            self._format.setItemText(place, template(target.name))
        self._goes.show_plan(self._plan)
        reasons = self._reasons()
        nothing = self.tr("Every row is exported.")
        self._stays.show_reasons(self._staying_text(staying), reasons, nothing)
        self._preview_title.setText(self.tr("How the file begins"))
        self._preview.setAccessibleName(self.tr("The first lines of the file, exactly as they will be"))
        one = self.tr("Also save the row left out (Excel, problems marked)")
        many = self.tr("Also save the {count} rows left out (Excel, problems marked)")
        self._rejects.setText((one if staying == 1 else many).format(count=f"{staying:,}"))
        self._zip.setText(self.tr("Compress (.zip)"))
        self._cancel.setText(self.tr("Cancel"))
        one, many = self.tr("Save 1 row…"), self.tr("Save {count} rows…")
        self._save.setText((one if going == 1 else many).format(count=f"{going:,}"))

    def _staying(self) -> int:
        return self._plan.document.row_count - len(self._plan.rows)

    def _title_text(self, rows: int) -> str:
        if not rows:
            return self.tr("No row is ready to be exported")
        return (
            self.tr("Export 1 row") if rows == 1 else self.tr("Export {count} rows").format(count=f"{rows:,}")
        )

    def _files_text(self) -> str:
        plan = self._plan
        if not plan.parts:
            return self.tr("Fix the problems of the rows, or put back rows that are left out.")
        kind, size = template(plan.target.name), self._size_text(plan.bytes)
        sentences = [self.tr("{kind}, {size}").format(kind=kind, size=size)]
        if len(plan.parts) > 1:
            apart = any(part.adjusts for part in plan.parts)
            sentences.append(self._several_text(len(plan.parts), apart))
        if plan.unsent:
            names = ", ".join(field.value for field in plan.unsent)
            sentences.append(self.tr("It has no column for {fields}.").format(fields=names))
        return ". ".join(sentence.removesuffix(".") for sentence in sentences) + "." * (len(sentences) > 1)

    def _several_text(self, files: int, apart: bool) -> str:
        if apart:
            words = self.tr("Conversions and adjustments go into files of their own: {count} are written.")
        else:
            words = self.tr(
                "That is more than Microsoft Advertising takes in one file, so {count} files are written."
            )
        return words.format(count=f"{files:,}")

    def _size_text(self, size: int) -> str:
        return self.locale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)

    def _staying_text(self, rows: int) -> str:
        one, many = self.tr("1 row is left out"), self.tr("{count} rows are left out")
        return (one if rows == 1 else many).format(count=f"{rows:,}") if rows else self.tr("Left out")

    def _reasons(self) -> list[tuple[str, str, int]]:
        """The icon, words and number of rows of each reason to stay behind."""
        reasons = [("status-error", template(BY_ID[rule].title), rows) for rule, rows in self._plan.reasons]
        if self._plan.left_out:
            reasons.append(("status-left-out", self.tr("Left out by you"), self._plan.left_out))
        return reasons

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


_WRITTEN_ONE = QT_TRANSLATE_NOOP("io", "1 row was written to {path}.")
_WRITTEN = QT_TRANSLATE_NOOP("io", "{rows} rows were written to {path}.")
_WRITTEN_SEVERAL = QT_TRANSLATE_NOOP(
    "io", "{rows} rows were written to {files} files, the first of them {path}."
)
_SEND: dict[tuple[str, bool], str] = {
    ("bulk", False): QT_TRANSLATE_NOOP(
        "io", "Now send this file with your bulk upload to Microsoft Advertising."
    ),
    ("bulk", True): QT_TRANSLATE_NOOP(
        "io", "Now send all of them, one after the other, with your bulk upload to Microsoft Advertising."
    ),
    ("web", False): QT_TRANSLATE_NOOP(
        "io",
        "Now upload this file in Microsoft Advertising: under Conversions, Offline conversions, Upload.",
    ),
    ("web", True): QT_TRANSLATE_NOOP(
        "io",
        "Now upload all of them in Microsoft Advertising, one after the other: under Conversions, Offline "
        "conversions, Upload.",
    ),
}
_WAIT = QT_TRANSLATE_NOOP(
    "io",
    "A new goal takes conversions two hours after it was made. Reports show them five to six hours after the "
    "upload, and the results of the upload tell whether any row was refused.",
)


def next_steps(written: Sequence[Written], target: Target = BULK_CSV) -> tuple[Message, ...]:
    """What was written where, and what happens next, a sentence or two each; of at least one file.

    The waiting times are those of Microsoft Advertising's help, "Track offline conversions".
    """
    rows, several = sum(file.rows for file in written), len(written) > 1
    values = {"rows": f"{rows:,}", "path": str(written[0].path), "files": f"{len(written):,}"}
    first = _WRITTEN_SEVERAL if several else _WRITTEN_ONE if rows == 1 else _WRITTEN
    return Message(first, values), Message(_SEND[target.key, several]), Message(_WAIT)
