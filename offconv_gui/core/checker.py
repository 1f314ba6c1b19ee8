"""All rules over all rows, or only over the rows that an edit touched.

Both are one piece of code: a row rule does not know how many rows it is handed, and a group rule is handed
the groups that the touched rows left or joined. That is why "incremental = full" holds by construction.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Bits, IssueSet, Severity, retallied, rows_with_keys, tally_of
from offconv_gui.core.parallel import each
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.readings import Readings
from offconv_gui.core.rules import ERRORS, PLACES, RULES
from offconv_gui.core.rules.base import GroupRule, RowRule, View

BLOCK = 250_000
"""Rows judged at a time: larger blocks lose more to page faults than they save in calls."""

_ROW_RULES = tuple(rule for rule in RULES if isinstance(rule, RowRule))
_GROUP_RULES = tuple(rule for rule in RULES if isinstance(rule, GroupRule))
_GROUP_BITS = sum(1 << PLACES[rule.id] for rule in _GROUP_RULES)


def judge(readings: Readings, left_out: Mask, context: Context, progress: Progress = silent) -> IssueSet:
    """Every rule over every row."""
    count = len(left_out)
    bits = np.zeros(count, np.uint64)
    keys = {rule.id: np.zeros(count, np.uint64) for rule in _GROUP_RULES}

    def judge_block(start: int) -> int:
        block = range(start, min(start + BLOCK, count))
        view, part = View(readings, block), slice(block.start, block.stop)
        bits[part] = _row_bits(view, context)
        for rule in _GROUP_RULES:
            keys[rule.id][part] = rule.key(view, context)
        return block.stop

    for done in each([partial(judge_block, start) for start in range(0, count, BLOCK)], count):
        progress(done, count)
    bits[left_out] = 0
    for rule in _GROUP_RULES:
        _mark(rule, np.arange(count), bits, keys[rule.id], readings, left_out, context)
    return IssueSet(bits, MappingProxyType(keys), MappingProxyType(tally_of(bits)))


def rejudge(
    before: IssueSet,
    readings: Readings,
    left_out: Mask,
    context: Context,
    rows: RowIndex,
    fields: frozenset[Field] | None = None,
) -> IssueSet:
    """The verdicts after these rows changed in these fields (None: in any, or were left out or put back).

    The result equals `judge` of the same table, at the cost of the touched rows and, where a group may have
    changed, of one scan of the group keys.
    """
    bits, keys = before.bits.copy(), dict(before.keys)
    view = View(readings, rows)
    kept = before.bits[rows] & np.uint64(_GROUP_BITS)
    bits[rows] = np.where(left_out[rows], np.uint64(0), _row_bits(view, context) | kept)
    touched = rows
    for rule in _GROUP_RULES:
        old = new = keys[rule.id]
        turned = rows[_earlier_errors(rule, bits[rows]) != _earlier_errors(rule, before.bits[rows])]
        if fields is None or fields.intersection(rule.reads):
            turned, fresh = rows, rule.key(view, context)
            if not np.array_equal(fresh, old[rows]):
                new = keys[rule.id] = old.copy()
                new[rows] = fresh
        if len(turned):
            members = _groups_of(turned, old, new)
            errors = bits[members] & np.uint64(ERRORS)
            _mark(rule, members, bits, new, readings, left_out, context)
            touched = _with_others(touched, members)
            others = members[(bits[members] & np.uint64(ERRORS)) != errors]
            rows = np.union1d(rows, others) if rule.severity is Severity.ERROR else rows
            view = View(readings, rows)
    tally = retallied(before.tally, before.bits[touched], bits[touched])
    return IssueSet(bits, MappingProxyType(keys), MappingProxyType(tally))


def _groups_of(rows: RowIndex, old: Bits, new: Bits) -> RowIndex:
    """These rows and all others of the groups that they left or joined."""
    affected = np.unique(np.concatenate([old[rows], new[rows]]))
    affected = affected[affected != 0]
    return _with_others(rows, rows_with_keys(new, affected)) if len(affected) else rows


def _with_others(rows: RowIndex, others: RowIndex) -> RowIndex:
    return others if np.array_equal(rows, others) else np.union1d(rows, others)


def _earlier_errors(rule: GroupRule, bits: Bits) -> Bits:
    """The bits of the errors that keep a row out of this rule's groups."""
    return bits & np.uint64(ERRORS & ((1 << PLACES[rule.id]) - 1))


def _row_bits(view: View, context: Context) -> Bits:
    bits = np.zeros(view.count, np.uint64)
    for rule in _ROW_RULES:
        mask = rule.test(view, context)
        if mask.any():
            bits |= mask.astype(np.uint64) << np.uint64(PLACES[rule.id])
    return bits


def _mark(
    rule: GroupRule,
    members: RowIndex,
    bits: Bits,
    keys: Bits,
    readings: Readings,
    left_out: Mask,
    context: Context,
) -> None:
    """Judge a group rule among these rows (whole groups), and set its bit in `bits` accordingly."""
    place = np.uint64(1 << PLACES[rule.id])
    bits[members] &= ~place
    part = (keys[members] != 0) & ~left_out[members]
    if rule.among_clean:
        part &= _earlier_errors(rule, bits[members]) == 0
    rows = members[part]
    rows = rows[pd.Series(keys[rows]).duplicated(keep=False).to_numpy()]
    if len(rows):
        bits[rows[rule.mark(View(readings, rows), keys[rows], context)]] |= place
