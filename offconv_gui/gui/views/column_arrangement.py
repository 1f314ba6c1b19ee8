"""How the columns of the table are arranged: their widths, their order, and which are hidden or frozen."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from offconv_gui.gui.column_layout import ColumnLayout
from offconv_gui.gui.models.conversion_table import ConversionTableModel
from offconv_gui.gui.views.cell_delegate import CellDelegate
from offconv_gui.gui.views.column_header import ColumnHeader
from offconv_gui.gui.views.column_widths import default_width


class ColumnArrangement:
    """Arranges the columns of a view, and remembers how those of earlier tables were: `layout`."""

    def __init__(
        self, view: QTableView, table: ConversionTableModel, header: ColumnHeader, delegate: CellDelegate
    ) -> None:
        self.layout = ColumnLayout()
        self._view = view
        self._table = table
        self._header = header
        self._delegate = delegate
        self._titles: tuple[str, ...] = ()
        self._text_height = view.fontMetrics().height()

    def shown(self) -> list[int]:
        """The columns that are not hidden, in the order they are shown in."""
        header = self._header
        columns = (header.logicalIndex(visual) for visual in range(header.count()))
        return [column for column in columns if not header.isSectionHidden(column)]

    def fit_table(self) -> None:
        """Fit the columns to the table, where it has others than it had."""
        titles = tuple(self._table.title_of(column) for column in range(self._table.columnCount()))
        if titles != self._titles:
            self._titles = titles
            self.reset()
            self._arrange()

    def reset(self) -> None:
        """Give the columns the widths, the order and the visibility they have at first; none is frozen."""
        header = self._header
        header.frozen.count = 0
        for column in range(header.count()):
            header.moveSection(header.visualIndex(column), column)
            header.setSectionHidden(column, False)
            content = default_width(self._table, column, self._delegate.paints)
            header.resizeSection(column, max(content, header.needed_width(self._table.title_of(column))))

    def current(self) -> ColumnLayout:
        """How the columns are arranged: those of the table as they are, others as they were last."""
        header, unit = self._header, self._view.fontMetrics().height()
        names = self._names()
        if header.count() != len(names):
            return self.layout
        hidden = frozenset(name for at, name in enumerate(names) if header.isSectionHidden(at))
        widths = {name: header.sectionSize(at) / unit for at, name in enumerate(names) if name not in hidden}
        order = tuple(names[header.logicalIndex(visual)] for visual in range(header.count()))
        frozen = names[header.frozen.last()] if header.frozen.count else ""
        return self.layout.updated(ColumnLayout(widths, order, hidden, frozen))

    def _arrange(self) -> None:
        """Arrange the columns as they were last."""
        header, unit, names = self._header, self._view.fontMetrics().height(), self._names()
        for visual, column in enumerate(self.layout.arranged(names)):
            header.moveSection(header.visualIndex(column), visual)
        for column, name in enumerate(names):
            if name in self.layout.widths:
                header.resizeSection(column, round(self.layout.widths[name] * unit))
            header.setSectionHidden(column, name in self.layout.hidden)
        if self.layout.frozen in names:
            self.freeze(names.index(self.layout.frozen))

    def _names(self) -> list[str]:
        """What columns are remembered by: fields by their names, which no language changes."""
        fields = (self._table.field_at(column) for column in range(self._table.columnCount()))
        return [field.value if field else self._table.title_of(at) for at, field in enumerate(fields)]

    def fit(self, column: int) -> None:
        """Make a column as wide as what it shows."""
        needed = self._header.needed_width(self._table.title_of(column))
        self._view.setColumnWidth(column, max(self._view.sizeHintForColumn(column), needed))

    def hide(self, column: int) -> None:
        """Take a column out of sight, unless it is the last one; what stands in it stays."""
        if len(self.shown()) > 1:
            self._view.setColumnHidden(column, True)

    def show(self, column: int) -> None:
        """Show a column that was hidden."""
        self._view.setColumnHidden(column, False)

    @property
    def are_frozen(self) -> bool:
        """Some columns stay in sight while the others are scrolled along."""
        return self._header.frozen.count > 0

    def freeze_here(self) -> None:
        """Keep the columns up to that of the current cell in sight."""
        self.freeze(self._view.currentIndex().column())

    def unfreeze(self) -> None:
        """Let all columns be scrolled along."""
        self.freeze(-1)

    def freeze(self, column: int) -> None:
        """Keep the columns up to this one in sight while the others are scrolled along; -1 for none."""
        self._header.frozen.count = self._header.visualIndex(column) + 1 if column >= 0 else 0

    def follow_text_size(self) -> None:
        """Let the columns grow and shrink with the text."""
        unit = self._view.fontMetrics().height()
        before, self._text_height = self._text_height, unit
        if before != unit:
            header = self._header
            for column in range(header.count()):
                header.resizeSection(column, round(header.sectionSize(column) * unit / before))
