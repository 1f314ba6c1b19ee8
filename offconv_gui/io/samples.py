"""Sample files, so that a person can try the program without showing it their customers.

A sample is a plain file among the resources whose times stand in braces, relative to the day it is made on.
It never goes stale, and always holds each problem that may occur in such a file.

    {-12d 14:30}        that time of day twelve days ago
    {-12d}              that date, without a time of day
    {iso -12d 14:30}    the same as YYYY-MM-DD HH:MM, whatever the sample's own way of writing
    {unclear}           a date in which day and month may be swapped
    {twice}             a time that came twice when the clocks last went back
    {never}             a time left out when the clocks last went forward
    {number 1234.5}     a true number, in a workbook
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import IO

import numpy as np
import openpyxl

from offconv_gui.core.choices import OWN_ZONE, Choices
from offconv_gui.core.goals import CountType, Goal
from offconv_gui.core.kinds import zones
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.io.whole_files import Job, write_files
from offconv_gui.resources import resource

Style = Callable[[datetime], str]


def iso(moment: datetime) -> str:
    """As HubSpot writes times."""
    return f"{moment:%Y-%m-%d %H:%M}"


def american(moment: datetime) -> str:
    """As Salesforce writes times for people in the United States: 3/4/2026, 10:22 AM."""
    hour, half = (moment.hour - 1) % 12 + 1, "AM" if moment.hour < 12 else "PM"
    return f"{moment.month}/{moment.day}/{moment.year}, {hour}:{moment:%M} {half}"


def german(moment: datetime) -> str:
    """As German programs write times."""
    return f"{moment:%d.%m.%Y %H:%M}"


@dataclass(frozen=True)
class Sample:
    """A sample: the resource it is made of, what it is called, how it writes times, and how to open it.

    `zone` is the zone its times are meant in; `title` is a template for people. A template of a workbook has
    `sheet`, the name of the sheet.
    """

    name: str
    title: str
    template: str
    style: Style
    zone: str
    choices: Choices
    sheet: str | None = None

    @property
    def file_name(self) -> str:
        return self.name + (".xlsx" if self.sheet else ".csv")


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "hubspot-deals",
        QT_TRANSLATE_NOOP("samples", "Deals from HubSpot, text with commas"),
        "hubspot-deals.csv",
        iso,
        "America/New_York",
        Choices(goal=Goal("Closed deals", CountType.UNIQUE), currency="USD", zone="America/New_York"),
    ),
    Sample(
        "salesforce-opportunities",
        QT_TRANSLATE_NOOP("samples", "Opportunities from Salesforce, American dates"),
        "salesforce-opportunities.csv",
        american,
        "America/Los_Angeles",
        Choices(goal=Goal("Closed won", CountType.UNIQUE), currency="USD", zone="America/Los_Angeles"),
    ),
    Sample(
        "verkaufschancen",
        QT_TRANSLATE_NOOP("samples", "Sales from Germany, an Excel workbook"),
        "verkaufschancen.csv",
        german,
        "Europe/Berlin",
        Choices(goal=Goal("Abschluss", CountType.UNIQUE), currency="EUR", zone="Europe/Berlin"),
        sheet="Verkaufschancen",
    ),
    Sample(
        "adjustments",
        QT_TRANSLATE_NOOP("samples", "Changed and withdrawn conversions"),
        "adjustments.csv",
        iso,
        "UTC",
        Choices(zone=OWN_ZONE),
    ),
)
"""The samples there are, the one to try first in front."""


def sample_called(name: str) -> Sample:
    """The sample of that name; raises KeyError where there is none."""
    return {sample.name: sample for sample in SAMPLES}[name]


def write_sample(sample: Sample, folder: Path, now: int) -> Path:
    """Make the sample as of `now` (seconds since 1970 in UTC) in a folder, in place of an older one.

    Gives the file. Raises `UserError` where it cannot be written.
    """
    text = resource("samples", sample.template).read_bytes().decode("utf-8-sig")
    clock = _Clock(sample, now)
    write = (
        partial(_write_workbook, sample, text, clock) if sample.sheet else partial(_write_text, text, clock)
    )
    path = folder / sample.file_name
    write_files([Job(path, write)], overwrite=True)
    return path


_TOKEN = re.compile(
    r"\{(?:(?P<iso>iso )?(?P<days>[+-]\d+)d(?: (?P<hour>\d\d):(?P<minute>\d\d))?"
    r"|(?P<word>twice|never|unclear))\}"
)
_NUMBER = re.compile(r"\{number (-?[\d.]+)\}")


class _Clock:
    """Tells what the times in braces are, as of a moment, on the clocks of the sample's zone."""

    def __init__(self, sample: Sample, now: int) -> None:
        self._sample = sample
        self._now = now
        zone = zones.zone(sample.zone)
        self._offsets, self._transitions = zone.offsets.tolist(), zone.transitions.tolist()
        offset = int(zone.offset_at(np.array([now], np.int64))[0])
        self._today = _moment(now + offset).date()

    def filled(self, text: str) -> str:
        """The text with its times put in."""
        return _TOKEN.sub(self._written, text)

    def value(self, text: str) -> str | float | datetime | date:
        """A workbook's cell: a true number or date where it is nothing else, else text."""
        number, time = _NUMBER.fullmatch(text), _TOKEN.fullmatch(text)
        if number:
            return float(number[1])
        if time and not time["iso"] and time["word"] != "unclear":
            moment = self._moment(time)
            return moment if time["hour"] or time["word"] else moment.date()
        return self.filled(text)

    def _written(self, token: re.Match[str]) -> str:
        style = iso if token["iso"] else self._sample.style
        text = style(self._moment(token))
        if token["word"] == "unclear":
            return text if self._sample.style is not iso else f"{self._moment(token):%d/%m/%Y %H:%M}"
        return text if token["hour"] or token["word"] else re.split(r",? ", text)[0]

    def _moment(self, token: re.Match[str]) -> datetime:
        match token["word"]:
            case "twice":
                return self._last_change(back=True)
            case "never":
                return self._last_change(back=False)
            case "unclear":
                days = (self._today - timedelta(days=back) for back in range(2, 40))
                unclear = next(day for day in days if day.day <= 12 and day.day != day.month)
                return datetime(unclear.year, unclear.month, unclear.day, 14, 30)  # noqa: DTZ001  (on local clocks)
        day = self._today + timedelta(days=int(token["days"]))
        return datetime(day.year, day.month, day.day, int(token["hour"] or 0), int(token["minute"] or 0))  # noqa: DTZ001

    def _last_change(self, back: bool) -> datetime:
        """Half an hour into the hour that was repeated, or left out, when clocks last changed so."""
        changes = zip(self._transitions, self._offsets, self._offsets[1:], strict=False)
        at, lower = max(
            (at, min(before, after))
            for at, before, after in changes
            if at < self._now and (after < before) is back
        )
        return _moment(at + lower + 1_800)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _write_text(text: str, clock: _Clock, file: IO[bytes]) -> None:
    file.write(clock.filled(text).encode())


def _write_workbook(sample: Sample, text: str, clock: _Clock, file: IO[bytes]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sample.sheet or ""
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        for column, content in enumerate(row, 1):
            if content:
                cell = sheet.cell(number, column, clock.value(content))
                if isinstance(cell.value, datetime):
                    cell.number_format = "DD.MM.YYYY HH:MM"
                elif isinstance(cell.value, date):
                    cell.number_format = "DD.MM.YYYY"
    book.save(file)
