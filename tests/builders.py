"""What tests are made of: documents of a few rows, in the words of the test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import pyarrow as pa

from offconv_gui.core.choices import Choices
from offconv_gui.core.document import Document, open_document
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.grid import Grid, GridColumn, Origin
from offconv_gui.core.table import of_grid

NOW = 1_795_478_400
"""2026-11-24T00:00:00Z, in seconds since 1970."""

CHOICES = Choices(goal=Goal("Closed deals"), currency="USD", zone="UTC")

FAULTLESS: Mapping[Field, str] = {
    Field.CLICK_ID: "3cf4220c917b853860886599b2ac757f",
    Field.TIME: "2026-11-05T14:30:00Z",
    Field.VALUE: "1234.50",
    Field.CURRENCY: "USD",
    Field.NAME: "Closed deals",
    Field.CLIENT_ID: "A-1",
}
"""The cells of a row that no rule marks."""

FIRST_ROW_NUMBER = 2
"""The headings stand in row 1."""


def faultless(place: int = 0, **cells: str) -> dict[Field, str]:
    """A row that no rule marks, with a click ID of its own for each `place`; `cells` by names of `Field`."""
    own = {Field.CLICK_ID: f"{place + 1:08x}{'7f' * 12}", Field.CLIENT_ID: f"A-{place + 1}"}
    return {**FAULTLESS, **own, **{Field[name]: text for name, text in cells.items()}}


def document(
    rows: Sequence[Mapping[Field, str]],
    extras: Mapping[str, Sequence[str]] | None = None,
    now: int = NOW,
    **choices: object,
) -> Document:
    """An open document with these rows; cells that a row lacks are blank.

    `extras` are columns that become no field, by heading. `choices` differ from a goal "Closed deals", US
    dollars and UTC.
    """
    used = set(chain.from_iterable(rows))
    fields = [field for field in Field if field in used]
    columns = [(field.value, [row.get(field, "") for row in rows]) for field in fields]
    columns += [(heading, list(texts)) for heading, texts in (extras or {}).items()]
    grid = Grid(
        tuple(GridColumn(heading, _chunked(texts)) for heading, texts in columns),
        np.arange(FIRST_ROW_NUMBER, FIRST_ROW_NUMBER + len(rows)),
    )
    targets = (*fields, *(None for _ in extras or {}))
    return open_document(of_grid(grid, targets), CHOICES.changed(**choices), now, Origin("deals.csv"))


def _chunked(texts: list[str]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.large_string())])
