"""The buttons below the explanation of a cell: its fixes, and what else can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from offconv_gui.core.offers import Offer
from offconv_gui.core.zone_hint import ZoneHint
from offconv_gui.gui.i18n import template
from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.parts.wrapping_row import WrappingRow
from offconv_gui.gui.session import Session

_GROUPED = ("duplicate-conversion", "repeat-for-unique-goal")
"""Rules whose rows belong together, and can be compared."""


class CellFixes(QWidget):
    """Says what a person asks for, and does nothing itself."""

    fix_wanted = Signal(object)
    """Mend the cell: the `Offer`."""
    fix_all_wanted = Signal(object)
    """Mend all rows with the problem of the `Offer`."""
    more_wanted = Signal()
    """Show the other ways."""
    put_back_wanted = Signal()
    zone_wanted = Signal(str)
    groups_wanted = Signal(str)
    """Compare the rows that this rule finds to belong together."""
    copy_wanted = Signal()
    help_wanted = Signal()
    """More about the problem of the cell."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offers: tuple[Offer, ...] = ()
        self._alike = 0
        self._left_out = False
        self._hint: ZoneHint | None = None
        self._build()
        self._wire()
        self.retranslate()

    def _build(self) -> None:
        self._fix_cell = self._button("fixCell", "primary")
        self._fix_all = self._button("fixAll")
        self._more = self._button("moreFixes")
        self._zone = self._button("useZone")
        self._groups = self._button("compareRows")
        self._copy = self._tool("copyExplanation", "copy")
        self._help = self._tool("helpOnProblem", "circle-question-mark")
        for button in (self._more, self._zone, self._groups):
            button.setProperty("compact", True)
        put_icon(self._more, "chevron-down", side=14)
        self._buttons = (self._fix_cell, self._fix_all, self._more, self._groups, self._zone)
        layout = WrappingRow(self, spacing=8, line_spacing=8)  # the panel must not widen with the cell
        for button in self._buttons:
            layout.add(button)
        for tool in (self._help, self._copy):
            layout.add(tool, at_end=True)

    def _button(self, name: str, look: str = "") -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        if look:
            button.setProperty(look, True)
        return button

    def _tool(self, name: str, icon: str) -> QToolButton:
        tool = QToolButton(self)
        tool.setObjectName(name)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        put_icon(tool, icon, side=15)
        return tool

    def _wire(self) -> None:
        self._fix_cell.clicked.connect(self._want_fix)
        self._fix_all.clicked.connect(self._want_fix_all)
        self._more.clicked.connect(self.more_wanted)
        self._zone.clicked.connect(self._want_zone)
        self._groups.clicked.connect(self._want_groups)
        self._copy.clicked.connect(self.copy_wanted)
        self._help.clicked.connect(self.help_wanted)
        self._session.busy_changed.connect(self._enable)

    def retranslate(self) -> None:
        self._more.setText(self.tr("Other ways"))
        self._more.setAccessibleName(self.tr("Other ways to fix this"))
        self._copy.setAccessibleName(self.tr("Copy explanation"))
        self._copy.setToolTip(self.tr("Copy the explanation, without what leads to a person"))
        self._help.setAccessibleName(self.tr("More about this problem"))
        self._help.setToolTip(self.tr("More about this problem, with examples"))
        self.offer(self._offers, self._alike, self._left_out, self._hint)

    def more_button(self) -> QPushButton:
        """The button below which the other ways are shown."""
        return self._more

    def offer(
        self, offers: tuple[Offer, ...], alike: int, left_out: bool, hint: ZoneHint | None = None
    ) -> None:
        """Offer these fixes of a cell; `alike` rows have the problem of the first.

        Of a row that is left out, offer to put it back; with a hint, the zone that would explain it.
        """
        self._offers, self._alike, self._left_out, self._hint = offers, alike, left_out, hint
        first = offers[0] if offers else None
        self._fix_cell.setVisible(left_out or first is not None)
        self._fix_all.setVisible(first is not None and alike > 1)
        self._more.setVisible(len(offers) > 1)
        self._groups.setVisible(self._grouped() is not None)
        self._groups.setText(self.tr("Compare the rows…"))
        self._zone.setVisible(hint is not None)
        if hint is not None:
            self._zone.setText(self.tr("Use {place} time").format(place=hint.place))
        if left_out:
            self._fix_cell.setText(self.tr("Put back"))
            self._fix_cell.setAccessibleName(self.tr("Put this row back into the export"))
        elif first is not None:
            self._name(first, f"{alike:,}")
        self._enable()

    def offer_copy(self, offered: bool, problem: bool) -> None:
        """There is an explanation that can be copied, or none; it is of a problem that has a page, or not."""
        self._copy.setVisible(offered)
        self._help.setVisible(problem)

    def _name(self, first: Offer, alike: str) -> None:
        label = template(first.fix.label)
        self._fix_cell.setText(label)
        self._fix_cell.setAccessibleName(self.tr("{fix}: this row").format(fix=label))
        self._fix_all.setText(self.tr("Fix all {count} like this").format(count=alike))
        self._fix_all.setToolTip(label)
        self._fix_all.setAccessibleName(
            self.tr("{fix}: all {count} rows with this problem").format(fix=label, count=alike)
        )
        if first.fix.choose is not None:  # one choice for the whole file: there is no "all like this"
            self._fix_all.hide()

    def _grouped(self) -> str | None:
        return next((offer.rule.id for offer in self._offers if offer.rule.id in _GROUPED), None)

    def _enable(self) -> None:
        for button in self._buttons:
            button.setEnabled(not self._session.busy)

    def _want_fix(self) -> None:
        if self._left_out:
            self.put_back_wanted.emit()
        elif self._offers:
            self.fix_wanted.emit(self._offers[0])

    def _want_fix_all(self) -> None:
        if self._offers:
            self.fix_all_wanted.emit(self._offers[0])

    def _want_zone(self) -> None:
        if self._hint is not None:
            self.zone_wanted.emit(self._hint.zone)

    def _want_groups(self) -> None:
        rule = self._grouped()
        if rule is not None:
            self.groups_wanted.emit(rule)
