"""The choice of a file's time zone, found by typing a city, a country, or what Americans call their zones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from importlib.resources import files
from types import MappingProxyType

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QWidget

from offconv_gui.core.choices import OWN_ZONE, UTC
from offconv_gui.core.kinds import zones
from offconv_gui.gui.widgets.search_combo import Entry, SearchCombo

_ALSO_CALLED: Mapping[str, str] = MappingProxyType(
    {
        "America/New_York": "eastern time est edt us",
        "America/Chicago": "central time cst cdt us",
        "America/Denver": "mountain time mst mdt us",
        "America/Los_Angeles": "pacific time pst pdt us",
        "America/Anchorage": "alaska time akst akdt us",
        "Pacific/Honolulu": "hawaii time hst us",
        "Europe/London": "uk england gmt bst",
        "Asia/Kolkata": "mumbai delhi bangalore ist calcutta",
        "Asia/Shanghai": "beijing peking",
        "Europe/Berlin": "munich hamburg frankfurt cologne cet cest",
        "America/Toronto": "ottawa montreal",
    }
)
"""Words people look for that neither the zone's city nor its country holds."""

_LETTERS = 38
"""Letters the field would like to have room for."""


class ZoneCombo(SearchCombo):
    """Offers no zone, this computer's, each time's own, UTC, those used before, and then all by city.

    The value is None, "own", "UTC" or an IANA name.
    """

    def __init__(self, clock: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent, _LETTERS)
        self._clock = clock
        self._used: tuple[str, ...] = ()

    def offer(self, used: Iterable[str]) -> None:
        """Offer all zones, those used before near the top."""
        self._used = tuple(name for name in used if zones.is_zone(name))
        self._fill()

    def set_value(self, value: str | None) -> None:
        if value is not None and self._row_of(value) < 0 and zones.is_zone(value):
            self._used = (value, *self._used)
            self._fill()
        super().set_value(value)

    def _fill(self) -> None:
        now, here = self._clock(), computer_zone()
        entries = [Entry(None, partial(self.tr, "Choose…"))]
        first = [name for name in dict.fromkeys((here, *self._used)) if name not in ("", UTC)]
        if here not in ("", UTC):
            label = partial(self._here, here, now)
            entries.append(Entry(here, label, _words(here), here))
        entries.append(Entry(OWN_ZONE, partial(self.tr, "Each time carries its own zone")))
        entries.append(Entry(UTC, partial(str, UTC), "utc gmt universal greenwich"))
        entries += [_entry(name, now) for name in first if name != here]
        entries += [_entry(name, now) for name in _by_city() if name not in first]
        self.set_entries(entries)

    def _here(self, name: str, now: int) -> str:
        return self.tr("{zone} — this computer").format(zone=zones.zone_label(name, now))


def computer_zone() -> str:
    """The zone this computer is set to; "" where it is none we know."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if zones.is_zone(name) else ""


def _entry(name: str, now: int) -> Entry:
    return Entry(name, partial(zones.zone_label, name, now), _words(name), name)


@cache
def _words(name: str) -> str:
    plain = name.replace("_", " ").lower()
    return f"{plain.rsplit('/', 1)[-1]} {plain} {_countries().get(name, '')} {_ALSO_CALLED.get(name, '')}"


@cache
def _by_city() -> tuple[str, ...]:
    names = (name for name in zones.zone_names() if name != UTC)
    return tuple(sorted(names, key=lambda name: name.rsplit("/", 1)[-1]))


@cache
def _countries() -> Mapping[str, str]:
    """From a zone to its country's English name, lower-case, as the bundled zone database has it."""
    folder = files("tzdata.zoneinfo")
    called = dict(_table(folder.joinpath("iso3166.tab").read_text("utf-8"), 0, 1))
    placed = _table(folder.joinpath("zone.tab").read_text("utf-8"), 2, 0)
    return MappingProxyType({zone: called.get(code, "").lower() for zone, code in placed})


def _table(text: str, key: int, value: int) -> Iterable[tuple[str, str]]:
    for line in text.splitlines():
        if line and not line.startswith("#"):
            columns = line.split("\t")
            yield columns[key], columns[value]
