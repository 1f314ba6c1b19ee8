"""Icons inside a line edit that grow with the text: Qt draws them 16 pixels wide whatever a theme says."""

from __future__ import annotations

from functools import cache

from PySide6.QtWidgets import QApplication, QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from offconv_gui.gui.icons import SIDE, scaled


def let_icons_grow(field: QLineEdit) -> None:
    """Show the icons of this field, and the button that empties it, as large as those of other buttons."""
    field.setStyle(_style())


@cache
def _style() -> _FieldStyle:
    """One for all fields, as lasting as the program: Qt asks it still while a field is taken down."""
    style = _FieldStyle("Fusion")
    style.setParent(QApplication.instance())
    return style


class _FieldStyle(QProxyStyle):
    """For single fields: a style of the whole program would be asked at every turn, and Python is slow."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_LineEditIconSize:
            return scaled(SIDE)
        return super().pixelMetric(metric, option, widget)
