"""Read the errors that come back after an upload.

A results file is read by heading and tolerantly: it may have hundreds of columns in any order, begin with an
error, repeat a row once for each error, and bring errors that nobody has listed (Microsoft Advertising docs,
"Bulk file schema", errors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.choices import UTC, DateOrder
from offconv_gui.core.columns import blank_texts
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid
from offconv_gui.core.kinds import click_ids, free_text, times
from offconv_gui.core.kinds.click_ids import ClickIds
from offconv_gui.core.kinds.free_text import Texts
from offconv_gui.core.kinds.times import Times
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.service_answers import ServiceAnswer
from offconv_gui.io.opening import trouble
from offconv_gui.io.readers import open_grid

_ERROR_TYPE = re.compile(r"\s*offline ?conversion error\s*", re.IGNORECASE)
_ERROR, _NUMBER = "Error", "Error Number"


@dataclass(frozen=True)
class Refusals:
    """The errors in a results file, one a line: columns of equal length.

    The file repeats what was uploaded of the row: its Client Id (`pa.large_string()`), click ID, time and
    goal; any of them may be blank.
    """

    answers: tuple[ServiceAnswer, ...]
    client_ids: pa.Array
    clicks: ClickIds
    times: Times
    goals: Texts


def read_results(path: Path, progress: Progress = silent) -> Refusals:
    """The errors in the results file of an upload.

    Raises `UserError` where the file cannot be read, or is not such a file.
    """
    grid = open_grid(path, progress=progress).grid
    headings = {heading.strip().casefold() for heading in grid.headings}
    if "type" not in headings or not headings & {_ERROR.casefold(), _NUMBER.casefold()}:
        raise trouble(
            QT_TRANSLATE_NOOP("goals", "“{name}” holds no results of an upload."),
            QT_TRANSLATE_NOOP(
                "goals",
                "Choose the file that Microsoft Advertising gives back after an upload. It has the columns "
                "“Type”, “Client Id”, “Error” and “Error Number”.",
            ),
            name=path.name,
        )
    return _refusals(grid)


def _refusals(grid: Grid) -> Refusals:
    columns = {column.heading.strip().casefold(): column.text for column in grid.columns}
    kinds = columns["type"].to_pylist()
    lines = pa.array(np.flatnonzero([_ERROR_TYPE.fullmatch(kind) is not None for kind in kinds]))

    def column(heading: str) -> pa.Array:
        text = columns.get(heading.casefold())
        if text is None:
            return blank_texts(len(lines))
        return pc.utf8_trim_whitespace(text.combine_chunks().take(lines))

    answers = zip(column(_ERROR).to_pylist(), column(_NUMBER).to_pylist(), strict=True)
    return Refusals(
        tuple(ServiceAnswer(name, _number(number)) for name, number in answers),
        column(Field.CLIENT_ID.value),
        click_ids.read(column(Field.CLICK_ID.value)),
        times.read(column(Field.TIME.value), DateOrder.MDY, UTC),
        free_text.read(column(Field.NAME.value)),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0
