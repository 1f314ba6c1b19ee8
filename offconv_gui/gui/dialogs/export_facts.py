"""What goes into the file: its goals, value, currency and times, and by when it is to be uploaded."""

from __future__ import annotations

from decimal import Decimal

from offconv_gui.core.choices import OWN_ZONE, UTC
from offconv_gui.core.goals import CountType
from offconv_gui.core.kinds import currencies, times, zones
from offconv_gui.core.messages import shortened
from offconv_gui.gui.dialogs.export_card import ExportCard
from offconv_gui.io.targets import ExportPlan

_MOST_GOALS = 4


class ExportFacts(ExportCard):
    """The card that says what goes."""

    def show_plan(self, plan: ExportPlan) -> None:
        """Say what a file so planned holds."""
        self.show_facts(self.tr("What is exported"), self._facts(plan))

    def _facts(self, plan: ExportPlan) -> list[tuple[str, list[str], str]]:
        """What each fact is called, its lines, and the tone it is said in."""
        choices = plan.document.choices
        facts = [
            (self.tr("Goal"), self._goal_lines(plan), ""),
            (self.tr("Total value"), self._total_lines(plan), ""),
            (
                self.tr("Currency for rows without one"),
                [currencies.label(choices.currency) if choices.currency else self.tr("the goal's own")],
                "",
            ),
            (self.tr("Times"), [self._zone_text(choices.zone, plan.document.now)], ""),
        ]
        if plan.expires is not None:
            facts.append((self.tr("Upload by"), [self._expiry_text(plan.expiring, plan.expires)], "warning"))
        return facts

    def _goal_lines(self, plan: ExportPlan) -> list[str]:
        goal = plan.document.choices.goal
        lines = []
        for name, rows in plan.goals[:_MOST_GOALS]:
            words = [shortened(name)]
            if goal is not None and goal.name == name:
                once = goal.count_type is CountType.UNIQUE
                words.append(self.tr("counts the first only") if once else self.tr("counts all"))
                words.append(self.tr("{days}-day window").format(days=goal.window_days))
            if len(plan.goals) > 1:
                words.append(self._rows_text(rows))
            lines.append("  ·  ".join(words))
        more = len(plan.goals) - _MOST_GOALS
        return [*lines, self.tr("and {count} more").format(count=f"{more:,}")] if more > 0 else lines or ["–"]

    def _total_lines(self, plan: ExportPlan) -> list[str]:
        own = self.tr("in the goal's currency")
        lines = [f"{_money(total)}  {code or own}" for code, total in plan.totals]
        return lines or [self.tr("the goal's value for each row")]

    def _zone_text(self, zone: str | None, now: int) -> str:
        if zone == UTC:
            return self.tr("in UTC, as in the file")
        if zone in (None, OWN_ZONE):
            return self.tr("each from its own zone to UTC")
        label = zones.zone_label(str(zone), now)
        return self.tr("from {zone} to UTC").format(zone=label)

    def _expiry_text(self, rows: int, expires: int) -> str:
        moment = times.show(expires)[:16]
        one = self.tr("{moment} UTC  ·  1 row expires within 7 days")
        many = self.tr("{moment} UTC  ·  {count} rows expire within 7 days")
        return (one if rows == 1 else many).format(moment=moment, count=f"{rows:,}")

    def _rows_text(self, rows: int) -> str:
        return self.tr("1 row") if rows == 1 else self.tr("{count} rows").format(count=f"{rows:,}")


def _money(total: Decimal) -> str:
    """An exact sum with at least two decimals: "1,234.50"."""
    exponent = total.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{total:,.{places}f}"
