"""Help for the column that a person is in: what belongs there, with examples that are right and wrong."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from offconv_gui.core.field_examples import bad_examples, good_example
from offconv_gui.core.fields import SPECS, Field
from offconv_gui.gui.i18n import template

_translate = QCoreApplication.translate


def show_field_help(window: QWidget, field: Field) -> None:
    """Open the help for a field."""
    box = QMessageBox(window)
    box.setObjectName("fieldHelp")
    box.setWindowTitle(field.value)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(help_text(field))
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.finished.connect(box.deleteLater)
    box.open()


def help_text(field: Field) -> str:
    """The help for a field as rich text."""
    good = escape(good_example(field))
    parts = [
        f"<h3>{escape(field.value)}</h3>",
        f"<p>{escape(template(SPECS[field].help))}</p>",
        f"<p><b>{_translate('help', 'Right:')}</b> <code>{good}</code></p>",
    ]
    wrong = bad_examples(field)
    if wrong:
        rows = "".join(
            "<tr><td style='padding: 2px 16px 2px 0'><code>{text}</code></td><td>{title}</td></tr>".format(
                text=escape(example.text or _translate("help", "(blank)")),
                title=escape(template(example.title)),
            )
            for example in wrong
        )
        parts.append(f"<p><b>{_translate('help', 'Wrong:')}</b></p><table>{rows}</table>")
    return "".join(parts)
