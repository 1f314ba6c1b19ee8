"""The menus of fixes: of the table's cells, of the panel's "Other ways", and of the key for a fix."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from offconv_gui.core.fixes import LEAVE_OUT
from offconv_gui.core.offers import Offer
from offconv_gui.gui.i18n import template
from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.mending import Mending
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.cell_fixes import CellFixes

_IN_CELL_MENU = (
    ("actionLeaveOut", "actionPutBack"),
    (
        "actionCut",
        "actionCopy",
        "actionPasteCells",
        "actionFillDown",
        "actionFillSelection",
        "actionClearCells",
    ),
    ("actionInsertRow", "actionDeleteRows"),
    ("actionCopyExplanation",),
)
"""Commands of the menu bar that a cell's menu holds below the fixes, part by part."""


class FixMenus(QObject):
    """Makes each menu when it is asked for, from what is offered at that moment."""

    def __init__(
        self,
        session: Session,
        mending: Mending,
        view: ConversionTableView,
        buttons: CellFixes,
        actions: Mapping[str, QAction],
    ) -> None:
        super().__init__(view)
        self._session = session
        self._mending = mending
        self._view = view
        self._buttons = buttons
        self._actions = actions
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self.show_cell_menu)
        buttons.fix_wanted.connect(mending.fix_here)
        buttons.fix_all_wanted.connect(mending.fix_alike)
        buttons.put_back_wanted.connect(mending.put_back_here)
        buttons.more_wanted.connect(self.show_more)

    def fix_cell(self) -> None:
        """The one fix of the current cell; of several, let a person choose; or put its row back."""
        offers = self._mending.offers()
        if len(offers) > 1:
            below = self._view.visualRect(self._view.currentIndex()).bottomLeft()
            self._popup(self._fixes_menu(offers), self._view.viewport().mapToGlobal(below), first=True)
        elif offers:
            self._mending.fix_here(offers[0])
        else:
            self._mending.put_back_here()

    def show_more(self) -> None:
        """The other ways to fix the current cell, below their button."""
        button = self._buttons.more_button()
        offers = self._mending.offers()
        menu = self._fixes_menu(offers, offers[:1])
        self._popup(menu, button.mapToGlobal(QPoint(0, button.height())), first=True)

    def show_cell_menu(self, place: QPoint) -> None:
        """All that can be done about the current cell."""
        if not self._view.currentIndex().isValid() or self._session.busy:
            return
        offers = self._mending.offers()
        menu = self._fixes_menu(offers, tuple(offer for offer in offers if offer.fix is LEAVE_OUT))
        for part in _IN_CELL_MENU:
            menu.addSeparator()
            menu.addActions([self._actions[name] for name in part if name in self._actions])
        self._popup(menu, self._view.viewport().mapToGlobal(place))

    def _fixes_menu(self, offers: tuple[Offer, ...], elsewhere: tuple[Offer, ...] = ()) -> QMenu:
        """The fixes for this cell, for the selection, and for all rows with the same problem.

        What is offered for this cell `elsewhere`, by a button or a command, is not offered again.
        """
        menu = QMenu(self._view)
        menu.setObjectName("fixMenu")
        here = [offer for offer in offers if offer not in elsewhere]
        for offer in here:
            action = menu.addAction(_label(offer), partial(self._mending.fix_here, offer))
            action.setObjectName("fixHere")
            put_icon(action, "wand")
        several = [offer for offer in offers if offer.fix.choose is None]
        chosen = [(offer, rows) for offer in several if len(rows := self._mending.selected(offer)) > 1]
        if chosen:
            title = self.tr("For the {count} selected").format(count=f"{len(chosen[0][1]):,}")
            part = menu.addMenu(title)
            part.setObjectName("fixSelection")
            for offer, rows in chosen:
                part.addAction(_label(offer), partial(self._mending.fix, offer, rows))
        alike = [(offer, rows) for offer in several if len(rows := self._mending.alike(offer)) > 1]
        if alike:
            part = menu.addMenu(self.tr("For all {count} like this").format(count=f"{len(alike[0][1]):,}"))
            part.setObjectName("fixAlike")
            for offer, rows in alike:
                part.addAction(_label(offer), partial(self._mending.fix, offer, rows))
        return menu

    def _popup(self, menu: QMenu, place: QPoint, first: bool = False) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if first and menu.actions():
            menu.setActiveAction(menu.actions()[0])
        menu.popup(place)


def _label(offer: Offer) -> str:
    return template(offer.fix.label).replace("&", "&&")
