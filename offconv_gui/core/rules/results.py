"""The rule about rows that the service refused when they were uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from offconv_gui.core.choices import Context
from offconv_gui.core.conversion_keys import IDENTITY, VALUES, upload_keys
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask
from offconv_gui.core.issues import Severity
from offconv_gui.core.messages import QT_TRANSLATE_NOOP, Message
from offconv_gui.core.rules.base import LEAVE_OUT, AnyRule, Example, RowRule, View
from offconv_gui.core.service_answers import ServiceAnswer, in_words
from offconv_gui.core.upload_results import UploadResults

if TYPE_CHECKING:
    from offconv_gui.core.document import Document


def _refused(view: View, context: Context) -> Mask:
    results = context.choices.results
    if results is None or not results.refused:
        return view.none()
    return results.among(upload_keys(view, context.choices))


def _answer(document: Document, row: int) -> Mapping[str, object]:
    results = document.choices.results
    key = int(upload_keys(View(document.readings, range(row, row + 1)), document.choices)[0])
    answers = results.answers(key) if results is not None else ()
    said = {f"part_{at}": in_words(answer) for at, answer in enumerate(answers)}
    return {"answer": Message("; ".join(f"{{{name}}}" for name in said), said)}


_FAULTLESS_KEY = 0x497DF4425F7478B9
"""The upload key of the faultless row."""

_RESULTS = UploadResults(((_FAULTLESS_KEY, (ServiceAnswer("OfflineConversionNameInvalid", 5606),)),))

RULES: tuple[AnyRule, ...] = (
    RowRule(
        id="refused-by-service",
        severity=Severity.WARNING,
        field=Field.CLICK_ID,
        reads=(*IDENTITY, *VALUES),
        title=QT_TRANSLATE_NOOP("rules", "Refused at the last upload"),
        message=QT_TRANSLATE_NOOP("rules", "Microsoft Advertising refused this row: {answer}."),
        why=QT_TRANSLATE_NOOP(
            "rules",
            "What was refused is not counted. Fix what it names, here or in the account, and upload the row "
            "again. The mark goes when the row changes, or with the results of the next upload.",
        ),
        bad=(Example({}, {"results": _RESULTS}),),
        good=(
            Example({}),
            Example({Field.VALUE: "5"}, {"results": _RESULTS}),
            Example({Field.TIME: "2026-11-06T14:30:00Z"}, {"results": _RESULTS}),
        ),
        test=_refused,
        details=_answer,
        fix=LEAVE_OUT,
    ),
)
