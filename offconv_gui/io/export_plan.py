"""What an export would hold: told to a person before anything is written, and what the writing goes by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import RowIndex
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import currencies
from offconv_gui.core.kinds.adjustments import Adjustment
from offconv_gui.core.kinds.amounts import AmountStatus
from offconv_gui.core.progress import Progress
from offconv_gui.core.rules import PLACES, RULES
from offconv_gui.core.rules.base import DAY, View
from offconv_gui.core.rules.times import OLDEST_DAYS
from offconv_gui.io import csv_lines
from offconv_gui.io.uploads import Upload


class Target(Protocol):
    """A kind of file that the service takes.

    `key` is its name on the command line, `name` a template for people, `suffix` how the file's name ends. A
    file may have at most `max_rows` lines, those of `head` included, and `max_bytes` bytes before it is
    compressed. Where it `parts_adjustments`, new conversions and adjustments go into separate files. The
    fields that are `lacking` have no column in it. `head` gives the lines above the records, without line
    ends; `lines` those of some rows, with them (`pa.large_string()`).
    """

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    @property
    def max_rows(self) -> int: ...

    @property
    def max_bytes(self) -> int: ...

    @property
    def parts_adjustments(self) -> bool: ...

    @property
    def lacking(self) -> tuple[Field, ...]: ...

    def head(self, upload: Upload) -> tuple[str, ...]: ...

    def lines(self, upload: Upload, part: slice) -> pa.Array: ...


@dataclass(frozen=True)
class Part:
    """One file of an export: the rows `start` to `stop` of those of `upload`, and its size in bytes.

    `adjusts` marks a file of adjustments beside files of conversions.
    """

    start: int
    stop: int
    bytes: int
    upload: Upload = field(repr=False, compare=False)
    adjusts: bool = False

    @property
    def rows(self) -> int:
        return self.stop - self.start


@dataclass(frozen=True, eq=False)
class ExportPlan:
    """What exporting a document would write.

    `rows` are the positions of the rows that go, ascending. `parts` are the files they fill: more than one
    only where one would be larger than the service takes. `reasons` says why rows stay behind: a rule's
    identifier and how many rows it keeps, most first; a row with two errors counts under both. `left_out`
    rows were taken out by a person. `totals` adds up the values of new conversions exactly, by currency code,
    "" being the goal's currency; `goals` counts the rows that go by goal, most first. `expiring` rows become
    too old within seven days, the first of them at `expires` (seconds since 1970 in UTC).
    """

    document: Document
    target: Target
    upload: Upload = field(repr=False)
    parts: tuple[Part, ...]
    reasons: tuple[tuple[str, int], ...]
    left_out: int
    totals: tuple[tuple[str, Decimal], ...]
    goals: tuple[tuple[str, int], ...]
    expiring: int
    expires: int | None
    unsent: tuple[Field, ...] = ()
    """Fields with something in them that this kind of file has no column for."""

    @property
    def rows(self) -> RowIndex:
        return self.upload.rows

    @property
    def bytes(self) -> int:
        """The size of all files together, before they are compressed."""
        return sum(part.bytes for part in self.parts)

    def preview(self, lines: int = 20) -> tuple[str, ...]:
        """The first lines exactly as they will stand in the file, those above the records included."""
        upload = self.parts[0].upload if self.parts else self.upload
        head = self.target.head(upload)
        some = slice(0, min(max(lines - len(head), 0), len(upload)))
        records = self.target.lines(upload, some).to_pylist() if some.stop else []
        return (*head, *(record.removesuffix(csv_lines.LINE_END) for record in records))[:lines]


def make_plan(document: Document, target: Target, progress: Progress) -> ExportPlan:
    """Look through the rows that are ready. `progress` is called with rows."""
    upload = Upload(document, document.ready_rows())
    expiring = document.issues.mask(1 << PLACES["time-expires-soon"])[upload.rows]
    return ExportPlan(
        document,
        target,
        upload,
        _parts(upload, target, progress),
        _reasons(document),
        document.counts().left_out,
        _totals(upload),
        _goals(upload),
        int(np.count_nonzero(expiring)),
        _first_expiry(upload, upload.rows[expiring]),
        tuple(field for field in target.lacking if field in upload.fields_in_use),
    )


def _parts(upload: Upload, target: Target, progress: Progress) -> tuple[Part, ...]:
    """The files the rows fill, those of adjustments last where they are apart."""
    if not target.parts_adjustments:
        return _parts_of(upload, target, progress)
    adjusting = np.concatenate(
        [np.zeros(0, np.bool_)]
        + [upload.view(block).adjustments().action != Adjustment.NEW for block in upload.blocks()]
    )
    if not adjusting.any() or adjusting.all():
        return _parts_of(upload, target, progress)
    conversions = _parts_of(Upload(upload.document, upload.rows[~adjusting]), target, progress)
    adjustments = _parts_of(Upload(upload.document, upload.rows[adjusting]), target, progress)
    return (*conversions, *(replace(part, adjusts=True) for part in adjustments))


def _parts_of(upload: Upload, target: Target, progress: Progress) -> tuple[Part, ...]:
    """The files the rows fill, none over the target's limits. The sizes are exact: each line is made once."""
    head = len(head_bytes(upload, target))
    most_rows = target.max_rows - len(target.head(upload))
    widths = [np.zeros(0, np.int64)]
    for block in upload.blocks():
        progress(block.start, len(upload))
        widths.append(pc.binary_length(target.lines(upload, block)).to_numpy(zero_copy_only=False))
    ends = np.cumsum(np.concatenate(widths), dtype=np.int64)
    parts: list[Part] = []
    start = before = 0
    while start < len(upload):
        fitting = int(np.searchsorted(ends, before + target.max_bytes - head, "right"))
        stop = max(min(fitting, start + most_rows), start + 1)
        parts.append(Part(start, stop, head + int(ends[stop - 1]) - before, upload))
        start, before = stop, int(ends[stop - 1])
    return tuple(parts)


def head_bytes(upload: Upload, target: Target) -> bytes:
    """What stands above the records of a file, byte order mark included."""
    lines = (line + csv_lines.LINE_END for line in target.head(upload))
    return csv_lines.BYTE_ORDER_MARK + "".join(lines).encode()


def _reasons(document: Document) -> tuple[tuple[str, int], ...]:
    counted = [
        (rule.id, document.issues.count(1 << PLACES[rule.id]))
        for rule in RULES
        if rule.severity is Severity.ERROR
    ]
    return tuple(sorted((entry for entry in counted if entry[1]), key=lambda entry: -entry[1]))


_SCALES = 32
"""More than there are numbers of decimals."""


def _totals(upload: Upload) -> tuple[tuple[str, Decimal], ...]:
    """Exact sums: the digits of each number of decimals are added up as whole numbers, in two halves."""
    sums: dict[str, Counter[int]] = {}
    for block in upload.blocks():
        view = upload.view(block)
        value = view.amounts()
        counted = (value.status == AmountStatus.OK) & (view.adjustments().action == Adjustment.NEW)
        codes = upload.currency_codes(view)
        kind = codes.astype(np.int64) * _SCALES + value.scale
        for found in np.flatnonzero(np.bincount(kind[counted])).tolist():
            code, scale = divmod(found, _SCALES)
            chosen = value.mantissa[counted & (kind == found)]
            high, low = np.divmod(chosen, 10**9)
            total = int(high.sum()) * 10**9 + int(low.sum())
            sums.setdefault(currencies.CODES[code], Counter())[scale] += total
    return tuple((code, _added(by_scale)) for code, by_scale in sorted(sums.items()))


def _added(by_scale: Counter[int]) -> Decimal:
    """Whole numbers by their number of decimals, as one; written out, for arithmetic keeps 28 digits."""
    most = max(by_scale)
    total = sum(value * 10 ** (most - scale) for scale, value in by_scale.items())
    return Decimal(f"{total}E-{most}")


def _goals(upload: Upload) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for block in upload.blocks():
        for entry in pc.value_counts(upload.column(Field.NAME, block)).to_pylist():
            counts[entry["values"]] += entry["counts"]
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def _first_expiry(upload: Upload, expiring: RowIndex) -> int | None:
    if not len(expiring):
        return None
    first: int = View(upload.document.readings, expiring).times().utc.min()
    return int(first) + OLDEST_DAYS * DAY
