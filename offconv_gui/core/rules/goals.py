"""Rules about the conversion goal and about your own reference for a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

import pyarrow.compute as pc
from rapidfuzz import process
from rapidfuzz.utils import default_process

from offconv_gui.core import fixes, row_goals
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal, GoalBook, GoalStatus
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Severity
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, shortened
from offconv_gui.core.rules.base import (
    EXAMPLE_NOW,
    AnyRule,
    Example,
    Fix,
    RowRule,
    View,
    clear,
)

if TYPE_CHECKING:
    from offconv_gui.core.document import Document

_LEAST_LIKENESS = 70
"""Of 100: names less alike than this are not offered in place of one another."""

_USE_CLOSEST = QT_TRANSLATE_NOOP("fixes", "Use the closest goal")
_SHORTEN = QT_TRANSLATE_NOOP("fixes", "Shorten")
_CHOOSE = Fix(QT_TRANSLATE_NOOP("fixes", "Choose a goal"), choose="goal")

LONGEST = 100
"""Characters of a goal's name and of a Client Id (Microsoft Advertising docs, bulk records)."""


def _missing(view: View, context: Context) -> Mask:
    goal = context.choices.goal
    blank = view.texts(Field.NAME).blank
    return blank if goal is None or not goal.name.strip() else view.none()


def _name_too_long(view: View, context: Context) -> Mask:
    names, goal = view.texts(Field.NAME), context.choices.goal
    chosen_too_long = goal is not None and len(goal.name) > LONGEST
    result: Mask = names.length > LONGEST
    return result | names.blank if chosen_too_long else result


def _unknown(from_account: bool) -> Callable[[View, Context], Mask]:
    def test(view: View, context: Context) -> Mask:
        book = context.choices.goals
        if book is None or book.from_account is not from_account:
            return view.none()
        goals = row_goals.book_goals(view.texts(Field.NAME), context.choices)
        taken: Mask = goals.each([goal.takes_uploads for goal in goals.goals], False)
        return (goals.keys != 0) & ~taken

    return test


def _too_new(view: View, context: Context) -> Mask:
    book = context.choices.goals
    if book is None or not any(goal.is_new(context.now) for goal in book.goals):
        return view.none()
    goals = row_goals.book_goals(view.texts(Field.NAME), context.choices)
    result: Mask = goals.each([goal.is_new(context.now) for goal in goals.goals], False)
    return result


def _client_id_too_long(view: View, context: Context) -> Mask:
    result: Mask = view.texts(Field.CLIENT_ID).length > LONGEST
    return result


def _goal_of(document: Document, row: int) -> Mapping[str, object]:
    own, chosen = document.table.cell(Field.NAME, row), document.choices.goal
    name = own if own.strip() else chosen.name if chosen else ""
    return {"goal": shortened(name)}


def _closest(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
    """The goals whose names are most like the ones given, capital letters and marks aside."""
    names = document.choices.goals.names if document.choices.goals else ()

    def closest(text: str) -> str | None:
        found = process.extractOne(text, names, processor=default_process, score_cutoff=_LEAST_LIKENESS)
        return str(found[0]) if found and text.strip() else None

    return fixes.each_text(closest)(document, rows, texts)


def _shortened(document: Document, rows: RowIndex, texts: list[str]) -> Sequence[str | None]:
    """Client Ids cut to what is taken, each unlike every other in the file."""
    made: list[str | None] = []
    taken: set[str] = set()
    for text in texts:
        made.append(_free(document, text, taken) if len(text) > LONGEST else None)
        taken.add(made[-1] or "")
    return made


def _free(document: Document, text: str, taken: set[str]) -> str:
    column = document.table.columns[Field.CLIENT_ID].text()
    for number in count(1):
        ending = f" ({number})" if number > 1 else ""
        candidate = text[: LONGEST - len(ending)].rstrip() + ending
        if candidate not in taken and not pc.any(pc.equal(column, candidate)).as_py():
            return candidate
    raise AssertionError


def _unknown_rule(id: str, severity: Severity, why: str, from_account: bool) -> RowRule:
    book = GoalBook(
        (
            Goal("Closed deals"),
            Goal("Leads", status=GoalStatus.PAUSED),
            Goal("Closed deal", kind="Event"),
        ),
        from_account,
    )
    named, chosen = {"goals": book}, {"goals": book, "goal": Goal("Closed sales")}
    return RowRule(
        id=id,
        known_as="goal-unknown",
        severity=severity,
        field=Field.NAME,
        reads=(Field.NAME,),
        title=QT_TRANSLATE_NOOP("rules", "Unknown goal"),
        message=QT_TRANSLATE_NOOP("rules", "No goal in the list that takes uploads is called “{goal}”."),
        why=why,
        bad=(
            Example({Field.NAME: "closed deals"}, named),
            Example({Field.NAME: "Closed deals "}, named),
            Example({Field.NAME: "Leads"}, named),
            Example({Field.NAME: "Closed deal"}, named),
            Example({Field.NAME: ""}, chosen),
        ),
        good=(Example({}, named), Example({Field.NAME: ""}, named), Example({Field.NAME: "Any"})),
        service_error=5606,
        test=_unknown(from_account),
        details=_goal_of,
        fix=Fix(_USE_CLOSEST, fixes.rewriting(_USE_CLOSEST, Field.NAME, _closest)),
        more=(_CHOOSE,),
    )


RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="goal-missing",
        severity=Severity.ERROR,
        field=Field.NAME,
        reads=(Field.NAME,),
        title=QT_TRANSLATE_NOOP("rules", "No goal"),
        message=QT_TRANSLATE_NOOP(
            "rules", "This row names no conversion goal, and none is chosen for the file."
        ),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Every conversion belongs to a goal, and Microsoft Advertising refuses a row without one. Choose "
            "the goal in the bar above the table.",
        ),
        bad=(Example({Field.NAME: ""}, {"goal": None}),),
        good=(
            Example({Field.NAME: "Closed deals"}, {"goal": None}),
            Example({Field.NAME: ""}, {"goal": Goal("Closed deals")}),
        ),
        service_error=5605,
        test=_missing,
        fix=_CHOOSE,
    ),
    _unknown_rule(
        "goal-unknown",
        Severity.ERROR,
        QT_TRANSLATE_NOOP(
            "rules",
            "The list comes from your account: the goal is not in it (capital letters and spaces count), is "
            "paused, or takes no uploads. Microsoft Advertising would refuse this row.",
        ),
        from_account=True,
    ),
    _unknown_rule(
        "goal-unlisted",
        Severity.WARNING,
        QT_TRANSLATE_NOOP(
            "rules",
            "Capital letters and spaces count. If Microsoft Advertising has no such goal, or it is paused, "
            "this row is not counted. Check the name, or add the goal to your list.",
        ),
        from_account=False,
    ),
    RowRule(
        id="goal-too-long",
        severity=Severity.ERROR,
        field=Field.NAME,
        reads=(Field.NAME,),
        title=QT_TRANSLATE_NOOP("rules", "Goal name too long"),
        message=QT_TRANSLATE_NOOP("rules", "The goal's name has more than 100 characters."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "No goal in Microsoft Advertising has such a long name, so the sale would not be counted. Write "
            "the name exactly as it is in the account.",
        ),
        bad=(Example({Field.NAME: "x" * 101}), Example({Field.NAME: ""}, {"goal": Goal("x" * 101)})),
        good=(Example({Field.NAME: "x" * 100}),),
        service_error=5606,
        test=_name_too_long,
    ),
    RowRule(
        id="goal-too-new",
        severity=Severity.WARNING,
        field=Field.NAME,
        reads=(Field.NAME,),
        title=QT_TRANSLATE_NOOP("rules", "Goal too new"),
        message=QT_TRANSLATE_NOOP("rules", "The goal “{goal}” was created less than two hours ago."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising may refuse conversions for a goal until it is two hours old. Upload these "
            "rows later.",
        ),
        bad=(Example({}, {"goals": GoalBook((Goal("Closed deals", created=EXAMPLE_NOW - 7199),))}),),
        good=(
            Example({}, {"goals": GoalBook((Goal("Closed deals", created=EXAMPLE_NOW - 7200),))}),
            Example({}, {"goals": GoalBook((Goal("Closed deals"),))}),
        ),
        service_error=5615,
        test=_too_new,
        details=_goal_of,
    ),
    RowRule(
        id="client-id-too-long",
        severity=Severity.ERROR,
        field=Field.CLIENT_ID,
        reads=(Field.CLIENT_ID,),
        title=QT_TRANSLATE_NOOP("rules", "Reference too long"),
        message=QT_TRANSLATE_NOOP("rules", "The Client Id has more than 100 characters."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "Microsoft Advertising takes at most 100 characters and would refuse the row. Shorten it, "
            "or clear it: a row without one gets one of its own.",
        ),
        bad=(Example({Field.CLIENT_ID: "x" * 101}),),
        good=(Example({Field.CLIENT_ID: "x" * 100}), Example({Field.CLIENT_ID: ""})),
        test=_client_id_too_long,
        fix=Fix(_SHORTEN, fixes.rewriting(_SHORTEN, Field.CLIENT_ID, _shortened)),
        more=(clear(Field.CLIENT_ID),),
    ),
)
