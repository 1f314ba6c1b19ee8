"""What encodings of text are called: by the languages they are for, and by the name that experts know."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from offconv_gui.core.messages import QT_TRANSLATE_NOOP

_LANGUAGES = {
    "windows-1252": QT_TRANSLATE_NOOP("encodings", "Western European"),
    "windows-1250": QT_TRANSLATE_NOOP("encodings", "Central European"),
    "windows-1251": QT_TRANSLATE_NOOP("encodings", "Cyrillic"),
    "windows-1253": QT_TRANSLATE_NOOP("encodings", "Greek"),
    "windows-1254": QT_TRANSLATE_NOOP("encodings", "Turkish"),
    "windows-1257": QT_TRANSLATE_NOOP("encodings", "Baltic"),
    "cp932": QT_TRANSLATE_NOOP("encodings", "Japanese"),
    "gb18030": QT_TRANSLATE_NOOP("encodings", "Chinese, simplified"),
    "big5": QT_TRANSLATE_NOOP("encodings", "Chinese, traditional"),
    "cp949": QT_TRANSLATE_NOOP("encodings", "Korean"),
    "mac-roman": QT_TRANSLATE_NOOP("encodings", "Western European, old Mac"),
    "cp850": QT_TRANSLATE_NOOP("encodings", "Western European, DOS"),
}


def encoding_name(encoding: str) -> str:
    """The name of an encoding for people: "Western European (Windows-1252)", "UTF-8"."""
    name = encoding.lower()
    expert = f"Windows-{name.removeprefix('windows-')}" if name.startswith("windows-") else name.upper()
    if name not in _LANGUAGES:
        return expert
    return f"{QCoreApplication.translate('encodings', _LANGUAGES[name])} ({expert})"
