"""What people drop on the window: exports of CRM systems, upload templates, and files uploaded before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from offconv_gui.gui.main_window import MainWindow

ONE, TWO = "3cf4220c917b853860886599b2ac757f", "96dd9de5798121e8fa462d6e85bda6a3"

WON_A = datetime.fromisoformat("2026-11-05T14:30")
WON_B = datetime.fromisoformat("2026-11-06T09:00")

EXPORTS: dict[str, tuple[str | list[list[object]], tuple[int, int]]] = {
    "hubspot": (
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Currency,Microsoft Click ID\n"
        f"901,Nord,Closed won,9800,2026-11-05 14:30,EUR,{ONE}\n"
        f"902,Ost,Closed won,1200.5,2026-11-06 09:00,EUR,{TWO}\n",
        (2, 0),
    ),
    "salesforce": (
        '"Opportunity ID","Opportunity Name","Amount","Close Date","Stage","MSCLKID__c"\n'
        f'"006A","Nord","9,800.00","11/25/2025","Closed Won","{ONE}"\n'
        f'"006B","Ost","1,200.50","11/6/2026, 10:22 AM","Closed Won","{TWO}"\n\n'
        '"Confidential Information - Do Not Distribute"\n',
        (1, 1),  # the first is a year old
    ),
    "dynamics": (
        "Topic;Potential Customer;Actual Close Date;Actual Revenue;Currency;msclkid\n"
        f"Nord;Contoso;25.10.2026 14:30;9.800,00;EUR;{ONE}\n"
        f"Ost;Fabrikam;06.11.2026 09:00;1.200,50;EUR;{TWO}\n",
        (2, 0),
    ),
    "pipedrive": (
        "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of value,Deal - Status,Deal - Won time,"
        "Deal - msclkid\n"
        f"1,Nord,9800,EUR,Won,2026-11-05 14:30:00,{ONE}\n"
        "2,Ost,1200.5,EUR,Won,2026-11-06 09:00:00,\n",
        (1, 1),
    ),
    "zoho": (
        "Record Id,Deal Name,Account Name,Stage,Closing Date,Amount,msclkid\n"
        f"zcrm_1,Nord,Contoso,Closed Won,11/05/2026,9800,{ONE}\n"
        f"zcrm_2,Ost,Fabrikam,Closed Won,11/16/2026,1200.5,{TWO}\n",
        (2, 0),
    ),
    "hubspot in German, as a workbook": (
        [
            ["Datensatz-ID", "Deal-Name", "Deal-Phase", "Betrag", "Abschlussdatum", "Währung", "msclkid"],
            [901, "Nord", "Abgeschlossen und gewonnen", 9800, WON_A, "EUR", ONE],
            [902, "Ost", "Abgeschlossen und gewonnen", 1200.5, WON_B, "EUR", TWO],
        ],
        (2, 0),
    ),
    "salesforce report named .xls": (
        "<html><head><meta charset='utf-8'></head><body><table>"
        "<tr><th>Opportunity Name</th><th>Amount Currency</th><th>Amount</th><th>Close Date</th>"
        "<th>MSCLKID</th></tr>"
        f"<tr><td>Nord</td><td>USD</td><td>9,800.00</td><td>11/15/2026</td><td>{ONE}</td></tr>"
        f"<tr><td>Ost</td><td>USD</td><td>1,200.50</td><td>11/6/2026</td><td>{TWO}</td></tr></table>"
        "</body></html>",
        (2, 0),
    ),
    "salesforce data loader": (
        '"ID","NAME","STAGENAME","AMOUNT","CLOSEDATE","CREATEDDATE","MSCLKID__C"\n'
        f'"006A","Nord","Closed Won","9800.0","2026-11-05","2026-10-01T20:47:07.000Z","{ONE}"\n'
        f'"006B","Ost","Closed Won","1200.5","2026-11-06","2026-10-02T20:47:07.000Z","{TWO}"\n',
        (2, 0),
    ),
    "dynamics, as a workbook": (
        [
            [
                "(Do Not Modify) Opportunity",
                "(Do Not Modify) Row Checksum",
                "(Do Not Modify) Modified On",
                "Topic",
                "Est. close date",
                "Actual Close Date",
                "Actual Revenue",
                "Currency",
                "Microsoft Click Id",
            ],
            ["a1", "x1==", WON_B, "Nord", WON_B, WON_A, 9800, "EUR", ONE],
            ["a2", "x2==", WON_B, "Ost", WON_B, WON_B, 1200.5, "EUR", None],
        ],
        (1, 1),
    ),
    "pipedrive in German, as a workbook": (
        [
            [
                "Deal - ID",
                "Deal - Titel",
                "Deal - Wert",
                "Deal - Währung des Werts",
                "Deal - Gewonnen am",
                "Deal - msclkid",
            ],
            [1, "Nord", 9800, "EUR", WON_A, ONE],
            [2, "Ost", 1200.5, "EUR", WON_B, TWO],
        ],
        (2, 0),
    ),
    "zoho's interface": (
        "id,Deal_Name,Closing_Date,Created_Time,Amount,msclkid\n"
        f"1,Nord,2026-11-05,2026-10-06T11:29:35+11:00,9800.0,{ONE}\n"
        f"2,Ost,2026-11-06,2026-10-07T11:29:35+11:00,1200.5,{TWO}\n",
        (2, 0),
    ),
    "newer template of the Conversions page": (
        "Parameters:TimeZone=+0000,,,,,,,\n"
        "Conversion Name,Conversion Time,Conversion Value,Conversion Currency,Microsoft Click ID,"
        "Hashed Email Address,Hashed Phone Number,\n"
        f"Closed deals,2026-11-05 14:30:00,9800,EUR,{ONE},,,\n"
        f"Closed deals,2026-11-06T09:00:00Z,1200.5,EUR,{TWO},,,\n",
        (2, 0),
    ),
    "template of adjustments": (
        "Parameters:TimeZone=EasternTimeUSCanada\n"
        "Microsoft Click ID,Conversion Name,Conversion Time,Adjustment Value,Adjustment Currency,"
        "Adjustment Type,Adjustment Time\n"
        f"{ONE},Closed deals,11/05/2026 14:30:00,9000,EUR,Restate,11/20/2026 10:00:00\n"
        f"{TWO},Closed deals,11/06/2026 09:00:00,,,Retract,11/05/2026 10:00:00\n",
        (1, 1),  # the second is taken back before it happened
    ),
    "template of the Conversions page": (
        "### INSTRUCTIONS ###\n# Fill in\n\n### TEMPLATE ###\nParameters:TimeZone=+0000;,,,,\n"
        "Microsoft Click ID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency\n"
        f"{ONE},Closed deals,11/05/2026 02:30:00 PM,9800,EUR\n"
        f"{TWO},Closed deals,11/06/2026 09:00:00,,\n",
        (2, 0),
    ),
    "bulk file": (
        "Type,Status,Id,Parent Id,Client Id,Name,Conversion Currency Code,Conversion Name,Conversion Time,"
        "Conversion Value,Microsoft Click Id\nFormat Version,,,,,6.0,,,,,\n"
        f"Offline Conversion,,,,C-1,,USD,Closed deals,11/05/2026 14:30:00,10,{ONE}\n",
        (1, 0),
    ),
}
"""What is in the file, and how many rows are ready and how many have errors."""


def written(folder: Path, content: str | list[list[object]]) -> Path:
    """The export as a file: rows as a workbook, a page as the `.xls` that it pretends to be."""
    if isinstance(content, str):
        path = folder / ("export.xls" if content.startswith("<html>") else "export.csv")
        path.write_text(content, encoding="utf-8")
        return path
    workbook = Workbook()
    for row in content:
        workbook.active.append(row)
    workbook.save(folder / "export.xlsx")
    return folder / "export.xlsx"


def drop(window: MainWindow, path: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    window.dropEvent(event)


def dialog_of(window: MainWindow) -> QDialog | None:
    return window.findChild(QDialog, "matchDialog")


def accept(qtbot: QtBot, window: MainWindow) -> None:
    """Say that the proposals of the match screen are right, if it is there."""
    qtbot.waitUntil(lambda: window.session.document is not None or dialog_of(window) is not None)
    asked = dialog_of(window)
    if asked is not None:
        qtbot.mouseClick(asked.findChild(QPushButton, "openMatched"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.document is not None)


def enter(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    line = window.findChild(QComboBox, name).lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


@pytest.mark.parametrize("system", EXPORTS)
def test_an_export_dropped_on_the_window_is_read_right(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, system: str
) -> None:
    content, (ready, errors) = EXPORTS[system]
    drop(window, written(tmp_path, content))
    accept(qtbot, window)
    enter(qtbot, window, "goalCombo", "Closed deals")
    enter(qtbot, window, "currencyCombo", "USD")
    document = window.session.document
    assert document is not None
    if document.choices.zone is None:
        enter(qtbot, window, "timeZoneCombo", "Berlin")
    document = window.session.document
    assert document is not None
    counts = document.counts()
    assert (counts.ready, counts.errors) == (ready, errors), sorted(document.table.sources.items(), key=str)


def test_google_click_ids_are_refused_with_the_reason(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "google.csv"
    path.write_text(
        "Parameters:TimeZone=America/New_York\nGoogle Click ID,Conversion Name,Conversion Time\n"
        "EAIaIQobChMIyYmB1234567890abcdefBwE,Closed deals,2026-11-05 14:30:00\n",
        encoding="utf-8",
    )
    drop(window, path)
    qtbot.waitUntil(lambda: dialog_of(window) is not None)
    asked = dialog_of(window)
    assert asked is not None
    table = asked.findChild(QTableView, "matchTable")
    said = [table.model().index(row, 4).data() for row in range(table.model().rowCount())]
    assert said[0].startswith("A Google click ID is not a Microsoft click ID")
    asked.reject()
    assert window.session.document is None
