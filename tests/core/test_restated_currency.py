"""The currency of a restated value: a mark beside the new value must not contradict it."""

from __future__ import annotations

import pytest
from builders import document

from offconv_gui.core.fields import Field
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.rules import BY_ID
from offconv_gui.core.rules.base import RESTATE, RETRACT

CONFLICT = BY_ID["value-currency-conflict"]


@pytest.mark.parametrize(
    ("value", "own", "of_conversion", "chosen", "conflicts"),
    [
        ("5 €", "USD", "", None, True),
        ("5 €", "", "USD", None, True),
        ("5 €", "", "", "USD", True),
        ("5 €", "EUR", "USD", "USD", False),
        ("5 €", "", "", None, False),
        ("5", "USD", "EUR", None, False),
        ("$5", "CAD", "", None, False),
    ],
)
def test_a_new_value_in_another_currency_than_it_is_uploaded_with(
    value: str, own: str, of_conversion: str, chosen: str | None, conflicts: bool
) -> None:
    cells = {
        Field.ADJUSTMENT_VALUE: value,
        Field.ADJUSTMENT_CURRENCY: own,
        Field.CURRENCY: of_conversion,
        Field.VALUE: "",
    }
    doc = document([RESTATE | cells], currency=chosen)
    assert len(rows_marked(doc, CONFLICT)) == conflicts


def test_a_conversion_taken_back_has_no_value_to_contradict() -> None:
    doc = document([RETRACT | {Field.ADJUSTMENT_VALUE: "5 €", Field.VALUE: ""}], currency="USD")
    assert not len(rows_marked(doc, CONFLICT))
