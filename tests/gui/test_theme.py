"""Both schemes: text can be read on every ground, everything named exists, and windows follow a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontInfo, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from offconv_gui.gui import palette
from offconv_gui.gui.icons import icon, picture, put_icon, put_picture
from offconv_gui.gui.palette import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, MARKS_ON, TEXT_ON, Tokens
from offconv_gui.gui.parts.field_icons import let_icons_grow
from offconv_gui.gui.style_sheet import style_sheet
from offconv_gui.gui.theme import Scheme, apply_theme, code_font, colour, mark, number_font, tokens
from offconv_gui.resources import resource

SCHEMES = {
    "light": LIGHT,
    "dark": DARK,
    "contrast light": CONTRAST_LIGHT,
    "contrast dark": CONTRAST_DARK,
}


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    """The theme is the application's; the next test gets the usual one."""
    yield
    apply_theme(qapp, Scheme.LIGHT)


def luminance(name: str) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1."""
    seen = [channel / 255 for channel in QColor(name).getRgb()[:3]]  # type: ignore[index]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in seen)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"), [(text, on) for text, grounds in TEXT_ON.items() for on in grounds]
)
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    assert contrast(getattr(SCHEMES[scheme], text), getattr(SCHEMES[scheme], ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("sign", "ground"), [(sign, on) for sign, grounds in MARKS_ON.items() for on in grounds]
)
def test_marks_can_be_seen(scheme: str, sign: str, ground: str) -> None:
    assert contrast(getattr(SCHEMES[scheme], sign), getattr(SCHEMES[scheme], ground)) >= 3


def rules_of_the_style_sheet() -> list[dict[str, str]]:
    """The declarations of every rule, by property, those with a colour's name in them."""
    sheet = re.sub(
        r"/\*.*?\*/", "", resource("theme", "window.qss").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    bodies = re.findall(r"\{([^}]*)\}", sheet)
    pairs = ((part.partition(":") for part in body.split(";")) for body in bodies)
    return [{name.strip(): value.strip() for name, _, value in body if "$" in value} for body in pairs]


def named(value: str) -> str:
    return value.rpartition("$")[2].strip()


UNMEASURED = {"disabled", "on_primary_disabled"}
"""What cannot be used is exempt (WCAG 2.2, 1.4.3)."""


def test_every_pair_of_text_and_ground_in_the_style_sheet_is_measured() -> None:
    pairs = [
        (named(rule["color"]), named(rule["background"]))
        for rule in rules_of_the_style_sheet()
        if "color" in rule and "background" in rule
    ]
    pairs += [
        (named(rule["selection-color"]), named(rule["selection-background-color"]))
        for rule in rules_of_the_style_sheet()
        if "selection-color" in rule
    ]
    assert len(pairs) > 15
    assert [
        pair for pair in pairs if pair[0] not in UNMEASURED and pair[1] not in TEXT_ON.get(pair[0], ())
    ] == []


def test_every_outline_of_a_control_in_the_style_sheet_is_measured() -> None:
    pairs = [
        (named(rule["border"]), named(rule["background"]))
        for rule in rules_of_the_style_sheet()
        if "background" in rule and named(rule.get("border", "")) in ("control_border", "focus")
    ]
    assert len(pairs) > 5
    assert [pair for pair in pairs if pair[1] not in MARKS_ON[pair[0]]] == []


def test_every_tint_carries_normal_text() -> None:
    assert {name for name in palette.names() if name.endswith("_tint")} <= set(TEXT_ON["text"])


@pytest.mark.parametrize("chosen", SCHEMES.values(), ids=SCHEMES)
def test_every_colour_is_a_colour(chosen: Tokens) -> None:
    wrong = {name: value for name, value in palette.by_name(chosen).items() if not QColor(value).isValid()}
    assert wrong == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_is_filled_in(scheme: str) -> None:
    sheet = style_sheet(SCHEMES[scheme], f"theme:{scheme.split()[-1]}", 10.0, 100)
    assert "$" not in sheet
    pictures = re.findall(r"url\(theme:([^)]+)\)", sheet)
    assert pictures
    assert [name for name in pictures if not resource("theme").joinpath(name).is_file()] == []


def test_every_colour_is_used() -> None:
    """By the style sheet, or by name in what paints itself."""
    painted = {"icon", "edited_mark", "on_mark", "left_out_tint", "left_out_text"}
    painted |= {f"{tone}_mark" for tone in ("error", "warning", "success", "info")}
    sheet = resource("theme", "window.qss").read_text(encoding="utf-8")
    assert {name for name in palette.names() if f"${name}" not in sheet} <= painted


def test_lengths_grow_with_the_text_and_lines_do_not() -> None:
    usual, large = (style_sheet(LIGHT, "theme:light", 10.0, percent) for percent in (100, 200))
    assert "border-radius: 8px" in usual
    assert "border-radius: 16px" in large
    assert "border: 1px solid" in large
    assert "border: 2px solid" in large


@pytest.mark.parametrize(("scheme", "ground"), [(Scheme.LIGHT, LIGHT.ground), (Scheme.DARK, DARK.ground)])
def test_a_scheme_dresses_the_windows(qapp: QApplication, qtbot: QtBot, scheme: Scheme, ground: str) -> None:
    apply_theme(qapp, scheme)
    window = QWidget()
    qtbot.addWidget(window)
    assert colour("ground").name() == ground
    assert window.palette().window().color().name() == ground
    assert ground in qapp.styleSheet()


def test_the_system_scheme_is_followed(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.SYSTEM)
    hints = qapp.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Dark)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    expected = DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    assert tokens() is expected
    hints.unsetColorScheme()


def test_a_chosen_scheme_does_not_follow_the_system(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.DARK)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert tokens() is DARK


def test_text_grows_within_bounds(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    usual = qapp.font().pointSizeF()
    apply_theme(qapp, Scheme.LIGHT, 150)
    assert qapp.font().pointSizeF() == pytest.approx(usual * 1.5)
    apply_theme(qapp, Scheme.LIGHT, 900)
    assert qapp.font().pointSizeF() == pytest.approx(usual * 2)


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_bundled_font_is_there_in_every_weight_used(qapp: QApplication, weight: int) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    font = QFont(qapp.font())
    font.setWeight(QFont.Weight(weight))
    assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(font).weight() == weight


def test_fonts_for_cells_follow_the_text(qapp: QApplication) -> None:
    apply_theme(qapp, Scheme.LIGHT, 200)
    assert code_font().pointSizeF() > 15
    assert code_font().fixedPitch()
    assert number_font().pointSizeF() == qapp.font().pointSizeF()


def test_a_mark_is_asked_for_by_the_style_sheet(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    label = QLabel("12")
    qtbot.addWidget(label)
    label.ensurePolished()
    mark(label, "tone", "error")
    assert label.palette().windowText().color().name() == LIGHT.error_text


# -- Icons --------------------------------------------------------------------------------------------------


def icon_names() -> list[str]:
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


def most_frequent_colour(pixmap: QPixmap) -> str:
    image = pixmap.toImage()
    seen = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    opaque = [one.name() for one in seen if one.alpha() == 255]
    return max(set(opaque), key=opaque.count)


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    assert most_frequent_colour(picture(name, "icon", 48)) == tokens().icon


def test_an_icon_is_crisp_at_any_scale(qapp: QApplication) -> None:
    drawn = icon("search")
    assert drawn.pixmap(16, 16).width() == 16
    assert picture("search", "icon", 16, 2.0).width() == 32
    assert picture("search", "icon", 16, 2.0).deviceIndependentSize().width() == 16


def test_the_same_icon_is_drawn_once(qapp: QApplication) -> None:
    assert icon("search", "muted").cacheKey() == icon("search", "muted").cacheKey()


def test_icons_follow_the_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, Scheme.LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    button, label, action = QPushButton("Open", window), QLabel(window), QAction(window)
    put_icon(button, "status-error", "error_mark")
    put_icon(action, "status-error", "error_mark")
    put_picture(label, "status-error", "error_mark")
    apply_theme(qapp, Scheme.DARK)
    assert most_frequent_colour(button.icon().pixmap(48, 48)) == DARK.error_mark
    assert most_frequent_colour(action.icon().pixmap(48, 48)) == DARK.error_mark
    assert most_frequent_colour(label.pixmap()) == DARK.error_mark


def test_a_disabled_icon_is_pale(qapp: QApplication) -> None:
    drawn = icon("status-error", "error_mark")
    assert most_frequent_colour(drawn.pixmap(48, 48, QIcon.Mode.Disabled)) == tokens().disabled


def test_icons_grow_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    put_icon(button, "x", side=14)
    apply_theme(qapp, Scheme.LIGHT, 200)
    assert button.iconSize().height() == 28


def test_icons_in_a_field_grow_with_the_text(qapp: QApplication, qtbot: QtBot) -> None:
    widths = []
    for percent in (100, 200):
        apply_theme(qapp, Scheme.LIGHT, percent)
        field = QLineEdit()
        qtbot.addWidget(field)
        let_icons_grow(field)
        field.setClearButtonEnabled(True)
        field.resize(field.sizeHint())
        field.show()
        [button] = field.findChildren(QToolButton)
        assert field.rect().contains(button.geometry())
        widths.append(button.width())
    assert widths[1] - widths[0] == 16


def test_icons_and_fonts_come_with_their_licences() -> None:
    assert "ISC License" in resource("icons", "LICENSE-lucide.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "LICENSE-inter.txt").read_text(encoding="utf-8")
