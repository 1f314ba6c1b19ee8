"""Cells of a spreadsheet as text: exactly what stands in them, independent of any display format.

- Numbers have a decimal point and the fewest digits that name them, at most the 15 that Excel shows; from
  1e15 on they are in scientific notation, for Excel holds no more digits: a click ID that became a number is
  known by that.
- Dates are `YYYY-MM-DD HH:MM:SS`, rounded to the second; in a column whose dates are all at midnight they
  are `YYYY-MM-DD`, for then nobody entered a time of day. Times of day are `HH:MM:SS`, durations likewise.
- Truth values are `TRUE` and `FALSE`; texts are verbatim.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.columns import TEXT
from offconv_gui.core.grid import Mask

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta

MIDNIGHT = " 00:00:00"
HALF_SECOND = 500_000


@dataclass(frozen=True)
class CellTexts:
    """The cells of a column: their text, which are numbers, which are dates at midnight (None: none are).

    `timed` says whether any date has a time of day.
    """

    text: pa.Array
    numeric: Mask | None
    midnight: Mask | None
    timed: bool


def texts_of(cells: Sequence[Cell]) -> CellTexts:
    """The texts of one column's cells."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return CellTexts(pa.array(cells, TEXT), None, None, False)
    texts = [cell if type(cell) is str else text_of(cell) for cell in cells]
    numeric = None
    if int in kinds or float in kinds:
        numeric = np.fromiter((type(cell) in (int, float) for cell in cells), bool, len(cells))
    midnight, timed = None, False
    if datetime.date in kinds or datetime.datetime in kinds:
        dated = [isinstance(cell, datetime.date) for cell in cells]
        midnight = np.fromiter(
            (is_date and len(text) == 10 for is_date, text in zip(dated, texts, strict=True)), bool
        )
        timed = sum(dated) > int(midnight.sum())
    return CellTexts(pa.array(texts, TEXT), numeric, midnight, timed)


def with_midnights(cells: CellTexts) -> pa.Array:
    """The texts, dates at midnight with their time of day: for columns where other dates have one."""
    if cells.midnight is None or not cells.midnight.any():
        return cells.text
    written = pc.binary_join_element_wise(cells.text, pa.scalar(MIDNIGHT, TEXT), pa.scalar("", TEXT))
    return pc.if_else(pa.array(cells.midnight), written, cells.text)


def text_of(cell: Cell) -> str:
    """The text of one cell."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, datetime.datetime):
        return moment_text(cell)
    if isinstance(cell, datetime.date):
        return f"{cell.year:04d}-{cell.month:02d}-{cell.day:02d}"
    if isinstance(cell, datetime.time):
        return duration_text(
            datetime.timedelta(
                hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond
            )
        )
    return duration_text(cell)


def number_text(number: int | float) -> str:
    """A number, exact as far as Excel is: `12`, `0.1`, `1.2345678901234568e+31`."""
    if abs(number) >= 1e15:
        text = repr(float(number))
        return (
            text if "e" in text or not np.isfinite(number) else np.format_float_scientific(number, trim="-")
        )
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    shortest = repr(number)
    return shortest if len(shortest) <= 16 else f"{number:.15g}"


def moment_text(moment: datetime.datetime) -> str:
    """A date and time to the nearest second; the date alone at midnight."""
    moment += datetime.timedelta(seconds=moment.microsecond >= HALF_SECOND)
    text = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
    if moment.hour or moment.minute or moment.second:
        text += f" {moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
    return text


def duration_text(duration: datetime.timedelta) -> str:
    """Hours, minutes and seconds to the nearest second; hours may be more than 23."""
    seconds = (abs(duration) + datetime.timedelta(microseconds=HALF_SECOND)) // datetime.timedelta(seconds=1)
    sign = "-" if duration < datetime.timedelta(0) and seconds else ""
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
