"""What is to be opened, and what reading it finds: the part of opening that runs beside the window."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from offconv_gui.core.choices import NOTHING_GIVEN, Choices, GivenChoices
from offconv_gui.core.document import Document
from offconv_gui.core.fields import Field
from offconv_gui.core.mapping import Guess, guess
from offconv_gui.core.messages import UserError
from offconv_gui.core.progress import Progress
from offconv_gui.io.documents import Fields, Overrides, chosen_fields, judge, those_there
from offconv_gui.io.kept_layouts import column_keys, layout_for, layouts_read_otherwise
from offconv_gui.io.layouts import Constants
from offconv_gui.io.readers import NO_CHOICES, Opened, ReadOptions, open_grid, open_text
from offconv_gui.io.samples import Sample, write_sample

NEEDED = frozenset({Field.CLICK_ID, Field.TIME})
"""Without a guess for these a table is not worth opening unasked."""


@dataclass(frozen=True)
class Request:
    """What is to be opened, and what is settled about it already.

    Pasted `text` (and `page`, the same as HTML) or a `sample` takes the place of a file. `usual` and
    `overrides` say what columns are, by their headings: the first where the file has them, the second of
    columns that must be there. `constants` stand in every row of fields that no column becomes. Of the
    choices, those `given` hold before the ones of saved work.
    """

    path: Path | None = None
    text: str = ""
    page: str = ""
    sample: Sample | None = None
    read: ReadOptions = NO_CHOICES
    usual: Overrides = field(default_factory=dict)
    overrides: Overrides = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    constants: Constants = field(default_factory=dict)
    given: GivenChoices = NOTHING_GIVEN

    @property
    def says_columns(self) -> bool:
        """Somebody has said what the columns are, so that no layout is looked for."""
        return bool(self.usual or self.overrides)


@dataclass(frozen=True)
class Found:
    """What reading gave: the grid, what its columns seem to be, and the document where all of it is sure.

    `layout` is the name of the layout that says what the columns are, "" where none does. Saved work is
    `changed` where it is not opened as its file has it.
    """

    request: Request
    opened: Opened
    guesses: tuple[Guess, ...]
    fields: Fields
    document: Document | None = None
    layout: str = ""
    changed: bool = False


def find(request: Request, now: int, progress: Progress) -> Found:
    """Read what is asked for, and make the document where nobody needs to be asked."""
    opened = _opened(request, now, progress)
    if opened.settled is not None:
        found = in_saved_work(replace(request, choices=request.given.over(opened.settled.choices)), opened)
        document = judge(opened, found.fields, found.request.choices, now, progress, request.constants)
        return replace(found, document=document)
    request, opened, layout = _with_layout(request, opened, progress)
    guesses = guess(opened.grid)
    settled = {**those_there(request.usual, opened), **request.overrides}
    fields = chosen_fields(tuple(one.field for one in guesses), opened, settled)
    found = Found(request, opened, guesses, fields, layout=layout)
    keys = column_keys(opened.grid.headings)
    sure = all(one.sure or keys[one.column] in settled for one in guesses)
    if not layout and not (sure and NEEDED.issubset(fields)):
        return found
    document = judge(opened, fields, request.choices, now, progress, request.constants)
    return replace(found, document=document)


def in_saved_work(request: Request, work: Opened) -> Found:
    """What is found in saved work: nobody needs to be asked."""
    assert work.settled is not None
    fields = chosen_fields(
        work.settled.fields, work, {**those_there(request.usual, work), **request.overrides}
    )
    as_it_was = (fields, request.choices) == (work.settled.fields, work.settled.choices)
    return Found(request, work, guess(work.grid), fields, changed=not as_it_was or bool(request.constants))


_LAYOUTS_TRIED = 5
"""Layouts by whose way of reading a file is read again, to see whether its headings are theirs then."""


def _with_layout(request: Request, opened: Opened, progress: Progress) -> tuple[Request, Opened, str]:
    """The request with what the layout kept for the file's headings says, the rows as it wants them read, and
    its name; all as it is where there is none."""
    if request.says_columns or request.sample is not None:
        return request, opened, ""
    layout = layout_for(opened.grid.headings)
    if request.path is not None and request.read == NO_CHOICES:
        ways = dict.fromkeys(one.read for one in layouts_read_otherwise() if layout is None)
        for read in [layout.read] if layout and layout.read != NO_CHOICES else list(ways)[:_LAYOUTS_TRIED]:
            with suppress(UserError):  # no such sheet, say: then it is another kind of file
                again = open_grid(request.path, read, progress)
                if found := layout_for(again.grid.headings):
                    layout, opened, request = found, again, replace(request, read=read)
                    break
    if layout is None:
        return request, opened, ""
    given = {name: getattr(request.choices, name) for name in Choices().differing(request.choices)}
    choices = layout.choices.changed(**given)
    settled = replace(request, usual=layout.columns, choices=choices, constants=layout.constants)
    return settled, opened, layout.name


def _opened(request: Request, now: int, progress: Progress) -> Opened:
    if request.sample is not None:
        return _opened_sample(request.sample, now, progress)
    if request.path is None:
        return open_text(request.text, progress, request.page)
    return open_grid(request.path, request.read, progress)


def _opened_sample(sample: Sample, now: int, progress: Progress) -> Opened:
    """A sample is made, read and removed again; its origin has a name, but no place."""
    with TemporaryDirectory() as folder:
        opened = open_grid(write_sample(sample, Path(folder), now), NO_CHOICES, progress)
    return replace(opened, origin=replace(opened.origin, path=sample.file_name))
