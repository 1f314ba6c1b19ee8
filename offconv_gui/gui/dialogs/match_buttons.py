"""The bottom of the matching dialog: whether its layout is remembered, and its two buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QWidget


class MatchButtons(QHBoxLayout):
    """The widgets belong to the dialog itself, whose default button is "Open"."""

    def __init__(self, dialog: QWidget) -> None:
        super().__init__()
        self.cancel, self.open = QPushButton(dialog), QPushButton(dialog)
        self.cancel.setObjectName("cancelMatch")
        self.cancel.setAutoDefault(False)
        self.open.setObjectName("openMatched")
        self.open.setProperty("primary", True)
        self.open.setDefault(True)
        self._remember, self._layout_name = QCheckBox(dialog), QLineEdit(dialog)
        self._remember.setObjectName("rememberLayout")
        self._layout_name.setObjectName("layoutName")
        self._layout_name.setMinimumWidth(220)
        self._layout_name.setEnabled(False)
        self._remember.toggled.connect(self._layout_name.setEnabled)
        self.setSpacing(12)
        self.addWidget(self._remember)
        self.addWidget(self._layout_name)
        self.addStretch(1)
        self.addWidget(self.cancel)
        self.addWidget(self.open)

    @property
    def layout_name(self) -> str | None:
        """The name under which the layout is to be remembered; None where it is not."""
        return self._layout_name.text().strip() or None if self._remember.isChecked() else None

    def offer_layout(self, offered: bool, name: str, proposal: str) -> None:
        """Ask whether the layout is to be remembered, by the `name` it has or else by a `proposal`."""
        self._layout_name.setText(name or proposal)
        self._remember.setChecked(bool(name))
        self._remember.setVisible(offered)
        self._layout_name.setVisible(offered)

    def fields(self) -> list[QWidget]:
        """What the keyboard visits, in order."""
        return [self._remember, self._layout_name, self.cancel, self.open]

    def show_rows(self, rows: int) -> None:
        """Say how many rows "Open" opens."""
        text = self.tr("Open 1 row") if rows == 1 else self.tr("Open {count} rows")
        self.open.setText(text.format(count=f"{rows:,}"))

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self._remember.setText(self.tr("Remember this layout as"))
        self._layout_name.setAccessibleName(self.tr("Name of the layout"))
