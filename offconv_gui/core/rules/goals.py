"""Rules about the conversion goal and about your own reference for a row."""

from __future__ import annotations

from offconv_gui.core import fixes
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.goals import Goal
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.messages import QT_TRANSLATE_NOOP
from offconv_gui.core.rules.base import AnyRule, Example, Fix, RowRule, View

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


def _client_id_too_long(view: View, context: Context) -> Mask:
    result: Mask = view.texts(Field.CLIENT_ID).length > LONGEST
    return result


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
        fix=Fix(
            QT_TRANSLATE_NOOP("fixes", "Clear"),
            fixes.rewriting(
                QT_TRANSLATE_NOOP("fixes", "Clear"), Field.CLIENT_ID, lambda document, row, text: ""
            ),
        ),
    ),
)
