"""From a file to a document: the one way, taken by the window and by the command line.

Its steps can be taken one by one, as the window does where a person is asked in between: `open_grid`,
`guess`, then `chosen_fields`, then `judge`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.choices import NOTHING_GIVEN, UTC, Choices, DateOrder, DecimalMark, GivenChoices
from offconv_gui.core.column_evidence import column_evidence
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Grid, GridColumn
from offconv_gui.core.kinds import zone_marks, zones
from offconv_gui.core.mapping import Guess, guess
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, UserError
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.table import of_grid
from offconv_gui.io.bulk_csv import RECORD
from offconv_gui.io.data_rows import FORMAT_VERSION
from offconv_gui.io.layouts import Constants
from offconv_gui.io.opening import Opened, ReadOptions, trouble
from offconv_gui.io.readers import NO_CHOICES, open_grid

Fields = tuple[Field | None, ...]
"""The field of each column of a grid, None where it is not used; no field occurs twice."""

Overrides = Mapping[str, Field | None]
"""What a person says columns are, by the columns' headings; None: not used."""

NOTHING: Overrides = MappingProxyType({})
NO_CONSTANTS: Constants = MappingProxyType({})

_TEMPLATE_HEADINGS = frozenset({"microsoft click id", "conversion name", "conversion time"})
_ZONES_BETWEEN_HOURS = {
    -570: "Pacific/Marquesas",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    525: "Australia/Eucla",
    570: "Australia/Darwin",
}
"""Zones without summer time that are so many minutes ahead of UTC, no whole hours."""
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")


@dataclass(frozen=True)
class OpenTable:
    """A file that was opened: its grid and origin, what was guessed and what was taken, and the document."""

    opened: Opened
    guesses: tuple[Guess, ...]
    fields: Fields
    document: Document


def open_table(
    path: Path,
    choices: Choices,
    now: int,
    *,
    given: GivenChoices = NOTHING_GIVEN,
    options: ReadOptions = NO_CHOICES,
    usual: Overrides = NOTHING,
    overrides: Overrides = NOTHING,
    constants: Constants = NO_CONSTANTS,
    progress: Progress = silent,
) -> OpenTable:
    """Open a file without asking anybody.

    Its columns are what `overrides` says, else what `usual` says, else what is sure, or said by the heading
    alone. `usual` comes from a layout, so that columns it knows and the file lacks do not matter. In saved
    work, columns and choices are what was decided before, and of the `choices` only the `given` ones hold.
    `now` is the moment the rules judge at, in seconds since 1970 in UTC. Raises `UserError` where the file
    cannot be read, and where an override fits no column.
    """
    opened = open_grid(path, options, progress)
    guesses = guess(opened.grid)
    settled = opened.settled
    fields = settled.fields if settled else _unasked_fields(guesses)
    fields = chosen_fields(fields, opened, those_there(usual, opened))
    fields = chosen_fields(fields, opened, overrides)
    choices = given.over(settled.choices) if settled else choices
    document = judge(opened, fields, choices, now, progress, constants)
    return OpenTable(opened, guesses, fields, document)


def judge(
    opened: Opened,
    fields: Fields,
    choices: Choices,
    now: int,
    progress: Progress = silent,
    constants: Constants = NO_CONSTANTS,
) -> Document:
    """The document of a grid whose columns are `fields`.

    Where nobody chose otherwise, the file's own zone holds, the months of an upload come first, and a bulk
    file's values have a decimal point; but saved work is judged as it was. The `constants` stand in every row
    of the fields that no column becomes.
    """
    if opened.settled is None:
        choices = _with_the_files_own(opened, fields, choices)
    table = of_grid(*with_constants(opened.grid, fields, constants))
    document = open_document(table, choices, now, opened.origin, progress)
    # As after reading a file: what judging took and nobody needs any more goes back to the system.
    pa.default_memory_pool().release_unused()
    return document


def _with_the_files_own(opened: Opened, fields: Fields, choices: Choices) -> Choices:
    choices = with_declared_zone(opened, choices)
    if choices.date_order is DateOrder.AUTO and (is_bulk_file(opened) or _is_month_first(opened, fields)):
        choices = choices.changed(date_order=DateOrder.MDY)
    if choices.decimal_mark is DecimalMark.AUTO and is_bulk_file(opened):
        choices = choices.changed(decimal_mark=DecimalMark.POINT)
    return choices


def with_constants(grid: Grid, fields: Fields, constants: Constants) -> tuple[Grid, Fields]:
    """The grid and its fields, with a column for each constant whose field no column becomes."""
    missing = {field: text for field, text in constants.items() if field not in fields and text}
    added = tuple(
        GridColumn(
            field.value, pa.chunked_array([pa.repeat(pa.scalar(text, pa.large_string()), grid.row_count)])
        )
        for field, text in missing.items()
    )
    return replace(grid, columns=(*grid.columns, *added)), (*fields, *missing)


def _unasked_fields(guesses: Sequence[Guess]) -> Fields:
    """The guesses to take where nobody can be asked: cells that cannot be read are then told row by row."""
    return tuple(guess.field if guess.sure or guess.named else None for guess in guesses)


def chosen_fields(fields: Fields, opened: Opened, overrides: Overrides) -> Fields:
    """`fields` as a person wants them: a column they name keeps its field, and no other column has it.

    Raises `UserError` where there is no column of that heading, or two are to be the same field.
    """
    wanted: dict[int, Field | None] = {}
    for heading, field in overrides.items():
        column = _column_called(heading, opened)
        if field is not None and field in wanted.values():
            raise trouble(
                QT_TRANSLATE_NOOP("columns", "Two columns cannot both be {field}."),
                QT_TRANSLATE_NOOP("columns", "Choose one of them, and leave the other unused."),
                field=field.value,
            )
        wanted[column] = field
    taken = {field for field in wanted.values() if field is not None}
    return tuple(wanted.get(column, None if field in taken else field) for column, field in enumerate(fields))


def those_there(usual: Overrides, opened: Opened) -> Overrides:
    """What a layout says of the columns that the file has."""
    headings = opened.grid.headings
    there = {*map(str.strip, headings), *(f"#{number}" for number in range(1, len(headings) + 1))}
    return {heading: field for heading, field in usual.items() if heading.strip() in there}


def with_declared_zone(opened: Opened, choices: Choices) -> Choices:
    """The choices, with the zone that the file itself declares where nobody chose one.

    Upload templates declare theirs above the headings: `Parameters:TimeZone=VALUE`; the zone that a row
    carries then comes before it (Microsoft Advertising help, "Track offline conversions"). Bulk files are
    always in UTC.
    """
    if choices.zone is not None:
        return choices
    if opened.origin.declared_zone is None:
        return choices.changed(zone=UTC if is_bulk_file(opened) else None)
    zone = zone_called(opened.origin.declared_zone)
    return choices.changed(zone=zone, zone_from_file=zone is not None)


def is_bulk_file(opened: Opened) -> bool:
    """Whether this is a bulk file of offline conversions: an upload made before, in UTC, month first, with
    decimal points.

    See Microsoft Advertising docs, bulk record "Offline Conversion".
    """
    if not opened.grid.columns or opened.grid.headings[0] != "Type":
        return False
    records = set(pc.unique(opened.grid.columns[0].text).to_pylist())
    return records - {FORMAT_VERSION} == {RECORD}  # the line of that name may stand elsewhere than it should


def is_upload_template(opened: Opened) -> bool:
    """Whether this is a filled template of the Conversions page: a line that declares the zone, or may, and
    Microsoft's headings below it. See Microsoft Advertising help, "Track offline conversions".
    """
    headings = {heading.strip().casefold() for heading in opened.grid.headings}
    return opened.origin.declared_zone is not None and headings >= _TEMPLATE_HEADINGS


def _is_month_first(opened: Opened, fields: Fields) -> bool:
    """Whether it is a template, whose documented dates are month first, and no date in it says otherwise."""
    if Field.TIME not in fields or not is_upload_template(opened):
        return False
    found = column_evidence(opened.grid.columns[fields.index(Field.TIME)], Field.TIME, None)
    return found is not None and found.fits(DateOrder.MDY)


def zone_called(text: str) -> str | None:
    """The IANA name, or "UTC", of what an offset such as +0100 or a zone's name stands for; None for none."""
    offset = _OFFSET.fullmatch(text)
    if offset:
        minutes = (60 * int(offset[2]) + int(offset[3])) * (-1 if offset[1] == "-" else 1)
        return _zone_at(minutes)
    mark = zone_marks.known_mark(text)
    meaning = zone_marks.meaning(mark, {}) if mark is not None else None
    return _zone_at(meaning // 60) if isinstance(meaning, int) else meaning.name if meaning else None


def _zone_at(minutes: int) -> str | None:
    """A zone that always keeps this difference from UTC; names of whole hours have the other sign, as POSIX
    wants it.
    """
    if minutes == 0:
        return UTC
    if minutes % 60:
        return _ZONES_BETWEEN_HOURS.get(minutes)
    name = f"Etc/GMT{-minutes // 60:+d}"
    return name if zones.is_zone(name) else None


def _column_called(heading: str, opened: Opened) -> int:
    """The first column of this heading, letter case aside; "#3" is the third."""
    headings = [column.heading.strip() for column in opened.grid.columns]
    wanted = heading.strip()
    for same in (str, str.casefold):
        for column, found in enumerate(headings):
            if same(found) == same(wanted) and wanted:
                return column
    if re.fullmatch(r"#\d{1,5}", wanted) and 1 <= int(wanted[1:]) <= len(headings):
        return int(wanted[1:]) - 1
    raise _no_such_column(wanted, headings, opened)


def _no_such_column(wanted: str, headings: Sequence[str], opened: Opened) -> UserError:
    return trouble(
        QT_TRANSLATE_NOOP("columns", "“{name}” has no column “{heading}”."),
        QT_TRANSLATE_NOOP("columns", "Its columns are: {headings}."),
        name=Path(opened.origin.path).name,
        heading=wanted,
        headings=", ".join(heading for heading in headings if heading),
    )
