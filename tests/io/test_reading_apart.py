"""A file is read in a process of its own: its table, its refusal, its end and its silence are all told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hostile_files
import numpy as np
import pyarrow as pa
import pytest
import troubled_readers
from hypothesis import given
from hypothesis import strategies as st

from offconv_gui import cli
from offconv_gui.core.failures import FailedElsewhereError
from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.messages import Message, UserError
from offconv_gui.core.progress import Cancelled, silent
from offconv_gui.io import excel_reader
from offconv_gui.io.apart import reading_apart
from offconv_gui.io.apart.opened_frames import packed, packed_refusal, unpacked, unpacked_refusal
from offconv_gui.io.apart.reading_apart import Read, read_apart
from offconv_gui.io.opening import Opened, ReadOptions
from offconv_gui.io.readers import open_grid

HOOK = Path(__file__).resolve().parents[2] / "installer" / "reading_hook.py"
PATH = Path("deals.xls")


def read(how: Read, data: bytes = b"D-1") -> Opened:
    return read_apart(how, data, PATH, ReadOptions(sheet="B"), silent)


@pytest.fixture
def _all_end(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every process that the test starts has ended with it."""
    started: list[subprocess.Popen[bytes]] = []
    start = reading_apart._started

    def noted(path: Path) -> subprocess.Popen[bytes]:
        started.append(start(path))
        return started[-1]

    monkeypatch.setattr(reading_apart, "_started", noted)
    yield
    assert started
    assert all(process.returncode is not None for process in started)


@pytest.mark.usefixtures("_all_end")
def test_a_table_comes_back_whole() -> None:
    opened = read(troubled_readers.echo, "Grüße, 売上 😀".encode())
    texts = ["Grüße, 売上 😀", "deals.xls", repr(ReadOptions(sheet="B"))]
    assert [column.text.to_pylist() for column in opened.grid.columns] == [texts] * 3
    assert opened.grid.headings == ("Deal", "Deal", "")
    assert opened.grid.row_numbers.tolist() == [2, 3, 4]
    assert [column.numeric is None for column in opened.grid.columns] == [True, False, True]
    assert opened.origin == Origin("deals.xls", sheet="Ümsätze", sheets=("Ümsätze", "B"))


@pytest.mark.usefixtures("_all_end")
def test_a_refusal_comes_back_as_it_was_said() -> None:
    with pytest.raises(UserError) as refusal:
        read(troubled_readers.refuse)
    assert refusal.value.title == Message("“{name}” is odd.", {"name": "deals.xls"})
    assert refusal.value.hint == Message("Row {row}.", {"row": 7})


@pytest.mark.usefixtures("_all_end")
@pytest.mark.parametrize(
    "how",
    [
        troubled_readers.abort,
        troubled_readers.leave,
        troubled_readers.take_much,
        troubled_readers.read_too_much,
    ],
)
def test_a_process_that_dies_is_told_with_what_to_do(how: Read, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match=r"“deals.xls” cannot be read: it is damaged.*Open it in Excel"):
        read(how)
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("_all_end")
def test_a_process_that_is_silent_for_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart, "PATIENCE", 0.0)
    monkeypatch.setattr(reading_apart, "PATIENCE_PER_MB", 0.0)
    with pytest.raises(UserError, match=r"Reading “deals.xls” takes too long; it was stopped"):
        read(troubled_readers.wait_for_ever)


@pytest.mark.usefixtures("_all_end")
def test_a_process_that_never_answers_can_be_stopped() -> None:
    seen = []

    def stop_then(done: int, total: int) -> None:
        seen.append((done, total))
        if seen.count((3, 10)) > 2:  # told once, and repeated while nothing else comes
            raise Cancelled

    with pytest.raises(Cancelled):
        read_apart(troubled_readers.wait_for_ever, b"D-1", PATH, ReadOptions(), stop_then)


@pytest.mark.usefixtures("_all_end")
def test_a_bug_there_is_a_bug_here_and_quotes_no_cell() -> None:
    with pytest.raises(FailedElsewhereError) as bug:
        read(troubled_readers.stumble)
    assert "in stumble" in bug.value.stack
    assert bug.value.stack.endswith("KeyError")
    assert "ana@example.com" not in str(bug.value)


@pytest.mark.parametrize("write", hostile_files.FILES, ids=lambda write: write.__name__)
def test_files_that_take_a_reader_down_are_refused(
    write: hostile_files.Write, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path)
    assert cli.main(["check", str(path)]) == cli.FAILED
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert f"“{path.name}” cannot be read" in err


def test_a_damaged_workbook_says_nothing_on_the_error_stream(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))
    with pytest.raises(UserError, match="damaged"):
        open_grid(path)
    assert capfd.readouterr() == ("", "")


def test_nothing_of_the_folder_one_stands_in_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "numpy", "offconv_gui"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(troubled_readers.echo).grid.row_count == 3


def test_the_frozen_program_is_told_by_its_own_option(monkeypatch: pytest.MonkeyPatch) -> None:
    start = f"import sys, runpy; sys.path[:] = {sys.path!r}; sys.argv[1:] = [{reading_apart.OPTION!r}]; "
    start += f"runpy.run_path({str(HOOK)!r})"
    monkeypatch.setattr(reading_apart, "_command", lambda: [sys.executable, "-P", "-c", start])
    assert read(troubled_readers.echo).grid.row_count == 3
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reading_apart._command() == [sys.executable, "--read-apart"]


def test_the_process_needs_neither_the_window_nor_pandas() -> None:
    modules = "offconv_gui.io.apart.reading_process, offconv_gui.io.workbooks.workbooks"
    program = f"import sys, {modules}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=HOOK.parents[1], capture_output=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.decode().split()}
    assert loaded.isdisjoint({"PySide6", "pandas", "openpyxl", "multiprocessing"})


def test_a_workbook_is_read_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel_reader, "read_workbook", troubled_readers.refuse)
    (tmp_path / "deals.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(UserError, match="is odd"):
        open_grid(tmp_path / "deals.xls")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)


@given(
    st.lists(st.tuples(TEXTS, st.booleans(), st.lists(TEXTS, min_size=3, max_size=3)), max_size=4),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_any_table_survives_being_packed(
    columns: list[tuple[str, bool, list[str]]], marks: list[bool]
) -> None:
    grid = Grid(
        tuple(
            GridColumn(
                heading,
                pa.chunked_array([pa.array(texts, pa.large_string())]),
                np.array(marks) if is_numeric else None,
            )
            for heading, is_numeric, texts in columns
        ),
        np.array([2, 5, 9]),
    )
    back = unpacked(bytes(packed(Opened(grid, Origin("deals.xls")))))
    assert back.origin == Origin("deals.xls")
    assert back.grid.row_numbers.tolist() == [2, 5, 9]
    for column, (heading, is_numeric, texts) in zip(back.grid.columns, columns, strict=True):
        assert (column.heading, column.text.to_pylist()) == (heading, texts)
        assert (None if column.numeric is None else column.numeric.tolist()) == (
            marks if is_numeric else None
        )


@given(st.text(max_size=9), st.one_of(st.integers(), st.text(max_size=9)))
def test_any_refusal_survives_packing(name: str, value: int | str) -> None:
    refusal = UserError(Message("{name}: {value}", {"name": name, "value": value}), Message("Try again."))
    back = unpacked_refusal(packed_refusal(refusal))
    assert (back.title, back.hint) == (refusal.title, refusal.hint)
