"""Words for people, kept apart from Qt: a template that can be translated, and its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for translation. The name is the one that Qt's lupdate looks for."""
    del context
    return text


Translate = Callable[[str], str]


def untranslated(template: str) -> str:
    """The template as the source has it."""
    return template


@dataclass(frozen=True)
class Message:
    """A sentence with named gaps: `Message("{count} rows are too old.", {"count": 3})`.

    A value may be a message itself, and is translated like the sentence.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Translate = untranslated) -> str:
        """The sentence, its template translated first and its gaps filled afterwards."""
        template = translate(self.template)
        values = {
            name: value.text(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return template.format(**values) if values else template

    def __str__(self) -> str:
        return self.text()


def shortened(text: str, most: int = 60) -> str:
    """A cell's text fit for a sentence: on one line, and cut where it is longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


class UserError(Exception):
    """Something in the world is not as needed (a locked file, not a table): say what, and what to do.

    Never raised for a bug, nor for a bad cell: a bad cell is an issue on that cell.
    """

    def __init__(self, title: Message, hint: Message) -> None:
        super().__init__(f"{title} {hint}")
        self.title = title
        self.hint = hint
