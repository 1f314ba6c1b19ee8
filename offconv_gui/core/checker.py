"""All rules over all rows, or only over the rows that an edit touched.

Both are one piece of code: a row rule does not know how many rows it is handed, and a group rule is handed
the groups that the touched rows left or joined. That is why "incremental = full" holds by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from offconv_gui.core.amended import Amended
from offconv_gui.core.choices import Context
from offconv_gui.core.fields import Field
from offconv_gui.core.grid import Mask, RowIndex
from offconv_gui.core.issues import Bits, IssueSet, Severity, Words, retallied, rows_with_keys, tally_of
from offconv_gui.core.parallel import each
from offconv_gui.core.progress import Progress, silent
from offconv_gui.core.readings import Readings
from offconv_gui.core.rules import ERRORS, PLACES, RULES
from offconv_gui.core.rules.base import GroupRule, RowRule, View

BLOCK = 250_000
"""Rows judged at a time: larger blocks lose more to page faults than they save in calls."""

_ROW_RULES = tuple(rule for rule in RULES if isinstance(rule, RowRule))
_GROUP_RULES = tuple(rule for rule in RULES if isinstance(rule, GroupRule))


def judge(readings: Readings, left_out: Mask, context: Context, progress: Progress = silent) -> IssueSet:
    """Every rule over every row."""
    count = len(left_out)
    bits = np.zeros(count, np.uint64)
    keys = {rule.id: np.zeros(count, np.uint64) for rule in _GROUP_RULES}

    def judge_block(start: int) -> int:
        block = range(start, min(start + BLOCK, count))
        view, part = View(readings, block), slice(block.start, block.stop)
        bits[part] = _row_bits(view, context, _ROW_RULES)
        for rule in _GROUP_RULES:
            keys[rule.id][part] = rule.key(view, context)
        return block.stop

    for done in each([partial(judge_block, start) for start in range(0, count, BLOCK)], count):
        progress(done, count)
    bits[left_out] = 0
    every = np.arange(count)
    for rule in _GROUP_RULES:
        bits = _marked(rule, every, bits, keys[rule.id], readings, left_out, context)
    return IssueSet(
        Amended(Words(bits)),
        MappingProxyType({rule: Amended(Words(found)) for rule, found in keys.items()}),
        MappingProxyType(tally_of(bits)),
    )


def rejudge(
    before: IssueSet,
    readings: Readings,
    left_out: Mask,
    context: Context,
    rows: RowIndex,
    fields: frozenset[Field] | None = None,
) -> tuple[IssueSet, RowIndex]:
    """The verdicts after these rows changed in these fields (None: in any, or were left out or put back).

    They equal `judge` of the same table, at the cost of the touched rows and, where a group may have changed,
    of one scan of the group keys. The rows judged anew are given too: no other's verdicts have changed.
    """
    keys, view, touched = dict(before.keys), View(readings, rows), rows
    rules = [rule for rule in _ROW_RULES if fields is None or fields.intersection(rule.reads)]
    kept = before.verdicts.take(rows).words & ~np.uint64(sum(1 << PLACES[rule.id] for rule in rules))
    own = _row_bits(view, context, rules) | kept
    verdicts = before.verdicts.put(rows, Words(np.where(left_out[rows], np.uint64(0), own)))
    for rule in _GROUP_RULES:
        old = new = keys[rule.id]
        was, now = before.verdicts.take(rows).words, verdicts.take(rows).words
        turned = rows[_earlier_errors(rule, now) != _earlier_errors(rule, was)]
        if fields is None or fields.intersection(rule.reads):
            turned, fresh = rows, rule.key(view, context)
            if not np.array_equal(fresh, old.take(rows).words):
                new = keys[rule.id] = old.put(rows, Words(fresh))
        if len(turned):
            members = _groups_of(turned, old, new)
            earlier = verdicts.take(members).words
            later = _marked(rule, members, earlier, new.take(members).words, readings, left_out, context)
            verdicts = verdicts.put(members, Words(later))
            touched = _with_others(touched, members)
            others = members[(later ^ earlier) & np.uint64(ERRORS) != 0]
            rows = np.union1d(rows, others) if rule.severity is Severity.ERROR else rows
            view = View(readings, rows)
    tally = retallied(before.tally, before.verdicts.take(touched).words, verdicts.take(touched).words)
    return IssueSet(verdicts, MappingProxyType(keys), MappingProxyType(tally)), touched


def _groups_of(rows: RowIndex, old: Amended[Words], new: Amended[Words]) -> RowIndex:
    """These rows and all others of the groups that they left or joined."""
    affected = np.unique(np.concatenate([old.take(rows).words, new.take(rows).words]))
    affected = affected[affected != 0]
    return _with_others(rows, rows_with_keys(new, affected)) if len(affected) else rows


def _with_others(rows: RowIndex, others: RowIndex) -> RowIndex:
    return others if np.array_equal(rows, others) else np.union1d(rows, others)


def _earlier_errors(rule: GroupRule, bits: Bits) -> Bits:
    """The bits of the errors that keep a row out of this rule's groups."""
    return bits & np.uint64(ERRORS & ((1 << PLACES[rule.id]) - 1))


def _row_bits(view: View, context: Context, rules: Sequence[RowRule]) -> Bits:
    bits = np.zeros(view.count, np.uint64)
    for rule in rules:
        mask = rule.test(view, context)
        if mask.any():
            bits |= mask.astype(np.uint64) << np.uint64(PLACES[rule.id])
    return bits


def _marked(
    rule: GroupRule,
    members: RowIndex,
    bits: Bits,
    keys: Bits,
    readings: Readings,
    left_out: Mask,
    context: Context,
) -> Bits:
    """The words `bits` of these rows (whole groups), with the bit of a group rule set as it judges them.

    `bits` and `keys` have an entry for each of the rows.
    """
    place = np.uint64(1 << PLACES[rule.id])
    marked = bits & ~place
    part = (keys != 0) & ~left_out[members]
    if rule.among_clean:
        part &= _earlier_errors(rule, marked) == 0
    alike = np.flatnonzero(part)
    if len(alike) > 1:
        alike = alike[pd.Series(keys[alike]).duplicated(keep=False).to_numpy()]
    if len(alike) > 1:
        found = rule.mark(View(readings, members[alike]), keys[alike], context)
        marked[alike[found]] |= place
    return marked
