"""The window is seen, and can be used, before the program's larger libraries are loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from offconv_gui import __version__, app
from offconv_gui.core.messages import UserError
from offconv_gui.gui.loading import Loading
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.start import Start, read_start

ROOT = Path(__file__).resolve().parents[1]

HEAVY = {
    *("numpy", "pandas", "pyarrow", "openpyxl", "rapidfuzz", "python_calamine", "dateutil"),
    *("charset_normalizer", "zoneinfo", "email"),
}

SHOWN = """
import sys
from offconv_gui import app
frame = app._frame(app.Start(settings=sys.argv[1]))
frame.show()
app._let_it_be_painted(frame)
print(*sys.modules)
"""


def test_nothing_heavy_is_loaded_before_the_window_is_seen(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWN, str(tmp_path / "settings.ini")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = done.stdout.split()
    assert "offconv_gui.gui.main_window" in loaded
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()


GIVEN = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from offconv_gui import app
program = app._application()
program.files_given.connect(print)
program.sendEvent(program, QFileOpenEvent(QUrl("file:///deals.csv")))
"""


def test_a_file_that_macos_tells_of_is_heard_of() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GIVEN], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "['/deals.csv']\n"


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    frame = app._frame(Start(settings=str(tmp_path / "settings.ini")))
    qtbot.addWidget(frame)
    frame.show()
    return frame


def test_a_command_given_at_once_is_obeyed(frame: MainWindow) -> None:
    frame.actions_by_name["actionAbout"].trigger()
    assert frame.findChild(QMessageBox, "aboutBox") is not None


def test_every_command_has_its_icon_once_all_is_loaded(frame: MainWindow) -> None:
    assert frame.actions_by_name["actionExport"].icon().isNull()
    assert frame.work is not None
    assert [name for name, action in frame.actions_by_name.items() if action.icon().isNull()] == []


def test_a_window_closed_at_once_keeps_its_size(frame: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    frame.resize(760, 500)
    frame.close()
    again = app._frame(Start(settings=str(tmp_path / "settings.ini")))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (760, 500)
    assert "work" not in vars(again)


def test_a_file_of_the_start_is_opened_once_all_is_loaded(
    frame: MainWindow, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    file = tmp_path / "deals.csv"
    file.write_text(
        "MSCLKID,Close Date\n3cf4220c917b853860886599b2ac757f,2026-11-05 14:30\n", encoding="utf-8"
    )
    windows = app.Windows(lambda path: frame, qapp)
    loading = Loading()
    loading.ended.connect(lambda: app._open_files(Start((str(file),)), frame, windows))
    with qtbot.waitSignal(frame.session.document_opened):
        loading.start()
    loading.join()
    assert frame.windowTitle().startswith("deals.csv")


def test_a_question_is_answered_without_a_window(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        app.main(["--version"])
    assert capsys.readouterr().out == f"offconv-gui {__version__}\n"


def test_options_are_taken_along_with_the_files() -> None:
    start = read_start(["a.csv", "--currency", "eur", "--now", "2026-11-24T00:00:00Z"])
    assert start.files == ("a.csv",)
    assert start.now == 1_795_478_400
    assert start.request("a.csv").choices.currency == "EUR"


def test_an_argument_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="--nonsense"):
        read_start(["--nonsense"])
