"""When each row expires: a column of the table that is made from the conversion times, not from the file."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from PySide6.QtCore import QTimeZone

from offconv_gui.core.amended import Amended
from offconv_gui.core.columns import blank_texts
from offconv_gui.core.document import Document
from offconv_gui.core.expiry import expires_at, time_left
from offconv_gui.core.fields import Field
from offconv_gui.core.kinds import times, zones
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.gui.i18n import translated

_TO_THE_MINUTE = len("2026-11-26 06:20")


class ShownColumn(Protocol):
    """A column of the table that is no field: text that can be seen and copied, but not typed in."""

    def cell(self, row: int) -> str: ...

    def text(self) -> Any:
        """All cells as a `pa.Array` of `pa.large_string()`."""
        ...

    def is_edited(self, row: int) -> bool: ...


class ExpiryColumn:
    """Times are on this computer's clock: that is the one a person looks at to know when to upload."""

    def __init__(self, document: Document) -> None:
        self._times: Amended[Times] | None = document.readings.typed.get(Field.TIME)
        self._rows = document.row_count
        self._now = document.now

    def cell(self, row: int) -> str:
        """The moment and how long that still is; "" where the time cannot be read."""
        if self._times is None:
            return ""
        read, place = self._times.row(row)
        if read.status[place] != TimeStatus.OK:
            return ""
        utc = int(read.utc[place])
        local = int(_on_this_computer(np.array([expires_at(utc)]))[0])
        return f"{times.show(local)[:_TO_THE_MINUTE]} · {translated(time_left(utc, self._now))}"

    def text(self) -> pa.Array:
        """The moments alone: a million times the words for how long they are away would take seconds."""
        if self._times is None:
            return blank_texts(self._rows)
        read = self._times.whole()
        known = read.status == TimeStatus.OK
        local = _on_this_computer(expires_at(np.where(known, read.utc, 0)))
        moments = pa.array(local, pa.timestamp("s")).cast(pa.large_string())
        return pc.if_else(pa.array(known), moments, pa.scalar("", pa.large_string()))

    def is_edited(self, row: int) -> bool:
        return False


def _on_this_computer(utc: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return utc + zones.zone(name if zones.is_zone(name) else zones.UTC).offset_at(utc)


def other_columns(document: Document) -> tuple[ShownColumn, ...]:
    """The columns behind the fields: when rows expire, where there are times; then the file's own."""
    expiry = (ExpiryColumn(document),) if Field.TIME in document.table.columns else ()
    return (*expiry, *(column for _, column in document.table.extras))
