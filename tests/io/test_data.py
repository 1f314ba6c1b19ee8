"""Each file of `tests/io/data` comes out as `expected.json` says; `make_data.py` makes them."""

from __future__ import annotations

import json
from typing import Any

import make_data
import pytest

from offconv_gui.core.messages import UserError
from offconv_gui.io.readers import ReadOptions, open_grid

pytestmark = pytest.mark.usefixtures("reads_here")

EXPECTED: dict[str, dict[str, Any]] = json.loads(
    (make_data.FOLDER / "expected.json").read_text(encoding="utf-8")
)


def test_there_are_many_files_and_each_is_as_its_script_makes_it() -> None:
    made = make_data.samples()
    assert len(made) >= 120
    assert {path.name for path in make_data.FOLDER.iterdir()} == {sample.name for sample in made} | {
        "expected.json"
    }
    assert all((make_data.FOLDER / sample.name).read_bytes() == sample.content for sample in made)
    assert (make_data.FOLDER / "expected.json").read_text(encoding="utf-8") == make_data.expected_text(made)


@pytest.mark.parametrize("name", [name for name, entry in EXPECTED.items() if "rows" in entry])
def test_a_file_opens_as_expected(name: str) -> None:
    entry = EXPECTED[name]
    grid = open_grid(make_data.FOLDER / name, ReadOptions(**entry["options"])).grid
    rows = [list(row) for row in zip(*(column.text.to_pylist() for column in grid.columns), strict=True)]
    assert (list(grid.headings), rows) == (entry["headings"], entry["rows"]), entry["note"]
    assert grid.row_numbers.tolist() == entry["numbers"], entry["note"]


@pytest.mark.parametrize("name", [name for name, entry in EXPECTED.items() if "refusal" in entry])
def test_a_file_is_refused_as_expected(name: str) -> None:
    with pytest.raises(UserError, match=EXPECTED[name]["refusal"]):
        open_grid(make_data.FOLDER / name)
