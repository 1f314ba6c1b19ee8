"""A bug that nobody caught: a dialog with a report that can be copied, and that holds nothing personal.

The report says which program ran where and which of its lines led to the failure. It names no file of the
person's, and leaves the failure's own words out, for they may quote a cell.
"""

from __future__ import annotations

import platform
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from offconv_gui import __version__
from offconv_gui.core.failures import stack

_LIBRARIES = ("PySide6_Essentials", "pandas", "numpy", "pyarrow", "openpyxl", "python-calamine", "tzdata")


def report(error: BaseException) -> str:
    """The report of an error: versions, the kind of error, and where in our code it happened."""
    return "\n".join([*_versions(), "", stack(error)])


def _versions() -> list[str]:
    lines = [
        f"OffConv {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()} "
        f"{platform.machine()}, {QGuiApplication.platformName()}",
    ]
    return [*lines, ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES)]


def _version(library: str) -> str:
    from importlib import metadata  # takes a while, and is seldom needed

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "?"


class CrashReporter(QObject):
    """Hears of every uncaught error, in any thread, and shows its report in one dialog at a time."""

    _heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dialog: CrashDialog | None = None
        self._heard.connect(self.show_report, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def uninstall(self) -> None:
        """Put Python's own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def show_report(self, text: str) -> None:
        """Show a report; while one is shown, further ones are left out, for they follow from the first."""
        if self._dialog is not None:
            return
        self._dialog = CrashDialog(text, QApplication.activeWindow())
        self._dialog.finished.connect(self._forget)
        self._dialog.open()

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        self._heard.emit(report(error.with_traceback(trace)))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)


class CrashDialog(QDialog):
    """What happened, what it means for the work at hand, and the report to copy."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self._build(text)
        self._wire()
        self.retranslate()

    def _build(self, text: str) -> None:
        self._title = QLabel()
        self._title.setProperty("heading", True)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._report = QPlainTextEdit(text)
        self._report.setObjectName("crashReport")
        self._report.setReadOnly(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = QPushButton()
        self._copy.setObjectName("copyReport")
        self._buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        for part in (self._title, self._hint, self._report, self._buttons):
            layout.addWidget(part)
        self.resize(620, 420)

    def _wire(self) -> None:
        self._copy.clicked.connect(self._copy_report)
        self._buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("OffConv made a mistake"))
        self._title.setText(self.tr("OffConv made a mistake"))
        self._hint.setText(
            self.tr(
                "The last step may not have been carried out, so please check it; your table is still open. "
                "If this happens again, send us this report. It holds no names, values or file names."
            )
        )
        self._report.setAccessibleName(self.tr("Report of the mistake"))
        self._copy.setText(self.tr("Copy the report"))

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
