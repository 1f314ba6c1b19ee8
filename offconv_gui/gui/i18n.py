"""The core's words in the person's language: the template is translated first, then its gaps are filled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from offconv_gui.core.messages import Message

LANGUAGE = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
"""Counts and dates are written as in the language of the texts, whatever the computer's is: 1.204 on a chip
beside 1,204 in a sentence would be two numbers."""

CONTEXTS = (
    "rules",
    "fixes",
    "fields",
    "mapping",
    "edits",
    "io",
    "export",
    "layouts",
    "evidence",
    "columns",
    "goals",
)
"""The contexts under which core and io mark their templates."""


def translated(message: Message) -> str:
    """The sentence of a message in the language of the program."""
    return message.text(template)


def template(text: str) -> str:
    """A template of core or io, translated in whichever of their contexts knows it."""
    for context in CONTEXTS:
        found = QCoreApplication.translate(context, text)
        if found != text:
            return found
    return text
