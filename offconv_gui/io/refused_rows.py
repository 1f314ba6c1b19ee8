"""Find the rows of a table that the errors of an upload are about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from offconv_gui.core import row_goals
from offconv_gui.core.conversion_keys import upload_keys
from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.kinds import free_text
from offconv_gui.core.kinds.click_ids import ClickIds, ClickIdStatus
from offconv_gui.core.kinds.free_text import Keys
from offconv_gui.core.kinds.times import Times, TimeStatus
from offconv_gui.core.rules.base import View
from offconv_gui.core.upload_results import UploadResults
from offconv_gui.io.results_csv import Refusals
from offconv_gui.io.uploads import Upload

_NONE = -1


@dataclass(frozen=True)
class RefusedRows:
    """What the errors say of a table: `results` is what to judge it by, `rows` the positions of the rows that
    were refused (ascending), `strangers` how many errors are about rows that the table does not have."""

    results: UploadResults
    rows: RowIndex
    strangers: int


def refused_rows(document: Document, refusals: Refusals) -> RefusedRows:
    """The rows that were refused: by their Client Id, and where that leads nowhere by what was uploaded."""
    if not document.row_count:
        return RefusedRows(UploadResults(), np.empty(0, np.int64), len(refusals.answers))
    view = View(document.readings, range(document.row_count))
    named, exactly = _by_client_id(document, view, refusals)
    at = np.where(exactly, named, _NONE)
    for otherwise in (_by_content(document, view, refusals), named):
        at = np.where(at == _NONE, otherwise, at)
    found = at[at != _NONE]
    keys = upload_keys(View(document.readings, found), document.choices)
    answers = [answer for answer, place in zip(refusals.answers, at, strict=True) if place != _NONE]
    told = [(key, answer) for key, answer in zip(keys.tolist(), answers, strict=True) if key]
    return RefusedRows(UploadResults.of(told), np.unique(found), int(np.count_nonzero(at == _NONE)))


def _by_client_id(document: Document, view: View, refusals: Refusals) -> tuple[RowIndex, Mask]:
    """The position of each error's row, none where its click is another than that of the row so named; and
    whether time and goal are the row's as well, as far as the error tells them.

    A Client Id that a file repeats is made unique among the rows that go, which may be others by now.
    """
    everyone = np.arange(document.row_count, dtype=np.int64)
    names = Upload(document, everyone).client_ids
    found = pc.index_in(refusals.client_ids, value_set=names).fill_null(_NONE)
    at: RowIndex = found.to_numpy(zero_copy_only=False).astype(np.int64)
    theirs, clicks, when = refusals.clicks, view.click_ids(), refusals.times
    other = (theirs.hi != clicks.hi[at]) | (theirs.lo != clicks.lo[at])
    at[other & (theirs.status == ClickIdStatus.OK)] = _NONE
    goals = row_goals.goal_keys(view.texts(Field.NAME), document.choices)
    exactly = (when.status != TimeStatus.OK) | (when.utc == view.times().utc[at])
    return at, exactly & (refusals.goals.blank | (refusals.goals.key == goals[at]))


def _by_content(document: Document, view: View, refusals: Refusals) -> RowIndex:
    """The first row with the same click ID, time and goal."""
    goals = row_goals.goal_keys(view.texts(Field.NAME), document.choices)
    ours = pd.Series(_keys(view.click_ids(), view.times(), goals))
    theirs = _keys(refusals.clicks, refusals.times, refusals.goals.key)
    first = ours[(ours != 0) & ~ours.duplicated()]
    at: RowIndex = np.full(len(theirs), _NONE, np.int64)
    place = pd.Index(first).get_indexer(pd.Index(theirs))
    at[place >= 0] = first.index.to_numpy()[place[place >= 0]]
    return at


def _keys(clicks: ClickIds, when: Times, goals: Keys) -> Keys:
    """Equal for rows of one click, time and goal; 0 where one of them is not known."""
    known = (clicks.status == ClickIdStatus.OK) & (when.status == TimeStatus.OK) & (goals != 0)
    return np.where(
        known, free_text.mixed(clicks.hi, clicks.lo, when.utc.view(np.uint64), goals), np.uint64(0)
    )
