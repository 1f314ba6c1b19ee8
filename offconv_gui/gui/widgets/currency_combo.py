"""The choice of the currency of rows without one, found by typing its code or its name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from offconv_gui.core.kinds import currencies
from offconv_gui.gui.widgets.search_combo import Entry, SearchCombo


class CurrencyCombo(SearchCombo):
    """Offers no currency, the one used last, and then all by code. The value is None or a code."""

    def offer(self, last: str | None) -> None:
        """Put the currency used last near the top."""
        codes = sorted(currencies.NAMES)
        if last is not None and last in currencies.NAMES:
            codes = [last, *(code for code in codes if code != last)]
        none = Entry(None, partial(self.tr, "None — the goal's own"), "none")
        none_tip = self.tr("Rows without a currency use the currency of the goal.")
        labels = (Entry(code, partial(currencies.label, code), currencies.label(code)) for code in codes)
        self.set_entries([replace(none, tip=none_tip), *labels])
