"""Files out: the roll of the kinds of file that the service takes, and the one way to write them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import IO

from offconv_gui.core.document import Document
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message, UserError
from offconv_gui.core.progress import Progress, silent
from offconv_gui.io import csv_lines, rejects_xlsx
from offconv_gui.io.bulk_csv import BULK_CSV
from offconv_gui.io.export_plan import ExportPlan, Part, Target, head_bytes, make_plan
from offconv_gui.io.web_csv import WEB_CSV
from offconv_gui.io.whole_files import Job, Written, write_files

__all__ = [
    "BULK_CSV",
    "TARGETS",
    "WEB_CSV",
    "ExportPlan",
    "Part",
    "Target",
    "Written",
    "plan_export",
    "target_called",
    "write_export",
]

TARGETS: tuple[Target, ...] = (BULK_CSV, WEB_CSV)
"""The kinds of file there are, the usual one first."""


def target_called(key: str) -> Target:
    """The target of this key, "bulk" say; raises `KeyError` where there is none."""
    return {target.key: target for target in TARGETS}[key]


def plan_export(document: Document, target: Target = BULK_CSV, progress: Progress = silent) -> ExportPlan:
    """Look through the rows that are ready, so that a person can. `progress` is called with rows."""
    return make_plan(document, target, progress)


def write_export(
    plan: ExportPlan,
    path: Path,
    *,
    overwrite: bool = False,
    zipped: bool = False,
    rejects: Path | None = None,
    progress: Progress = silent,
) -> tuple[Written, ...]:
    """Write the files of a plan, and with `rejects` the rows left behind: all of them, or nothing.

    Further parts are called `name-2.csv` and so on, adjustments beside conversions `name-adjustments.csv`.
    `zipped` puts each into an archive of its own, and so
    does a `path` that ends with .zip. `progress` is called with rows; `Cancelled` leaves nothing behind.
    Gives the files for the service, in order. Raises `UserError` where there is nothing to export or a file
    cannot be written.
    """
    if not len(plan.upload):
        raise nothing_to_export()
    zipped = zipped or path.suffix.lower() == ".zip"
    stay = len(rejects_xlsx.rejected(plan.document)) if rejects else 0
    total = len(plan.upload) + stay
    jobs, done = [], 0
    for part, place in zip(plan.parts, _places(path, zipped, plan.parts), strict=True):
        inner = _inner_name(place, zipped)
        write = partial(_write_part, plan.target, part, inner, _shifted(progress, done, total))
        jobs.append(Job(place, write, part.rows))
        done += part.rows
    if rejects is not None:
        watched = _shifted(progress, len(plan.upload), total)
        jobs.append(Job(rejects, partial(rejects_xlsx.write, plan.document, progress=watched), stay))
    origin = plan.document.origin.path
    written = write_files(jobs, overwrite=overwrite, source=Path(origin) if origin else None)
    return written[: len(plan.parts)]


def nothing_to_export() -> UserError:
    """The error for a table without a row that is ready."""
    return UserError(
        Message(QT_TRANSLATE_NOOP("export", "No row is ready to be uploaded, so there is nothing to write.")),
        Message(
            QT_TRANSLATE_NOOP("export", "Fix the problems of the rows, or put back rows that are left out.")
        ),
    )


def _write_part(target: Target, part: Part, inner: str | None, progress: Progress, file: IO[bytes]) -> None:
    if inner is None:
        _write_records(target, part, progress, file)
        return
    entry = zipfile.ZipInfo(inner)  # dated 1980: the same rows give the same bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    with zipfile.ZipFile(file, "w") as archive, archive.open(entry, "w") as inside:
        _write_records(target, part, progress, inside)


def _write_records(target: Target, part: Part, progress: Progress, file: IO[bytes]) -> None:
    head = head_bytes(part.upload, target)
    file.write(head)
    size = len(head)
    for block in part.upload.blocks(part.start, part.stop):
        progress(block.start - part.start, 0)
        content = csv_lines.content(target.lines(part.upload, block))
        file.write(content)
        size += len(content)
    if size != part.bytes:  # a bug, and then no file may appear
        raise RuntimeError(f"{size} bytes were written where {part.bytes} were planned")


def _places(path: Path, zipped: bool, parts: Sequence[Part]) -> list[Path]:
    """Where the parts go: OUT.csv, OUT-2.csv, ..., OUT-adjustments.csv, ...; archives end with .zip."""
    if zipped and path.suffix.lower() != ".zip":
        path = (
            path.with_suffix(".zip") if path.suffix.lower() == ".csv" else path.with_name(path.name + ".zip")
        )
    places, numbers = [], {True: count(1), False: count(1)}
    for part in parts:
        number = next(numbers[part.adjusts])
        more = ("-adjustments" if part.adjusts else "") + (f"-{number}" if number > 1 else "")
        places.append(path.with_name(f"{path.stem}{more}{path.suffix}") if more else path)
    return places


def _inner_name(place: Path, zipped: bool) -> str | None:
    """The name of the one file in an archive, which the service wants to end with .csv."""
    return f"{place.stem.removesuffix('.csv')}.csv" if zipped else None


def _shifted(progress: Progress, before: int, whole: int) -> Progress:
    """A step's own progress as part of the whole."""

    def shifted(done: int, total: int) -> None:
        progress(before + done, whole)

    return shifted
