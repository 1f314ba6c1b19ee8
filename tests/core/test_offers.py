"""Which fixes are offered, and what the answers to a fix that asks come to."""

from __future__ import annotations

from builders import document, faultless

from offconv_gui.core.edits import SetChoices
from offconv_gui.core.fields import Field
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.offers import answered, offer_for, offers_at
from offconv_gui.core.rules import BY_ID


def labels(field: Field, row: dict[Field, str], **choices: object) -> list[str]:
    return [offer.fix.label for offer in offers_at(document([row], **choices), 0, field)]


def test_all_ways_of_a_cell_are_offered_in_their_order() -> None:
    assert labels(Field.TIME, faultless(TIME="2026-11-01 01:30"), zone="America/New_York") == [
        "Use the earlier time",
        "Use the later time",
        "Leave out",
    ]


def test_ways_that_do_not_help_are_not_offered() -> None:
    assert labels(Field.CLICK_ID, faultless(CLICK_ID="")) == ["Leave out"]


def test_the_same_words_are_offered_once() -> None:
    row = faultless(TIME="2026-11-25 10:00:00Z", CLICK_TIME="2026-11-26 10:00:00Z")
    found = labels(Field.TIME, row)
    assert found.count("Leave out") == 1


def test_a_good_cell_is_offered_nothing() -> None:
    assert labels(Field.TIME, faultless()) == []


def test_a_problem_is_offered_the_first_way_that_helps() -> None:
    doc = document([faultless(0, CURRENCY="XYZ"), faultless(1, CURRENCY="XYZ")])
    rule = BY_ID["currency-unknown"]
    offer = offer_for(doc, rule, rows_marked(doc, rule))
    assert offer is not None
    assert offer.fix.ask is not None


def test_answers_mend_each_text_its_own_way_in_one_step() -> None:
    rows = [faultless(place, CURRENCY="Dollar" if place else "Krone") for place in range(3)]
    doc = document(rows)
    rule = BY_ID["currency-unknown"]
    fix = next(fix for fix in rule.fixes if fix.ask is not None)
    assert fix.ask is not None
    groups = fix.ask.alike(doc, rows_marked(doc, rule))
    edit = answered(doc, fix, groups, {"Dollar": "CAD", "Krone": "NOK"})
    assert edit is not None
    change = doc.apply(edit)
    assert change.document.table.columns[Field.CURRENCY].text().to_pylist() == ["NOK", "CAD", "CAD"]
    undone = change.document.apply(change.inverse).document
    assert undone.table.columns[Field.CURRENCY].text().to_pylist() == ["Krone", "Dollar", "Dollar"]


def test_meanings_of_two_abbreviations_are_both_kept() -> None:
    doc = document([faultless(0, TIME="2026-11-05 10:00 CST"), faultless(1, TIME="2026-11-05 10:00 IST")])
    rule = BY_ID["time-zone-unknown"]
    fix = rule.fixes[0]
    assert fix.ask is not None
    groups = fix.ask.alike(doc, rows_marked(doc, rule))
    assert set(groups) == {"CST", "IST"}
    edit = answered(doc, fix, groups, {"CST": "Asia/Shanghai", "IST": "Asia/Kolkata"})
    assert edit is not None
    change = doc.apply(edit)
    assert dict(change.document.choices.zone_meanings) == {"CST": "Asia/Shanghai", "IST": "Asia/Kolkata"}
    assert change.document.apply(change.inverse).document.choices == doc.choices


def test_one_meaning_is_a_choice_for_the_whole_file() -> None:
    doc = document([faultless(TIME="2026-11-05 10:00 CST")])
    fix = BY_ID["time-zone-unknown"].fixes[0]
    assert fix.ask is not None
    groups = fix.ask.alike(doc, rows_marked(doc, BY_ID["time-zone-unknown"]))
    assert isinstance(answered(doc, fix, groups, {"CST": "America/Chicago"}), SetChoices)


def test_without_an_answer_there_is_no_step() -> None:
    doc = document([faultless(CURRENCY="Dollar")])
    fix = next(fix for fix in BY_ID["currency-unknown"].fixes if fix.ask is not None)
    assert answered(doc, fix, {}, {}) is None
