"""Rules about the click ID: without a good one the service cannot tell which ad earned the money."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from offconv_gui.core import fixes
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import HASHED, Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Severity
from offconv_gui.core.kinds import click_ids
from offconv_gui.core.kinds.click_ids import ClickIdStatus
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules.base import FAULTLESS, LEAVE_OUT, AnyRule, Example, Fix, RowRule, View, with_hash

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

_GOOD = FAULTLESS[Field.CLICK_ID]
_HASH = "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"
_TAKE_OUT = QT_TRANSLATE_NOOP("fixes", "Take out the ID")
_FROM_PAGE = QT_TRANSLATE_NOOP("fixes", "Take it from the landing page")


def _missing(view: View, context: Context) -> Mask:
    status = view.click_ids().status
    absent: Mask = (status == ClickIdStatus.BLANK) | (status == ClickIdStatus.PLACEHOLDER)
    return absent & ~with_hash(view) if absent.any() else absent


def _instead(document: Document, row: int) -> Mapping[str, object]:
    """What stands in the place of an ID."""
    text = document.table.cell(Field.CLICK_ID, row)
    stands = QT_TRANSLATE_NOOP("rules", ": “{value}” stands for none")
    return {"instead": Message(stands, {"value": text}) if text.strip() else ""}


def _has_status(status: ClickIdStatus) -> Callable[[View, Context], Mask]:
    plain = int(status)  # compared with the enum's member, every byte of the column is widened to eight

    def test(view: View, context: Context) -> Mask:
        return view.click_ids().status == plain

    return test


def _case(view: View, context: Context) -> Mask:
    return view.click_ids().upper


def _inside(text: str) -> str | None:
    return click_ids.find_in(text) or None


def _on_landing_page(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
    pages = document.table.columns.get(Field.LANDING_PAGE)
    if pages is None:
        return [None] * len(rows)
    return [_inside(page) if page else None for page in pages.cells(rows).text.to_pylist()]


def _cell(text: str) -> Example:
    return Example({Field.CLICK_ID: text})


RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="click-id-missing",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID, *HASHED),
        title=QT_TRANSLATE_NOOP("rules", "No click ID"),
        message=QT_TRANSLATE_NOOP("rules", "This row has no click ID{instead}."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising finds the ad by the click ID. Without one it refuses the row and the sale "
            "is not counted. Look the ID up in your CRM, or leave the row out.",
        ),
        bad=(
            *(_cell(text) for text in ("", "{msclkid}", "null", "undefined", "n/a", "(not set)", "N", "-")),
            Example({Field.CLICK_ID: "", Field.LANDING_PAGE: f"https://www.example.com/?msclkid={_GOOD}"}),
        ),
        good=(_cell(_GOOD), Example({Field.CLICK_ID: "", Field.HASHED_EMAIL: _HASH})),
        service_error=5603,
        details=_instead,
        test=_missing,
        fix=Fix(_FROM_PAGE, fixes.rewriting(_FROM_PAGE, Field.CLICK_ID, _on_landing_page)),
        more=(LEAVE_OUT,),
    ),
    RowRule(
        id="click-id-in-text",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Click ID inside other text"),
        message=QT_TRANSLATE_NOOP("rules", "The click ID {id} stands inside other text."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes the bare ID of 32 characters only and would refuse this row. The ID "
            "itself is whole: take it out and the row can go.",
        ),
        bad=(
            _cell(f"https://www.example.com/?utm_source=bing&msclkid={_GOOD}"),
            _cell(f"_uet{_GOOD}"),
            _cell(f"{_GOOD}-0"),
            _cell("3cf4220c-917b-8538-6088-6599b2ac757f"),
        ),
        good=(_cell(_GOOD),),
        service_error=5604,
        test=_has_status(ClickIdStatus.IN_TEXT),
        details=lambda document, row: {"id": click_ids.find_in(document.table.cell(Field.CLICK_ID, row))},
        fix=Fix(_TAKE_OUT, fixes.rewriting(_TAKE_OUT, Field.CLICK_ID, fixes.each_text(_inside)), safe=True),
    ),
    RowRule(
        id="click-id-foreign",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Click ID of another network"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is a click ID of Google, Meta or another network."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising knows only its own click IDs and would refuse this row. The sale "
            "came from another network's ad: leave the row out.",
        ),
        bad=(_cell("Cj0KCQiAgP6PBhDmARIsAPWMq6"), _cell("https://www.example.com/?gclid=EAIaIQobChMI8f")),
        good=(_cell(_GOOD),),
        service_error=5604,
        test=_has_status(ClickIdStatus.FOREIGN),
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="click-id-damaged",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Damaged click ID"),
        message=QT_TRANSLATE_NOOP("rules", "A spreadsheet turned this click ID into the number {value}."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "The digits that were rounded away are lost and the ID matches no click. Export the deals again "
            "with the click ID as text, or leave the row out.",
        ),
        bad=(_cell("1.23457E+31"), _cell("12345678901234500000000000000000")),
        good=(_cell(_GOOD),),
        service_error=5604,
        test=_has_status(ClickIdStatus.DAMAGED),
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="click-id-invalid",
        severity=Severity.ERROR,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Not a click ID"),
        message=QT_TRANSLATE_NOOP("rules", "“{value}” is not a click ID."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "A click ID has exactly 32 characters, the digits 0 to 9 and the letters a to f. Microsoft "
            "Advertising would refuse this row. Look the whole ID up in your CRM, or leave the row out.",
        ),
        bad=(_cell(_GOOD[:28]), _cell("hello"), _cell(f"{_GOOD},{_GOOD[::-1]}")),
        good=(_cell(_GOOD),),
        service_error=5604,
        test=_has_status(ClickIdStatus.INVALID),
        fix=LEAVE_OUT,
    ),
    RowRule(
        id="click-id-case",
        severity=Severity.INFO,
        field=Field.CLICK_ID,
        reads=(Field.CLICK_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Click ID in capital letters"),
        message=QT_TRANSLATE_NOOP("rules", "This click ID is written in capital letters."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "It will be uploaded in small letters, as Microsoft Advertising hands it out. There is "
            "nothing to do.",
        ),
        bad=(_cell(_GOOD.upper()),),
        good=(_cell(_GOOD),),
        test=_case,
    ),
)
