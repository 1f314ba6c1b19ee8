"""Until when each row can be uploaded, as a column of the table."""

from __future__ import annotations

import pyarrow as pa
import pytest
from builders import NOW, document, faultless
from PySide6.QtCore import QByteArray, Qt, QTimeZone

from offconv_gui.core.fields import Field
from offconv_gui.gui.models.cell_looks import Sign
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.models.expiry_column import ExpiryColumn
from offconv_gui.gui.session import Session

SOON = "2026-08-28T06:20:00Z"
LATER = "2026-11-05T14:30:00Z"
GONE = "2026-08-20T00:00:00Z"


@pytest.fixture(autouse=True)
def _berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(b"Europe/Berlin"))


@pytest.fixture
def session(session: Session) -> Session:
    rows = [faultless(place, TIME=time) for place, time in enumerate((LATER, SOON, "soon", GONE))]
    session.open(document(rows))
    return session


@pytest.fixture
def model(session: Session) -> ConversionTableModel:
    return ConversionTableModel(session)


def expires(model: ConversionTableModel) -> int:
    column = len(model.fields)
    assert model.title_of(column) == "Expires"
    return column


def cells(model: ConversionTableModel) -> list[str]:
    return [model.index(row, expires(model)).data() for row in range(model.rowCount())]


def test_the_moment_is_shown_on_this_computers_clock_with_the_time_left(model: ConversionTableModel) -> None:
    assert cells(model)[:2] == ["2027-02-03 15:30 · in 71 days", "2026-11-26 07:20 · in 2 days 6 h"]


def test_what_cannot_be_read_does_not_expire_and_what_is_too_old_has(model: ConversionTableModel) -> None:
    assert cells(model)[2] == ""
    assert cells(model)[3].endswith("expired")


def test_under_seven_days_are_marked(model: ConversionTableModel) -> None:
    signs = [model.look(row, expires(model)).sign for row in range(4)]
    assert signs == [Sign.NONE, Sign.EXPIRES, Sign.NONE, Sign.NONE]


def test_rows_are_ordered_by_what_expires_first(model: ConversionTableModel) -> None:
    model.sort(expires(model), Qt.SortOrder.AscendingOrder)
    assert model.rows.tolist() == [3, 1, 0, 2]


def test_the_time_left_gets_less_as_the_clock_moves(model: ConversionTableModel, session: Session) -> None:
    session.advance(NOW + 5 * 3_600)
    assert cells(model)[1] == "2026-11-26 07:20 · in 2 days 1 h"
    session.advance(NOW + 3 * 86_400)
    assert cells(model)[1].endswith("expired")


def test_a_time_that_is_mended_gets_its_moment(model: ConversionTableModel) -> None:
    model.setData(model.index(2, model.column_of(Field.TIME)), LATER)
    assert cells(model)[2] == cells(model)[0]


def test_it_cannot_be_typed_in(model: ConversionTableModel) -> None:
    cell = model.index(0, expires(model))
    assert not cell.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(cell, "tomorrow")


def test_the_panel_speaks_of_the_time_it_is_made_from(model: ConversionTableModel) -> None:
    assert model.field_at(expires(model)) is None
    assert model.subject_at(expires(model)) is Field.TIME


def test_a_copied_column_holds_moments(session: Session) -> None:
    assert session.document is not None
    text = ExpiryColumn(session.document).text()
    assert isinstance(text, pa.Array)
    assert text.to_pylist() == ["2027-02-03 15:30:00", "2026-11-26 07:20:00", "", "2026-11-18 01:00:00"]
