"""What each way of reading dates and amounts would come to."""

from __future__ import annotations

from builders import document, faultless

from offconv_gui.core.choice_outcomes import DateOutcome, date_outcomes, decimal_outcomes
from offconv_gui.core.choices import DateOrder, DecimalMark
from offconv_gui.core.document import Document


def dates(*texts: str) -> Document:
    return document([faultless(place, TIME=text) for place, text in enumerate(texts)])


def amounts(*texts: str) -> dict[DecimalMark, str]:
    found = decimal_outcomes(document([faultless(place, VALUE=text) for place, text in enumerate(texts)]))
    return {mark: str(words) for mark, words in found.items()}


def test_each_order_is_tried_on_every_row() -> None:
    doc = dates("05/11/2026 10:00", "06/11/2026 10:00", "11/05/2026 10:00")
    assert date_outcomes(doc)[DateOrder.DMY] == DateOutcome(0, 1, 0)
    assert date_outcomes(doc)[DateOrder.MDY] == DateOutcome(0, 2, 0)


def test_future_and_unreadable_are_told_apart() -> None:
    doc = dates("05/12/2026 10:00", "18/11/2026 10:00")
    assert date_outcomes(doc)[DateOrder.DMY] == DateOutcome(1, 0, 0)
    assert date_outcomes(doc)[DateOrder.MDY] == DateOutcome(0, 1, 1)


def test_what_most_rows_come_to_is_said() -> None:
    assert str(DateOutcome(0, 0, 0).in_words()) == "fits every row"
    assert str(DateOutcome(12, 3, 0).in_words()) == "12 in the future"
    assert str(DateOutcome(0, 3, 1_200).in_words()) == "1,200 not readable"


def test_each_mark_is_shown_by_the_first_unclear_amount() -> None:
    found = amounts("12", "1,234", "2,500")
    assert found[DecimalMark.POINT] == "“1,234” is 1,234.00"
    assert found[DecimalMark.COMMA] == "“1,234” is 1.234"


def test_without_an_unclear_amount_there_is_nothing_to_show() -> None:
    assert amounts("12", "1,234.50") == {}
