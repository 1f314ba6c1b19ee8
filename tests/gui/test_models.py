"""Every model there is keeps to Qt's rules, through whatever happens to it. A new one is missed here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
import pytest
from builders import CHOICES, document, faultless
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import offconv_gui.gui
from offconv_gui.core.edits import DeleteRows
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.grid import Grid, GridColumn
from offconv_gui.core.mapping import guess
from offconv_gui.core.messages import Message
from offconv_gui.core.replacing import Replaced
from offconv_gui.core.row_filter import RowFilter, Show
from offconv_gui.gui.jobs import JobRunner
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.models.fix_preview import FixPreviewModel, PreviewLine
from offconv_gui.gui.models.group_table import GroupLine, GroupTableModel
from offconv_gui.gui.models.match_table import MatchColumn, MatchTableModel
from offconv_gui.gui.models.preview_table import PreviewTable
from offconv_gui.gui.models.problem_list import ProblemListModel, problems_of
from offconv_gui.gui.models.replace_preview import ReplacePreviewModel
from offconv_gui.gui.models.shown_document import ShownDocument
from offconv_gui.gui.session import Session
from offconv_gui.gui.widgets.goal_combo import _Goals
from offconv_gui.gui.widgets.search_combo import Entry, _Entries

Life = Iterator[QAbstractItemModel]
"""Gives the model first, and lets something happen to it whenever it is asked for more."""

CHECKED = Qt.ItemDataRole.CheckStateRole


def conversion_table() -> Life:
    jobs = JobRunner()
    session = Session(jobs)
    model = ConversionTableModel(session)
    yield model
    rows = [faultless(0), faultless(1, CLICK_ID="wrong"), faultless(2, VALUE="")]
    session.open(document(rows, extras={"Owner": ["Ann", "Bob", "Carla"]}))
    yield model
    model.setData(model.index(0, model.column_of(Field.VALUE)), "12.5k")
    model.set_filter(RowFilter(Show.ERRORS))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    yield model
    session.apply(DeleteRows(Message("Delete"), np.array([0])))
    yield model
    session.undo()
    session.open(None)
    yield model
    jobs.shut_down()


def problem_list() -> Life:
    model = ProblemListModel()
    yield model
    for rows in (
        [faultless(0, CLICK_ID="wrong"), faultless(1, VALUE="12.5k"), faultless(2, TIME="")],
        [faultless(0, VALUE="12.5k"), faultless(1, VALUE="x"), faultless(2, CLICK_ID="wrong")],
        [faultless(0)],
    ):
        model.show_problems(problems_of(document(rows)))
        yield model
    model.show_problems([])
    yield model


def match_table() -> Life:
    model = MatchTableModel()
    yield model
    texts = {"Deal": ["D-1", "D-2"], "Amount": ["5", "6"], "Close Date": ["2026-11-05", "2026-11-06"]}
    columns = tuple(
        GridColumn(heading, pa.chunked_array([cells], pa.large_string())) for heading, cells in texts.items()
    )
    grid = Grid(columns, np.arange(2, 4))
    model.show_grid(grid, guess(grid), CHOICES)
    yield model
    model.set_target(0, Field.NAME)
    model.setData(model.index(1, MatchColumn.BECOMES), Field.NAME)
    yield model


def fix_preview() -> Life:
    model = FixPreviewModel([PreviewLine(0, 2, "EURO", "EUR"), PreviewLine(1, 3, "", "USD")], "Currency")
    yield model
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, CHECKED)
    yield model


def group_table() -> Life:
    lines = [GroupLine(at, at + 2, at // 2, (f"D-{at}", "5")) for at in range(4)]
    model = GroupTableModel(lines, ["Deal", "Value"])
    yield model
    model.show_going(np.array([1, 3]))
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked, CHECKED)
    yield model


def replace_preview() -> Life:
    model = ReplacePreviewModel()
    yield model
    model.show_lines([Replaced(7, Field.CURRENCY, "EUR", "GBP"), Replaced(0, Field.NAME, "x", "")])
    yield model


def goals() -> Life:
    owner = QWidget()
    model = _Goals(owner)
    yield model
    model.fill((Goal("Closed deals"), Goal("Signed leads")))
    yield model
    owner.deleteLater()


def entries() -> Life:
    owner = QWidget()
    model = _Entries(owner)
    yield model
    model.fill([Entry(None, lambda: "none"), Entry("UTC", lambda: "UTC", "utc universal", "a tip")])
    yield model
    owner.deleteLater()


LIVES: dict[type[QAbstractItemModel], Callable[[], Life]] = {
    ConversionTableModel: conversion_table,
    ProblemListModel: problem_list,
    MatchTableModel: match_table,
    FixPreviewModel: fix_preview,
    GroupTableModel: group_table,
    ReplacePreviewModel: replace_preview,
    _Goals: goals,
    _Entries: entries,
}
HALVES = {PreviewTable, ShownDocument}
"""What a model above is made from, and nothing shows by itself."""


def below(kind: type) -> set[type]:
    return {kind, *(one for part in kind.__subclasses__() for one in below(part))}


def test_every_model_of_the_program_is_here() -> None:
    for module in pkgutil.walk_packages(offconv_gui.gui.__path__, "offconv_gui.gui."):
        importlib.import_module(module.name)
    ours = {kind for kind in below(QAbstractItemModel) if kind.__module__.startswith("offconv_gui.")}
    assert ours == {*LIVES, *HALVES}


@pytest.mark.parametrize("kind", LIVES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("by_python", [False, True], ids=["by Qt", "by Python"])
def test_a_model_keeps_to_qts_rules_through_all_that_happens(
    qtbot: QtBot, qtmodeltester: ModelTester, kind: type[QAbstractItemModel], by_python: bool
) -> None:
    life = LIVES[kind]()
    model = next(life)
    assert type(model) is kind
    qtmodeltester.check(model, force_py=by_python)
    assert max([model.rowCount(), *(model.rowCount() for _ in life)]) > 0
