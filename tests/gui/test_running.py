"""One program for each person: a second start hands its files to the one that runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from offconv_gui.gui.running import Running
from offconv_gui.start import only_files


@pytest.fixture
def first(tmp_path: Path) -> Running:
    running = Running(tmp_path / "running")
    assert running.claim()
    running.listen()
    yield running
    running.release()


def test_a_second_start_hands_its_files_over(qtbot: QtBot, tmp_path: Path, first: Running) -> None:
    second = Running(tmp_path / "running")
    assert not second.claim()
    with qtbot.waitSignal(first.files_given) as given:
        assert second.give([str(tmp_path / "ä b.csv")])
    assert given.args == [[str(tmp_path / "ä b.csv")]]
    assert [path.name for path in (tmp_path / "running").iterdir()] == ["lock"]


def test_a_start_without_files_is_heard_of(qtbot: QtBot, tmp_path: Path, first: Running) -> None:
    with qtbot.waitSignal(first.files_given) as given:
        Running(tmp_path / "running").give([])
    assert given.args == [[]]


def test_another_can_be_the_one_that_runs_afterwards(tmp_path: Path, first: Running) -> None:
    first.release()
    second = Running(tmp_path / "running")
    assert second.claim()
    second.release()


def test_a_letter_that_cannot_be_read_is_passed_over(tmp_path: Path, first: Running) -> None:
    heard: list[list[str]] = []
    first.files_given.connect(heard.append)
    (tmp_path / "running" / "x.open").write_text("{", encoding="utf-8")
    first._collect()
    assert heard == []


def test_without_a_folder_everybody_is_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    running = Running(tmp_path / "file" / "running")
    assert running.claim()
    assert not running.give(["a.csv"])


@pytest.mark.parametrize(
    ("argv", "only"), [([], True), (["a.csv", "b.csv"], True), (["a.csv", "--goal", "x"], False)]
)
def test_only_a_start_with_nothing_but_files_joins_the_one_that_runs(argv: list[str], only: bool) -> None:
    assert only_files(argv) is only
