"""Files appear whole or not at all, and trouble is told in a person's words."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Cancelled
from offconv_gui.io.whole_files import Job, write_files


def content(text: str) -> Callable[[IO[bytes]], None]:
    def write(file: IO[bytes]) -> None:
        file.write(text.encode())

    return write


def failing(problem: BaseException) -> Callable[[IO[bytes]], None]:
    def write(file: IO[bytes]) -> None:
        file.write(b"half of it")
        raise problem

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_counted(tmp_path: Path) -> None:
    (written,) = write_files([Job(tmp_path / "a.csv", content("four"), rows=3)])
    assert (written.path, written.rows, written.bytes) == (tmp_path / "a.csv", 3, 4)
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "four"


def test_nothing_but_the_file_is_left(tmp_path: Path) -> None:
    write_files([Job(tmp_path / "a.csv", content("x")), Job(tmp_path / "b.csv", content("y"))])
    assert names(tmp_path) == ["a.csv", "b.csv"]


@pytest.mark.parametrize("problem", [Cancelled(), OSError(errno.ENOSPC, "full"), RuntimeError("a bug")])
@pytest.mark.parametrize("before", [None, "old"])
def test_a_failure_leaves_all_as_it_was(problem: Exception, before: str | None, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    if before:
        out.write_text(before, encoding="utf-8")
    jobs = [Job(out, content("new")), Job(tmp_path / "b.csv", failing(problem))]
    with pytest.raises((type(problem), UserError)):
        write_files(jobs, overwrite=True)
    assert names(tmp_path) == (["a.csv"] if before else [])
    assert not before or out.read_text(encoding="utf-8") == before


def test_a_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(UserError, match=r"already a file “a[.]csv”"):
        write_files([Job(out, content("new"))])
    assert out.read_text(encoding="utf-8") == "old"


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "a.csv"

    def write(file: IO[bytes]) -> None:
        file.write(b"new")
        out.write_text("somebody else's", encoding="utf-8")

    with pytest.raises(UserError, match="already a file"):
        write_files([Job(out, write)])
    assert out.read_text(encoding="utf-8") == "somebody else's"
    assert names(tmp_path) == ["a.csv"]


def test_several_files_replace_several(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    write_files([Job(tmp_path / name, content("new")) for name in ("a.csv", "b.csv")], overwrite=True)
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in names(tmp_path)] == ["new", "new"]


def test_the_source_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "deals.csv"
    source.write_text("rows", encoding="utf-8")
    with pytest.raises(UserError, match="the file that the rows come from"):
        write_files([Job(tmp_path / "." / "deals.csv", content("new"))], overwrite=True, source=source)
    assert source.read_text(encoding="utf-8") == "rows"


def test_the_source_behind_a_link_is_never_written_over(tmp_path: Path) -> None:
    source, link = tmp_path / "deals.csv", tmp_path / "link.csv"
    source.write_text("rows", encoding="utf-8")
    try:
        link.symlink_to(source)
    except OSError:  # Windows lets only some people make links, and has other ways to them
        link = source
    with pytest.raises(UserError, match="come from"):
        write_files([Job(link, content("new"))], overwrite=True, source=source)


def test_one_name_cannot_hold_two_files(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="two files at once"):
        write_files([Job(tmp_path / "a.csv", content("x")), Job(tmp_path / "a.csv", content("y"))])
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("missing/a.csv", "There is no folder"),
        ("folder", "is a folder"),
        ("file.txt/a.csv", "There is no folder"),
        ("nul\0.csv", "cannot be written"),
        ("x" * 300 + ".csv", "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_is_told(place: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match=words):
        write_files([Job(tmp_path / place, content("x"))])
    assert names(tmp_path) == ["file.txt", "folder"]


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OSError(errno.ENOSPC, "No space left"), "no room left"),
        (OSError(errno.EROFS, "Read-only"), "may not write into the folder"),
        (PermissionError(errno.EACCES, "Denied"), "may not write into the folder"),
        (OSError(errno.EIO, "Device broken"), "cannot be written: Device broken"),
    ],
)
def test_what_a_disk_says_is_told_in_words(problem: OSError, words: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=words):
        write_files([Job(tmp_path / "a.csv", failing(problem))])
    assert names(tmp_path) == []


def refuse(*_: object, **__: object) -> None:
    """What Windows does where Excel has the file open."""
    raise PermissionError(errno.EACCES, "Denied")


def test_a_file_open_in_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.csv"
    out.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=r"open in another program.*Excel"):
        write_files([Job(out, content("new"))], overwrite=True)
    assert names(tmp_path) == ["a.csv"]
    assert out.read_text(encoding="utf-8") == "old"


def test_one_of_several_files_in_use_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    rename = Path.rename

    def rename_but_b(self: Path, target: Path) -> Path:
        if self.name == "b.csv":
            raise PermissionError(errno.EACCES, "Denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", rename_but_b)
    with pytest.raises(UserError, match=r"“b[.]csv” cannot be replaced"):
        write_files([Job(tmp_path / name, content("new")) for name in ("a.csv", "b.csv")], overwrite=True)
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in names(tmp_path)} == {
        "a.csv": "old",
        "b.csv": "old",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_pipe_or_device_is_not_put_out_of_its_place(tmp_path: Path, overwrite: bool) -> None:
    place = tmp_path / "device.csv"
    os.mkfifo(place)
    with pytest.raises(UserError, match="device"):
        write_files([Job(place, lambda file: None, 1)], overwrite=overwrite)
    assert place.is_fifo()
