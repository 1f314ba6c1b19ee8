"""Every text goes through translation, and none is cut: in a longer language, large, on small screens.

The window and each of its dialogs is opened as a person opens it, and what stands in it is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import document, faultless
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from real_window import dialog_if_open
from window_texts import LongLanguage, cut, texts, untranslated

from offconv_gui.app import make_window
from offconv_gui.core.fields import Field
from offconv_gui.core.kinds import currencies
from offconv_gui.core.kinds.zones import zone_names
from offconv_gui.gui import questions
from offconv_gui.gui.main_window import MainWindow
from offconv_gui.gui.preferences import TEXT_PERCENT
from offconv_gui.gui.theme import Scheme, apply_theme
from offconv_gui.resources import resource

CHOICES = ("--goal", "Closed deals", "--currency", "USD", "--time-zone", "America/New_York")

OF_DATA = {
    "conversionTable",
    "duplicateRows",
    "exportPreview",
    "filterValues",
    "fixPreview",
    "matchTable",
    "replacePreview",
}
"""Tables and lists that show what stands in the file."""

OF_ONE_LANGUAGE = {"helpPage"}
"""The pages about rules are files, one folder a language."""


Start = Callable[[int, int, int], MainWindow]
"""Opens a window of a width, a height, and a size of text in per cent."""


OF_FORM = re.compile(r"\b[0-9a-f]{32}\b|\b(?:(?:Ctrl|Shift|Alt)\+)+\w*|\b(?:Del|Esc|Return|Space|Tab)\b")
"""Click IDs, and keys as Qt names them."""


@dataclass(frozen=True)
class Place:
    """A window to look at: what opens it, and its name; without a name the main window."""

    opens: Callable[[QtBot, MainWindow], object]
    name: str = ""


def command(action: str) -> Callable[[QtBot, MainWindow], object]:
    return lambda _, window: window.actions_by_name[action].trigger()


def at_cell(field: Field, row: int, action: str = "") -> Callable[[QtBot, MainWindow], object]:
    def opens(_: QtBot, window: MainWindow) -> None:
        window.work.table.go_to(row, field)
        if action:
            window.actions_by_name[action].trigger()

    return opens


def match_again(_: QtBot, window: MainWindow) -> None:
    """Press the button of the line that says how the file was read."""
    next(one for one in window.bar.findChildren(QAbstractButton) if one.text() and one.isVisible()).click()


def filter_currencies(_: QtBot, window: MainWindow) -> None:
    window.work.columns.ask_for_filter(window.work.model.column_of(Field.CURRENCY))


def compare(_: QtBot, window: MainWindow) -> None:
    window.work.navigation.to_rule("duplicate-conversion")
    window.actions_by_name["actionCompareDuplicates"].trigger()


def edit_a_time(qtbot: QtBot, window: MainWindow) -> None:
    window.work.table.go_to(4, Field.TIME)
    window.work.table.edit_current()
    editors = window.work.table.findChildren(QLineEdit, "cellEditor")
    qtbot.keyClick(next(one for one in editors if one.isVisible()), Qt.Key.Key_F4)


def mend_several(_: QtBot, window: MainWindow) -> None:
    """Leave out rows of a table with the same problem in each."""
    window.session.open(document([faultless(place, CLICK_ID="") for place in range(4)]))
    press_fix(window, "click-id-missing")


def ask_for_currencies(_: QtBot, window: MainWindow) -> None:
    window.session.open(document([faultless(place, CURRENCY="Dollar") for place in range(4)]))
    press_fix(window, "currency-unknown")


def press_fix(window: MainWindow, rule: str) -> None:
    button = window.work.panel.findChild(QPushButton, f"fix_{rule}")
    assert button is not None
    button.click()


def ask_to_save(_: QtBot, window: MainWindow) -> None:
    questions.ask_to_save(window, _nothing, _nothing, _nothing)


def ask_to_replace(_: QtBot, window: MainWindow) -> None:
    questions.ask_to_replace(window, "November.offconv", _nothing, _nothing, _nothing)


def _nothing() -> None: ...


PLACES = (
    Place(match_again, "matchDialog"),
    Place(at_cell(Field.CLICK_ID, 3)),
    Place(at_cell(Field.TIME, 3, "actionClearCells")),
    Place(command("actionExport"), "exportDialog"),
    Place(command("actionReplace"), "replaceDialog"),
    Place(command("actionHistory"), "historyDialog"),
    Place(command("actionGoals"), "goalsDialog"),
    Place(command("actionLayouts"), "layoutsDialog"),
    Place(command("actionShortcuts"), "keysDialog"),
    Place(command("actionAbout"), "aboutBox"),
    Place(at_cell(Field.VALUE, 3, "actionFieldHelp"), "fieldHelp"),
    Place(at_cell(Field.CLICK_ID, 3, "actionProblemHelp"), "helpDialog"),
    Place(command("actionGoToRow"), "goToRowDialog"),
    Place(filter_currencies, "filterDialog"),
    Place(compare, "duplicatesDialog"),
    Place(edit_a_time, "timePicker"),
    Place(mend_several, "fixDialog"),
    Place(ask_for_currencies, "askDialog"),
    Place(ask_to_save, "saveQuestion"),
    Place(ask_to_replace, "replaceQuestion"),
)


@pytest.fixture
def long_language(qapp: QApplication) -> Iterator[None]:
    language = LongLanguage()
    qapp.installTranslator(language)
    yield
    qapp.removeTranslator(language)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Start]:
    """Opens a window of a size, with text of a size in per cent."""

    def start(width: int, height: int, percent: int) -> MainWindow:
        settings = ("--settings", str(tmp_path / "settings.ini"), "--now", "2026-11-24T00:00:00Z")
        window = make_window([*CHOICES, *settings])
        qtbot.addWidget(window, before_close_func=_forget_changes)
        window.preferences.set(TEXT_PERCENT, percent)
        apply_theme(qapp, Scheme.LIGHT, percent)
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield start
    apply_theme(qapp, Scheme.LIGHT)


def _forget_changes(window: MainWindow) -> None:
    window.session.mark_saved()


def open_sample(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["actionTrySample"].trigger()
    qtbot.waitUntil(lambda: window.session.document is not None and not window.session.busy)


def places(qtbot: QtBot, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each window in turn, while it is open."""
    yield "with no table", window
    open_sample(qtbot, window)
    for place in PLACES:
        place.opens(qtbot, window)
        settle()
        if not place.name:
            yield "with a table", window
            continue
        name = place.name
        qtbot.waitUntil(lambda name=name: dialog_if_open(name) is not None)
        dialog = dialog_if_open(name)
        assert dialog is not None
        settle()
        yield name, dialog
        dialog.close()


def settle() -> None:
    """Let layouts come to rest: a label that grows tells its row, and that the one around it."""
    for _ in range(4):
        QApplication.processEvents()


# -- Translation --------------------------------------------------------------------------------------------


def data() -> list[str]:
    """What may stand anywhere as it is: names of the service, of the file and of places, longest first."""
    sample = resource("samples", "hubspot-deals.csv").read_text(encoding="utf-8")
    words = [cell.strip('"') for line in sample.splitlines() for cell in line.split(",")]
    words += [field.value for field in Field] + [currencies.label(code) for code in currencies.NAMES]
    words += [code for code in currencies.CODES if code]
    words += [QLocale().monthName(month) for month in range(1, 13)]
    words += [QLocale().dayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)]
    words += [*zone_names(), "Closed deals", "hubspot-deals.csv", "OffConv", "UTC", "YYYY", "Uhr"]
    return sorted({word for word in words if re.search(r"[^\W\d_]", word)}, key=len, reverse=True)


def test_numbers_are_written_in_the_language_of_the_texts(qtbot: QtBot, tmp_path: Path) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    window = make_window(["--settings", str(tmp_path / "settings.ini")])
    qtbot.addWidget(window, before_close_func=_forget_changes)
    window.session.open(document([faultless(place) for place in range(1_204)]))
    chip = window.findChild(QAbstractButton, "chipAll")
    assert chip is not None
    assert chip.text() == "1,204 rows"


def test_every_text_goes_through_translation(qtbot: QtBot, long_language: None, start: Start) -> None:
    known, found = data(), set()
    for place, window in places(qtbot, start(1360, 800, 100)):
        for widget, text in texts(window):
            if widget.objectName() in OF_DATA | OF_ONE_LANGUAGE:
                continue
            rest = untranslated(text)
            for word in known if re.search(r"[^\W\d_]{2}", rest) else ():
                rest = rest.replace(word, " ")
            rest = OF_FORM.sub(" ", rest)
            if re.search(r"[^\W\d_]{2}", rest):
                found.add(f"{place}, {widget.objectName() or type(widget).__name__}: {rest.strip()[:80]}")
    assert sorted(found) == []


# -- Room ---------------------------------------------------------------------------------------------------


def all_cut(qtbot: QtBot, window: MainWindow) -> list[str]:
    return [f"{place}: {text}" for place, opened in places(qtbot, window) for text in cut(opened)]


@pytest.mark.parametrize(
    ("width", "height", "percent"), [(1360, 800, 200), (1024, 700, 100), (1024, 700, 150), (1360, 800, 80)]
)
def test_nothing_is_cut_at_any_size_of_text(
    qtbot: QtBot, start: Start, width: int, height: int, percent: int
) -> None:
    assert all_cut(qtbot, start(width, height, percent)) == []


@pytest.mark.parametrize(("width", "height"), [(1360, 800), (1024, 700)])
def test_nothing_is_cut_in_a_longer_language(
    qtbot: QtBot,
    long_language: None,
    start: Start,
    width: int,
    height: int,
) -> None:
    assert all_cut(qtbot, start(width, height, 100)) == []


def test_everything_follows_text_that_grows_while_the_window_is_open(qtbot: QtBot, start: Start) -> None:
    window = start(1360, 800, 100)
    open_sample(qtbot, window)
    table, before = window.work.table, window.work.table.rowHeight(0)
    heading = table.horizontalHeader().height()
    for _ in range(5):
        window.actions_by_name["actionLargerText"].trigger()
    settle()
    assert cut(window) == []
    assert table.rowHeight(0) == pytest.approx(2 * before, abs=3)
    assert table.horizontalHeader().height() > 1.6 * heading
    for _ in range(8):
        window.actions_by_name["actionSmallerText"].trigger()
    settle()
    assert cut(window) == []
    assert table.rowHeight(0) < before


def test_the_longer_language_is_longer_and_keeps_gaps() -> None:
    language = LongLanguage()
    assert language.translate("x", "Leave out {count} rows") == "⟦Leave out {count} rows óóóó⟧"
    assert untranslated("⟦Leave out ⟦all⟧ rows⟧ (Ctrl+O)") == ""
    assert untranslated("⟦Goal⟧ of the row") == "of the row"
