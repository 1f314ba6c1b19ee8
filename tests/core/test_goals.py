"""A row is judged by its own goal: the one it names, as the list of goals knows it."""

from __future__ import annotations

import pytest
from builders import NOW, document, faultless

from offconv_gui.core.choices import Choices
from offconv_gui.core.document import Document
from offconv_gui.core.edits import SetChoices
from offconv_gui.core.explanation import first_sentence
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import CountType, Goal, GoalBook, GoalStatus
from offconv_gui.core.issues import Severity
from offconv_gui.core.mending import rows_marked
from offconv_gui.core.messages import Message
from offconv_gui.core.rules import BY_ID

DEALS, LEADS = Goal("Closed deals"), Goal("Leads", CountType.UNIQUE, 7)
FROM_ACCOUNT = GoalBook((DEALS, LEADS), from_account=True)
TYPED = GoalBook((DEALS, LEADS))


def marked(doc: Document, rule: str) -> list[int]:
    return rows_marked(doc, BY_ID[rule]).tolist()


def test_of_two_goals_of_one_name_the_one_that_takes_uploads_is_meant() -> None:
    paused, event = Goal("Deals", status=GoalStatus.PAUSED), Goal("Deals", kind="Event")
    assert GoalBook.of([event, paused, Goal("Deals"), Goal("Leads")]).goals == (Goal("Deals"), Goal("Leads"))


def test_a_goal_is_found_by_its_exact_name() -> None:
    assert FROM_ACCOUNT.find("Leads") == LEADS
    assert FROM_ACCOUNT.find("leads") is None


@pytest.mark.parametrize(
    ("goal", "takes"),
    [
        (Goal("A"), True),
        (Goal("A", status=GoalStatus.PAUSED), False),
        (Goal("A", kind="Event"), False),
    ],
)
def test_only_active_goals_of_the_right_kind_take_uploads(goal: Goal, takes: bool) -> None:
    assert goal.takes_uploads is takes
    assert GoalBook((goal,)).names == (("A",) if takes else ())


def test_choices_with_a_list_of_goals_can_be_compared_and_kept_as_keys() -> None:
    assert Choices(goals=TYPED) == Choices(goals=GoalBook((DEALS, LEADS)))
    assert len({Choices(goals=TYPED), Choices(goals=GoalBook((DEALS, LEADS))), Choices()}) == 2
    assert Choices(goals=TYPED).differing(Choices()) == {"goals"}


@pytest.mark.parametrize(
    ("book", "error", "warning"), [(FROM_ACCOUNT, [1], []), (TYPED, [], [1]), (None, [], [])]
)
def test_an_unknown_goal_is_an_error_only_where_the_list_is_the_accounts(
    book: GoalBook | None, error: list[int], warning: list[int]
) -> None:
    doc = document([faultless(0), faultless(1, NAME="closed deals")], goals=book)
    assert (marked(doc, "goal-unknown"), marked(doc, "goal-unlisted")) == (error, warning)
    assert doc.counts().errors == len(error)


def test_both_graces_of_the_rule_go_by_one_name() -> None:
    both = [BY_ID["goal-unknown"], BY_ID["goal-unlisted"]]
    assert [rule.name for rule in both] == ["goal-unknown"] * 2
    assert [rule.severity for rule in both] == [Severity.ERROR, Severity.WARNING]


def test_a_chosen_goal_the_list_lacks_marks_the_rows_that_rely_on_it() -> None:
    rows = [faultless(0), faultless(1, NAME="")]
    assert marked(document(rows, goals=TYPED, goal=Goal("Sales")), "goal-unlisted") == [1]


def test_the_list_of_goals_is_a_choice_that_can_be_undone() -> None:
    doc = document([faultless(0, NAME="Sales")])
    change = doc.apply(SetChoices(Message("Goals"), doc.choices.changed(goals=FROM_ACCOUNT)))
    assert change.document.counts().errors == 1
    undone = change.document.apply(change.inverse).document
    assert undone.choices == doc.choices
    assert undone.counts() == doc.counts()


@pytest.mark.parametrize(
    ("name", "chosen", "book", "outside"),
    [
        ("Leads", None, TYPED, True),
        ("Leads", Goal("Closed deals", window_days=3), TYPED, True),
        ("Closed deals", Goal("Closed deals", window_days=3), TYPED, True),
        ("Closed deals", Goal("Leads"), TYPED, False),
        ("Leads", Goal("Leads", window_days=10), TYPED, False),
        ("", LEADS, None, True),
        ("Sales", Goal("Closed deals", window_days=3), TYPED, True),
        ("Sales", None, TYPED, False),
    ],
)
def test_a_row_has_its_own_goals_window(
    name: str, chosen: Goal | None, book: GoalBook | None, outside: bool
) -> None:
    row = faultless(0, NAME=name, TIME="2026-11-10T10:00:00Z", CLICK_TIME="2026-11-02T10:00:00Z")
    assert bool(marked(document([row], goal=chosen, goals=book), "time-outside-window")) is outside


@pytest.mark.parametrize(
    ("name", "chosen", "again"),
    [
        ("Leads", None, True),
        ("Closed deals", None, False),
        ("Closed deals", Goal("Closed deals", CountType.UNIQUE), True),
        ("Leads", Goal("Leads", CountType.ALL), False),
        ("Sales", Goal("", CountType.UNIQUE), True),
        ("Sales", Goal("Leads", CountType.UNIQUE), False),
    ],
)
def test_a_row_has_its_own_goals_count_type(name: str, chosen: Goal | None, again: bool) -> None:
    rows = [
        faultless(0, NAME=name),
        faultless(0, NAME=name, TIME="2026-11-06T10:00:00Z", CLIENT_ID="A-2"),
    ]
    doc = document(rows, goal=chosen, goals=TYPED)
    assert marked(doc, "repeat-for-unique-goal") == ([1] if again else [])


def test_a_goal_is_new_for_two_hours_and_then_no_more() -> None:
    doc = document([faultless(0)], goals=GoalBook((Goal("Closed deals", created=NOW - 7_199),)))
    assert marked(doc, "goal-too-new") == [0]
    assert marked(doc.at(NOW + 1), "goal-too-new") == []


def test_a_row_outside_the_window_is_told_how_long_that_is() -> None:
    row = faultless(0, NAME="Leads", TIME="2026-11-10T10:00:00Z", CLICK_TIME="2026-11-02T10:00:00Z")
    assert "more than 7 days" in str(first_sentence(document([row], goals=TYPED), 0, Field.TIME))


def test_the_name_in_the_message_is_the_one_that_counts() -> None:
    doc = document([faultless(0, NAME="")], goal=Goal("Sales"), goals=TYPED)
    assert "“Sales”" in str(first_sentence(doc, 0, Field.NAME))


@pytest.mark.parametrize("name", ["\u200b\ufeff", "\x00", "\u00a0\u200d\t"])
def test_a_name_that_shows_nothing_is_no_name(name: str) -> None:
    assert marked(document([faultless(NAME=name)], goal=None), "goal-missing") == [0]
