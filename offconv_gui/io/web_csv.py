"""The file of the Conversions page of Microsoft Advertising, for people who upload without bulk access.

As in Microsoft Advertising's help, "Track offline conversions": a line that declares the zone of the times,
then the headings; at most 100,000 rows an upload. Conversions and adjustments have templates of their own, so
they go into separate files.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from offconv_gui.core.fields import HASHED, SPECS, Field, Kind
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.io import csv_lines
from offconv_gui.io.uploads import Upload

ZONE_LINE = "Parameters:TimeZone=+0000"
HEADINGS: dict[Field, str] = {
    Field.CLICK_ID: "Microsoft Click ID",
    Field.NAME: "Conversion Name",
    Field.TIME: "Conversion Time",
    Field.VALUE: "Conversion Value",
    Field.CURRENCY: "Conversion Currency",
    Field.ADJUSTMENT_VALUE: "Adjustment Value",
    Field.ADJUSTMENT_CURRENCY: "Adjustment Currency",
    Field.ADJUSTMENT_TYPE: "Adjustment Type",
    Field.ADJUSTMENT_TIME: "Adjustment Time",
    Field.HASHED_EMAIL: "Hashed Email Address",
    Field.HASHED_PHONE: "Hashed Phone Number",
}
_ALWAYS = (Field.CLICK_ID, Field.NAME, Field.TIME)
_CONVERSIONS = (*_ALWAYS, Field.VALUE, Field.CURRENCY)
_ADJUSTMENTS = (
    *_ALWAYS,
    Field.ADJUSTMENT_VALUE,
    Field.ADJUSTMENT_CURRENCY,
    Field.ADJUSTMENT_TYPE,
    Field.ADJUSTMENT_TIME,
)
_LINES_ABOVE = 2


@dataclass(frozen=True)
class WebCsv:
    """See `io.targets.Target`."""

    key: str = "web"
    name: str = QT_TRANSLATE_NOOP("export", "File for the Conversions page of Microsoft Advertising")
    suffix: str = ".csv"
    max_rows: int = 100_000 + _LINES_ABOVE
    max_bytes: int = 100_000_000
    parts_adjustments: bool = True
    lacking: tuple[Field, ...] = (Field.ATTRIBUTION_MODEL, Field.ATTRIBUTION_CREDIT)

    def head(self, upload: Upload) -> tuple[str, ...]:
        return ZONE_LINE, ",".join(HEADINGS[field] for field in _columns(upload))

    def lines(self, upload: Upload, part: slice) -> pa.Array:
        return csv_lines.joined(*(_cells(upload, field, part) for field in _columns(upload)))


def _columns(upload: Upload) -> tuple[Field, ...]:
    """The columns of the file, those of the template always, the hashed ones where something is in them."""
    used = upload.fields_in_use
    columns = _ADJUSTMENTS if Field.ADJUSTMENT_TYPE in used else _CONVERSIONS
    return (*columns, *(field for field in HASHED if field in used))


def _cells(upload: Upload, field: Field, part: slice) -> pa.Array:
    cells = upload.column(field, part)
    return csv_lines.quoted(cells) if SPECS[field].kind is Kind.TEXT else cells


WEB_CSV = WebCsv()
