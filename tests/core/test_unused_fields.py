"""A cell that an adjustment does not upload costs it nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from builders import document, faultless

from offconv_gui.core.fields import Field
from offconv_gui.core.rules.base import RESTATE, RETRACT

UNUSED = [
    {Field.VALUE: "abc"},
    {Field.VALUE: "1,234"},
    {Field.VALUE: "-980.00"},
    {Field.VALUE: "9999999999999"},
    {Field.VALUE: "1.23456"},
    {Field.VALUE: "€ 5", Field.CURRENCY: "USD"},
    {Field.ATTRIBUTION_CREDIT: "7"},
]


@pytest.mark.parametrize("action", [RESTATE, RETRACT], ids=["restate", "retract"])
@pytest.mark.parametrize("cells", UNUSED, ids=str)
def test_what_an_adjustment_has_no_use_for_is_not_judged(
    action: Mapping[Field, str], cells: Mapping[Field, str]
) -> None:
    assert not document([faultless() | action | cells]).issues.bits.any()
    assert document([faultless() | cells]).issues.bits.any()


@pytest.mark.parametrize("code", ["XYZ", "TRY"])
def test_the_currency_of_a_conversion_is_needed_unless_it_is_taken_back(code: str) -> None:
    cells = {Field.CURRENCY: code, Field.ADJUSTMENT_CURRENCY: ""}
    assert not document([faultless() | RETRACT | cells]).issues.bits.any()
    assert document([faultless() | RESTATE | cells]).issues.bits.any()


@pytest.mark.parametrize("code", ["XYZ", "TRY"])
def test_it_is_not_needed_where_the_new_value_has_its_own(code: str) -> None:
    cells = {Field.CURRENCY: code, Field.ADJUSTMENT_CURRENCY: "EUR"}
    assert not document([faultless() | RESTATE | cells]).issues.bits.any()
    assert document([faultless() | cells]).issues.bits.any()
