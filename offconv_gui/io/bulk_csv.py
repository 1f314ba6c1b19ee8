"""The bulk file of Microsoft Advertising: one "Offline Conversion" record a row.

As in Microsoft Advertising's docs, "Bulk file schema" and "Bulk upload": UTF-8 with a byte order mark, a
first column `Type`, a second line with the format's version in `Name`, at most 100 MB and 4,000,000 rows.
Line ends, quoting and times are those of Microsoft's own client (Bing Ads Python SDK). What stands in the
cells is data: it is not guarded against being taken for a formula, for the guard would be uploaded too.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from offconv_gui.core.fields import SPECS, Field, Kind
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.io import csv_lines
from offconv_gui.io.uploads import Upload

LEADING = ("Type", "Status", "Id", "Parent Id", "Client Id", "Name")
"""The columns every bulk file begins with; the SDK's reader fails on a file without `Status`."""

RECORD = "Offline Conversion"
VERSION = "6.0"

_FREE = (Kind.TEXT, Kind.LINK)
"""Kinds whose text may need quotes; all others are made of digits, letters and a few marks."""


@dataclass(frozen=True)
class BulkCsv:
    """See `io.targets.Target`."""

    key: str = "bulk"
    name: str = QT_TRANSLATE_NOOP("export", "Bulk file for Microsoft Advertising")
    suffix: str = ".csv"
    max_rows: int = 4_000_000
    max_bytes: int = 100_000_000
    parts_adjustments: bool = False
    lacking: tuple[Field, ...] = ()

    def head(self, upload: Upload) -> tuple[str, ...]:
        headings = (*LEADING, *(field.value for field in upload.fields_in_use))
        version = ["Format Version", "", "", "", "", VERSION, *[""] * len(upload.fields_in_use)]
        return ",".join(headings), ",".join(version)

    def lines(self, upload: Upload, part: slice) -> pa.Array:
        return csv_lines.joined(
            f"{RECORD},,,",
            csv_lines.quoted(upload.client_ids[part]),
            "",
            *(_cells(upload, field, part) for field in upload.fields_in_use),
        )


def _cells(upload: Upload, field: Field, part: slice) -> pa.Array:
    cells = upload.column(field, part)
    return csv_lines.quoted(cells) if SPECS[field].kind in _FREE else cells


BULK_CSV = BulkCsv()
