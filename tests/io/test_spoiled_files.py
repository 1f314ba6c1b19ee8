"""Whatever is done to a file, it opens or is refused with a reason. `fuzz_open_grid.py` tries for longer."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import sound_files, spoiled

from offconv_gui.core.messages import UserError
from offconv_gui.io.file_kinds import OLE, ZIP
from offconv_gui.io.readers import open_grid

WORKBOOKS = tuple(file for file in sound_files() if file[1].startswith((ZIP, OLE)))
TEXTS = tuple(file for file in sound_files() if file not in WORKBOOKS)
SEEDS = st.integers(0, 2**32)


def opens_or_is_refused(
    seed: int, files: tuple[tuple[str, bytes], ...], folder: pytest.TempPathFactory
) -> None:
    name, content, options = spoiled(seed, files)
    path = folder.getbasetemp() / name
    path.write_bytes(content)
    with suppress(UserError):
        grid = open_grid(path, options).grid
        assert all(len(column.text) == grid.row_count for column in grid.columns)


@settings(max_examples=200)
@given(SEEDS)
def test_a_spoiled_text_opens_or_is_refused(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    opens_or_is_refused(seed, TEXTS, tmp_path_factory)


@settings(max_examples=12)
@given(SEEDS)
def test_a_spoiled_workbook_opens_or_is_refused(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Apart, as always: it must not take this process with it either."""
    opens_or_is_refused(seed, WORKBOOKS, tmp_path_factory)
