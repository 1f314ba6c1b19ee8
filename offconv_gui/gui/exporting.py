"""From the open document to files: a review, the place to save, and a job that writes whole files or none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from offconv_gui.core.document import Document
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Progress
from offconv_gui.gui.dialogs.export_dialog import ExportDialog, next_steps
from offconv_gui.gui.i18n import translated
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.message_bar import MessageBar, Tone
from offconv_gui.io.rejects_xlsx import write_rejects
from offconv_gui.io.targets import ExportPlan, Target, Written, plan_export, write_export


class _Exported(NamedTuple):
    """What was written, and by which plan."""

    plan: ExportPlan
    written: tuple[Written, ...]


class Exporting(QObject):
    """Writes one thing at a time; what was written and what went wrong is told in the bar."""

    exported = Signal()
    """Files for the service have been written."""

    def __init__(
        self,
        session: Session,
        jobs: JobRunner,
        bar: MessageBar,
        clock: Callable[[], int],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._jobs = jobs
        self._bar = bar
        self._clock = clock
        self._window = window

    # -- The upload file ------------------------------------------------------------------------------------

    def review(self) -> None:
        """Judge the rows as of now, and show what would be exported."""
        document = self._session.document
        if document is None or self._session.busy:
            return
        now = self._clock()

        def work(progress: Progress) -> ExportPlan:
            return plan_export(document.at(now, progress), progress=progress)

        self._start(self.tr("Preparing the export"), work, partial(self._show_review, document))

    def _show_review(self, document: Document, plan: ExportPlan) -> None:
        """Show what would go, unless the table was changed meanwhile: then look at it again."""
        if not self._session.still_has(document):
            self.review()
            return
        dialog = ExportDialog(plan, parent=self._window)
        dialog.target_wanted.connect(partial(self._plan_again, dialog))
        dialog.accepted.connect(partial(self._ask_where, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _plan_again(self, review: ExportDialog, target: Target) -> None:
        """Show what a file of another kind would hold."""
        document = review.plan.document

        def work(progress: Progress) -> ExportPlan:
            return plan_export(document, target, progress)

        self._start(self.tr("Preparing the export"), work, review.show_plan)

    def _ask_where(self, review: ExportDialog) -> None:
        plan = review.plan
        suffix = ".zip" if review.zipped else plan.target.suffix
        dialog = self._save_dialog(
            self.tr("Save the upload file"), f"{_stem(plan.document)}-upload{suffix}", suffix
        )
        dialog.setObjectName("saveExportDialog")
        dialog.fileSelected.connect(partial(self._chosen, plan, review.zipped, review.save_rejects))
        dialog.open()

    def _chosen(self, plan: ExportPlan, zipped: bool, with_rejects: bool, path: str) -> None:
        self.write(plan, Path(path), zipped=zipped, with_rejects=with_rejects)

    def write(self, plan: ExportPlan, path: Path, *, zipped: bool, with_rejects: bool) -> None:
        """Write the files, over one of the same name: the file dialog has asked about that.

        The rows are judged once more at this moment, for a row may have become too old since the review.
        """
        now = self._clock()
        rejects = path.with_name(f"{path.stem}-left-out.xlsx") if with_rejects else None

        def work(progress: Progress) -> _Exported:
            judged = plan.document.at(now, progress)
            fresh = plan if judged is plan.document else plan_export(judged, plan.target, progress)
            written = write_export(
                fresh, path, overwrite=True, zipped=zipped, rejects=rejects, progress=progress
            )
            return _Exported(fresh, written)

        self._start(self.tr("Writing the upload file"), work, self._tell_exported)

    def _tell_exported(self, exported: _Exported) -> None:
        written, target = exported.written, exported.plan.target
        if not exported.plan.document.counts().errors:
            self._session.mark_exported(exported.plan.document)
        self.exported.emit()
        folder = written[0].path.parent
        offers = [(self.tr("Show in folder"), partial(_show_folder, folder))]
        self._bar.tell(
            Tone.SUCCESS,
            self.tr("The upload file is ready."),
            " ".join(map(translated, next_steps(written, target))),
            offers,
        )

    # -- The rows left out ----------------------------------------------------------------------------------

    def save_rejects(self) -> None:
        """Save the rows that stay out of the export for Excel."""
        document = self._session.document
        if document is None:
            return
        dialog = self._save_dialog(
            self.tr("Save the rows left out"), f"{_stem(document)}-left-out.xlsx", ".xlsx"
        )
        dialog.setObjectName("saveRejectsDialog")
        dialog.fileSelected.connect(partial(self._write_rejects, document))
        dialog.open()

    def _write_rejects(self, document: Document, path: str) -> None:
        def work(progress: Progress) -> Written:
            return write_rejects(document, Path(path), overwrite=True, progress=progress)

        self._start(self.tr("Writing the rows left out"), work, self._tell_rejects)

    def _tell_rejects(self, written: Written) -> None:
        offers = [(self.tr("Show in folder"), partial(_show_folder, written.path.parent))]
        one = self.tr("1 row was saved to “{name}”, with what is wrong with it.")
        many = self.tr("{rows} rows were saved to “{name}”, each with what is wrong with it.")
        title = (one if written.rows == 1 else many).format(rows=f"{written.rows:,}", name=written.path.name)
        self._bar.tell(Tone.SUCCESS, title, "", offers)

    # -- Shared ---------------------------------------------------------------------------------------------

    def _save_dialog(self, title: str, name: str, suffix: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        origin = self._session.document.origin.path if self._session.document else ""
        if Path(origin).is_absolute():
            dialog.setDirectory(str(Path(origin).parent))
        dialog.selectFile(name)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _start(self, title: str, work: Callable[[Progress], object], take: Callable[..., None]) -> None:
        job = self._jobs.start(title, work)
        job.succeeded.connect(take)
        job.failed.connect(self._fail)
        self._bar.dismiss()
        self._bar.follow(job)

    def _fail(self, error: UserError) -> None:
        self._bar.tell_error(error)


def _stem(document: Document) -> str:
    return Path(document.origin.path).stem or "offline-conversions"


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
