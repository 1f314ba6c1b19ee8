"""What is said of a table that was just opened: how it was read, or whose work it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from offconv_gui.core.document import Document
from offconv_gui.gui.encoding_names import encoding_name

translate = QCoreApplication.translate


def whose_work_it_is(document: Document) -> str:
    """Which table a person has gone on with."""
    source = document.origin.source_name
    if not source:
        return translate("Opening", "Saved work on pasted rows.")
    return translate("Opening", "Saved work on “{name}”.").format(name=source)


def how_it_was_read(document: Document, layout: str) -> str:
    """How a file was read: what was found out about it, and the layout that says what its columns are."""
    origin = document.origin
    used = len(document.table.sources)
    total = used + len(document.table.extras)
    parts = []
    if origin.sheet is not None:
        parts.append(translate("Opening", "sheet “{name}”").format(name=origin.sheet))
    if origin.delimiter is not None:
        parts.append(translate("Opening", "separated by {mark}").format(mark=_mark(origin.delimiter)))
    if origin.encoding is not None:
        parts.append(encoding_name(origin.encoding))
    if origin.header_row:
        parts.append(translate("Opening", "headings in row {row}").format(row=origin.header_row))
    parts.append(translate("Opening", "{used} of {total} columns used").format(used=used, total=total))
    if origin.uneven_rows:
        one = translate("Opening", "1 row has more or fewer cells than the others")
        many = translate("Opening", "{count} rows have more or fewer cells than the others")
        words = one if origin.uneven_rows == 1 else many
        parts.append(words.format(count=f"{origin.uneven_rows:,}"))
    how = ", ".join(parts)
    if layout:
        return translate("Opening", "Read as: {how}; your layout “{name}”.").format(how=how, name=layout)
    return translate("Opening", "Read as: {how}.").format(how=how)


def _mark(delimiter: str) -> str:
    names = {
        ",": translate("Opening", "commas"),
        ";": translate("Opening", "semicolons"),
        "\t": translate("Opening", "tabs"),
        "|": translate("Opening", "bars"),
    }
    return names.get(delimiter, delimiter)
