"""The menu of a column: order, filter, fit, freeze and hide; opened on a heading, or by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from offconv_gui.core.column_filters import CellState, ColumnFilter, counted_values, has_range
from offconv_gui.core.fields import Field
from offconv_gui.core.messages import UserError
from offconv_gui.core.rules import MARKS, PLACES, rules_in
from offconv_gui.gui.dialogs.filter_dialog import Filterable, FilterDialog
from offconv_gui.gui.i18n import template
from offconv_gui.gui.icons import put_icon
from offconv_gui.gui.session import Session
from offconv_gui.gui.views.conversion_table import ConversionTableView
from offconv_gui.gui.widgets.message_bar import MessageBar

MOST_VALUES = 5_000
"""Different values up to which they are listed to choose from."""


class ColumnMenus(QObject):
    """Made when it is asked for, from what the column is at that moment."""

    def __init__(self, session: Session, view: ConversionTableView, bar: MessageBar) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._model = view.table
        self._bar = bar
        self._header = view.column_header
        self._header.customContextMenuRequested.connect(self._show_at)
        view.column_state_clicked.connect(self.filter_state)

    # -- The menu -------------------------------------------------------------------------------------------

    def show_here(self) -> None:
        """Open the menu of the current column, below its heading."""
        column = self._view.currentIndex().column()
        if column < 0 and self._model.columnCount():
            column = self._header.logicalIndex(0)
        if column >= 0:
            self._view.scrollTo(self._view.currentIndex())
            corner = QPoint(self._header.frozen.left_of(column), self._header.height())
            self._popup(column, self._header.viewport().mapToGlobal(corner))

    def _show_at(self, place: QPoint) -> None:
        column = self._header.column_at(place)
        if column >= 0:
            self._popup(column, self._header.viewport().mapToGlobal(place))

    def _popup(self, column: int, place: QPoint) -> None:
        menu = self.menu_of(column)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu_of(self, column: int) -> QMenu:
        """The menu of a column; whoever asks for it deletes it."""
        menu = QMenu(self._view)
        menu.setObjectName("columnMenu")
        menu.setAccessibleName(self._model.title_of(column))
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        add = partial(_add, menu)
        add("sortUp", self.tr("Sort &upwards"), "chevron-up", partial(self._sort, column, ascending))
        add("sortDown", self.tr("Sort &downwards"), "chevron-down", partial(self._sort, column, descending))
        if self._model.sort_keys:
            add("thenBy", self.tr("&Then by this column"), "", partial(self._sort_too, column))
            add("unsort", self.tr("&Order of the file"), "", partial(self._sort, -1, ascending))
        menu.addSeparator()
        add("filter", self.tr("&Filter…"), "funnel", partial(self.ask_for_filter, column))
        if not self._model.column_filter(column).passes_all:
            clear = partial(self._model.filter_column, column, ColumnFilter())
            add("clear", self.tr("&Clear the filter"), "funnel-x", clear)
        if self._model.row_filter.columns:
            add("clearAll", self.tr("Clear &all filters"), "", self._model.clear_column_filters)
        menu.addSeparator()
        add("fit", self.tr("Fit the &width"), "", partial(self._view.columns.fit, column))
        add(
            "freeze",
            self.tr("Free&ze up to this column"),
            "columns-frozen",
            partial(self._view.columns.freeze, column),
        )
        if self._view.columns.are_frozen:
            add("unfreeze", self.tr("U&nfreeze the columns"), "columns-free", self._view.columns.unfreeze)
        add("hide", self.tr("&Hide this column"), "eye-off", partial(self._view.columns.hide, column))
        self._add_hidden(menu)
        return menu

    def _add_hidden(self, menu: QMenu) -> None:
        hidden = [column for column in range(self._header.count()) if self._header.isSectionHidden(column)]
        if not hidden:
            return
        shown = menu.addMenu(self.tr("&Show hidden columns"))
        shown.setObjectName("hiddenColumns")
        put_icon(shown.menuAction(), "eye")
        for column in hidden:
            title = self._model.title_of(column).replace("&", "&&")
            _add(shown, f"show{column}", title, "", partial(self._view.columns.show, column))

    # -- What it does ---------------------------------------------------------------------------------------

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._header.setSortIndicator(column, order)

    def _sort_too(self, column: int) -> None:
        self._model.adds_sort_key = True
        self._model.sort(column)
        self._model.adds_sort_key = False

    def ask_for_filter(self, column: int) -> None:
        """Let a person say which rows of a column to show."""
        offered = self._offered(column)
        if offered is None:
            return
        dialog = FilterDialog(offered, self._model.column_filter(column), self._view.window())
        dialog.accepted.connect(partial(self._take, column, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _offered(self, column: int) -> Filterable | None:
        document, key = self._model.document, self._model.key_of(column)
        if document is None:
            return None
        word = 0
        for one in document.issues.tally:
            word |= one
        rules = rules_in(word & MARKS[key]) if isinstance(key, Field) else []
        problems = [(r.id, template(r.title), document.issues.count(1 << PLACES[r.id])) for r in rules]
        values = counted_values(document, key, self._model.rows_besides(column), MOST_VALUES)
        title = self._model.title_of(column)
        return Filterable(title, values, problems, has_range(key), isinstance(key, Field))

    def _take(self, column: int, dialog: FilterDialog) -> None:
        try:
            self._model.filter_column(column, dialog.column_filter)
        except UserError as error:
            self._bar.tell_error(error)

    def filter_state(self, column: int, state: CellState) -> None:
        """Show only the rows whose cell of the column is in this state; all again the second time."""
        wanted = ColumnFilter(state=state)
        same = self._model.column_filter(column) == wanted
        self._model.filter_column(column, ColumnFilter() if same else wanted)


def _add(menu: QMenu, name: str, text: str, icon: str, do: Callable[[], object]) -> None:
    action = menu.addAction(text)
    action.setObjectName(name)
    if icon:
        put_icon(action, icon)
    action.triggered.connect(_Call(do, action).call)


class _Call(QObject):
    """Calls without what Qt sends along: whether the action is checked."""

    def __init__(self, do: Callable[[], object], action: QObject) -> None:
        super().__init__(action)
        self._do = do

    def call(self) -> None:
        self._do()
