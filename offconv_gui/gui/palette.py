"""The colours of the window by name, for each scheme; the one place that holds a colour.

Text keeps a contrast of 4.5:1 or more on every ground it is put on, marks and focus rings 3:1 (WCAG 2.2,
success criteria 1.4.3 and 1.4.11): `TEXT_ON` and `MARKS_ON` name the pairs, and a test measures them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True)
class Tokens:
    """Colours as "#rrggbb".

    A tint is the ground that shows a state; `..._text` reads well on it, and `..._mark` is for its icon.
    """

    ground: str
    card: str
    field: str
    field_disabled: str
    header: str
    border: str
    control_border: str
    control_hover: str
    control_pressed: str
    text: str
    muted: str
    disabled: str
    icon: str
    accent: str
    accent_text: str
    focus: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_disabled: str
    on_primary_disabled: str
    selected: str
    hover: str
    error_tint: str
    error_text: str
    error_mark: str
    warning_tint: str
    warning_text: str
    warning_mark: str
    success_tint: str
    success_text: str
    success_mark: str
    info_tint: str
    info_text: str
    info_mark: str
    left_out_tint: str
    left_out_text: str
    edited_mark: str
    on_mark: str
    handle: str
    handle_hover: str
    tooltip: str
    tooltip_text: str


LIGHT = Tokens(
    ground="#f6f7f9",
    card="#ffffff",
    field="#ffffff",
    field_disabled="#f6f7f9",
    header="#f6f7f9",
    border="#dfe3e8",
    control_border="#808993",
    control_hover="#eef1f4",
    control_pressed="#e3e7ec",
    text="#1b1f24",
    muted="#57606a",
    disabled="#9aa3ad",
    icon="#424a53",
    accent="#0f6cbd",
    accent_text="#0b5a9e",
    focus="#0f6cbd",
    primary="#0f6cbd",
    primary_hover="#0c5ca3",
    primary_pressed="#0a4d88",
    on_primary="#ffffff",
    primary_disabled="#dfe3e8",
    on_primary_disabled="#7b848e",
    selected="#e5f1fb",
    hover="#f0f4f8",
    error_tint="#fde7e9",
    error_text="#a3142e",
    error_mark="#c4314b",
    warning_tint="#fff4ce",
    warning_text="#6d4b00",
    warning_mark="#8a5d00",
    success_tint="#e6f4e6",
    success_text="#0b5f0a",
    success_mark="#0e7a0d",
    info_tint="#e5f1fb",
    info_text="#0b4f8a",
    info_mark="#0f6cbd",
    left_out_tint="#eef0f3",
    left_out_text="#57606a",
    edited_mark="#0f6cbd",
    on_mark="#ffffff",
    handle="#878f99",
    handle_hover="#57606a",
    tooltip="#24292f",
    tooltip_text="#f6f7f9",
)

DARK = Tokens(
    ground="#1b1f24",
    card="#22272e",
    field="#1e2329",
    field_disabled="#22272e",
    header="#1b1f24",
    border="#373e47",
    control_border="#76818d",
    control_hover="#2d333b",
    control_pressed="#373e47",
    text="#e6edf3",
    muted="#a3adb8",
    disabled="#6b7681",
    icon="#c2cad3",
    accent="#4aa3f0",
    accent_text="#7cc0ff",
    focus="#4aa3f0",
    primary="#1f6fbf",
    primary_hover="#1a62ab",
    primary_pressed="#175795",
    on_primary="#ffffff",
    primary_disabled="#373e47",
    on_primary_disabled="#8a949f",
    selected="#15344f",
    hover="#2a3038",
    error_tint="#4d1f27",
    error_text="#ffb3bd",
    error_mark="#ff8a98",
    warning_tint="#46380f",
    warning_text="#ffdf8a",
    warning_mark="#f5c451",
    success_tint="#17361f",
    success_text="#8fe0a6",
    success_mark="#6fd08c",
    info_tint="#15344f",
    info_text="#9fd0ff",
    info_mark="#7cc0ff",
    left_out_tint="#2a2f36",
    left_out_text="#a3adb8",
    edited_mark="#4aa3f0",
    on_mark="#1b1f24",
    handle="#6b7681",
    handle_hover="#a3adb8",
    tooltip="#e6edf3",
    tooltip_text="#1b1f24",
)

CONTRAST_LIGHT = replace(
    LIGHT,
    ground="#ffffff",
    header="#ffffff",
    field_disabled="#ffffff",
    border="#000000",
    control_border="#000000",
    control_hover="#e6e6e6",
    text="#000000",
    muted="#1a1a1a",
    disabled="#4d4d4d",
    icon="#000000",
    accent="#003a75",
    accent_text="#003a75",
    focus="#8a008a",
    primary="#00386b",
    primary_hover="#002a52",
    primary_pressed="#001c38",
    primary_disabled="#e6e6e6",
    on_primary_disabled="#4d4d4d",
    selected="#cfe4ff",
    error_text="#7a0016",
    error_mark="#9c0020",
    warning_text="#4a3300",
    warning_mark="#6b4700",
    success_text="#003f00",
    success_mark="#005a00",
    info_text="#00305c",
    info_mark="#004a8f",
    left_out_text="#1a1a1a",
    edited_mark="#003a75",
    handle="#4d4d4d",
    handle_hover="#000000",
    tooltip="#000000",
    tooltip_text="#ffffff",
)
"""For those who need more contrast than text has otherwise: 7:1 (WCAG 2.2, success criterion 1.4.6)."""

CONTRAST_DARK = replace(
    DARK,
    ground="#000000",
    card="#000000",
    field="#000000",
    field_disabled="#000000",
    header="#000000",
    border="#ffffff",
    control_border="#ffffff",
    control_hover="#262626",
    text="#ffffff",
    muted="#e6e6e6",
    disabled="#b3b3b3",
    icon="#ffffff",
    accent="#7cc8ff",
    accent_text="#a8dbff",
    focus="#ffe14d",
    primary="#00467f",
    primary_hover="#00396b",
    primary_pressed="#002c54",
    selected="#00335c",
    left_out_text="#e6e6e6",
    error_text="#ffd0d6",
    error_mark="#ff9aa6",
    warning_text="#ffeab0",
    warning_mark="#ffd666",
    success_text="#b5f2c5",
    success_mark="#8ae6a4",
    info_text="#c4e4ff",
    edited_mark="#7cc8ff",
    on_mark="#000000",
    handle="#b3b3b3",
    handle_hover="#ffffff",
    tooltip="#ffffff",
    tooltip_text="#000000",
)

_GROUNDS = ("ground", "card", "field", "header")
_TINTS = ("selected", "hover", "error_tint", "warning_tint", "success_tint", "info_tint")

TEXT_ON: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (*_GROUNDS, *_TINTS, "left_out_tint", "control_hover", "control_pressed"),
        "muted": (*_GROUNDS, "left_out_tint", "control_hover", "hover", "warning_tint"),
        "accent_text": (*_GROUNDS, "selected", "hover", "info_tint"),
        "error_text": (*_GROUNDS, "error_tint", "selected", "hover"),
        "warning_text": (*_GROUNDS, "warning_tint", "selected", "hover"),
        "success_text": (*_GROUNDS, "success_tint", "selected", "hover"),
        "info_text": (*_GROUNDS, "info_tint"),
        "left_out_text": ("left_out_tint", "selected", "hover"),
        "on_primary": ("primary", "primary_hover", "primary_pressed"),
        "tooltip_text": ("tooltip",),
    }
)
"""Which text colours stand on which grounds, at 4.5:1 or more."""

MARKS_ON: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "icon": (*_GROUNDS, "control_hover", "control_pressed", "selected"),
        "accent": (*_GROUNDS, "selected"),
        "focus": (*_GROUNDS, *_TINTS),
        "control_border": ("ground", "card", "field", "control_hover"),
        "handle": ("ground", "card", "field"),
        "handle_hover": ("ground", "card", "field"),
        "edited_mark": (*_GROUNDS, *_TINTS),
        "error_mark": (*_GROUNDS, "error_tint", "selected"),
        "warning_mark": (*_GROUNDS, "warning_tint", "selected"),
        "success_mark": (*_GROUNDS, "success_tint", "selected"),
        "info_mark": (*_GROUNDS, "info_tint", "selected"),
        "on_mark": ("error_mark", "warning_mark", "success_mark", "info_mark"),
    }
)
"""Which marks and outlines stand on which grounds, at 3:1 or more."""

_in_use = LIGHT


def tokens() -> Tokens:
    """The colours of the scheme that is shown now."""
    return _in_use


def use(chosen: Tokens) -> None:
    """Make these the colours that `tokens` and `colour` give; what is painted already stays."""
    global _in_use
    _in_use = chosen


def colour(name: str) -> QColor:
    """A colour of the scheme that is shown now, by its name in `Tokens`."""
    return QColor(getattr(_in_use, name))


def by_name(chosen: Tokens) -> dict[str, str]:
    """All colours as a dictionary from name to "#rrggbb"."""
    return asdict(chosen)


def names() -> tuple[str, ...]:
    """The names of all colours."""
    return tuple(field.name for field in fields(Tokens))


def qt_palette(chosen: Tokens) -> QPalette:
    """The palette for what the style sheet does not reach: native dialogs' fallbacks, rich text, links."""
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in {
        role.Window: chosen.ground,
        role.WindowText: chosen.text,
        role.Base: chosen.field,
        role.AlternateBase: chosen.ground,
        role.Text: chosen.text,
        role.PlaceholderText: chosen.muted,
        role.Button: chosen.card,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.error_text,
        role.Highlight: chosen.selected,
        role.HighlightedText: chosen.text,
        role.Accent: chosen.accent,
        role.Link: chosen.accent_text,
        role.LinkVisited: chosen.accent_text,
        role.ToolTipBase: chosen.tooltip,
        role.ToolTipText: chosen.tooltip_text,
        role.Light: chosen.card,
        role.Midlight: chosen.border,
        role.Mid: chosen.control_border,
        role.Dark: chosen.muted,
        role.Shadow: chosen.border,
    }.items():
        palette.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.disabled))
    return palette
