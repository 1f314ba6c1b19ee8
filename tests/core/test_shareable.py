"""An explanation that is sent to others says what is wrong, and not whose click it was."""

from __future__ import annotations

import numpy as np
import pytest
from builders import document, faultless

from offconv_gui.core.columns import typed
from offconv_gui.core.edits import SetCells
from offconv_gui.core.explanation import explain
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import Message
from offconv_gui.core.shareable import masked, shareable

CLICK = "3cf4220c917b853860886599b2ac757f"
HASH = "ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"


def copied(field: Field, row: dict[Field, str], **choices: object) -> str:
    return "\n".join(str(line) for line in shareable(explain(document([row], **choices), 0, field)))


@pytest.mark.parametrize(
    ("text", "said"), [(CLICK, "3cf4…757f"), (f" {CLICK} ", "3cf4…757f"), ("D-1", "…"), ("", ""), ("  ", "")]
)
def test_a_text_is_cut_to_its_ends(text: str, said: str) -> None:
    assert masked(text) == said


def test_what_was_changed_is_not_said_to_stand_in_the_file() -> None:
    doc = document([faultless(VALUE="980")])
    edit = SetCells(Message("Type"), Field.VALUE, np.array([0]), typed(["12.5k"]))
    said = [str(line) for line in shareable(explain(doc.apply(edit).document, 0, Field.VALUE))]
    assert "In the table: 12.5k" in said


def test_times_amounts_and_rules_are_kept() -> None:
    said = copied(Field.TIME, faultless(TIME="2026-11-01 01:30"), zone="America/New_York")
    assert "Row 2, Conversion Time" in said
    assert "In the file: 2026-11-01 01:30" in said
    assert "Rule: time-ambiguous" in said
    assert "In New York: 2026-11-01 01:30:00" in said
    assert "In the file: 12.5k" in copied(Field.VALUE, faultless(VALUE="12.5k"))


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.CLICK_ID, CLICK),
        (Field.CLICK_ID, f"https://shop.example/jane/?msclkid={CLICK}&x=1234"),
        (Field.CLICK_ID, "{" + CLICK + "}"),
        (Field.CLIENT_ID, "jane.doe"),
        (Field.CLIENT_ID, "jane.doe@shop.example-" * 10),
        (Field.HASHED_EMAIL, HASH),
        (Field.HASHED_EMAIL, "jane.doe@shop.example"),
        (Field.HASHED_PHONE, "+14255551234"),
        (Field.LANDING_PAGE, f"https://shop.example/?msclkid={CLICK}"),
    ],
)
def test_what_leads_to_a_person_is_not_copied(field: Field, text: str) -> None:
    said = copied(field, {**faultless(), field: text})
    assert text not in said
    for personal in (CLICK, HASH, "jane", "shop.example", "4255551"):
        assert personal not in said


@pytest.mark.parametrize("field", [Field.VALUE, Field.CURRENCY, Field.TIME, Field.NAME])
@pytest.mark.parametrize("text", ["jane.doe@shop.example", CLICK, f"https://shop.example/?m={CLICK}"])
def test_nor_where_it_stands_in_another_column(field: Field, text: str) -> None:
    assert text not in copied(field, {**faultless(), field: text})


def test_a_row_left_out_is_said_to_be() -> None:
    doc = document([faultless()])
    doc.table.left_out[0] = True
    lines = [str(line) for line in shareable(explain(doc, 0, Field.VALUE))]
    assert "This row is left out of the export." in lines
