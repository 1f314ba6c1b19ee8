"""Whoever looks at all rows is told of a change: all at once, or a part in each turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from pytestqt.qtbot import QtBot

from offconv_gui.gui.followers import Followers


class Reader:
    """Looks at something in three parts, and at once."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.look: Callable[[], object] = list

    def read(self) -> Iterator[None]:
        for part in ("first", "second", "third"):
            self.seen.append(part)
            self.look()
            yield

    def glance(self) -> None:
        self.seen.append("glance")


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def followers(qtbot: QtBot, reader: Reader) -> Iterator[Followers]:
    parent = QObject()
    followers = Followers(parent)
    followers.add(reader.read)
    followers.add(reader.glance)
    yield followers
    followers.stop()


def test_all_are_told_at_once(followers: Followers, reader: Reader) -> None:
    told: list[list[str]] = []
    followers.told.connect(lambda: told.append(list(reader.seen)))
    followers.tell()
    assert told == [["first", "second", "third", "glance"]]


def test_later_others_have_their_turn_between_two_parts(
    qtbot: QtBot, followers: Followers, reader: Reader
) -> None:
    other = QTimer()
    other.timeout.connect(lambda: reader.seen.append("other"))
    other.start(0)
    with qtbot.waitSignal(followers.told):
        followers.tell_later(0)
        assert reader.seen == []
    other.stop()
    between = reader.seen[reader.seen.index("first") : reader.seen.index("glance")]
    assert [part for part in between if part != "other"] == ["first", "second", "third"]
    assert between.count("other") >= 2
    assert not followers.telling


def test_a_change_in_between_begins_anew(qtbot: QtBot, followers: Followers, reader: Reader) -> None:
    changes = iter((False, True))
    reader.look = lambda: next(changes, False) and followers.tell_later(0)
    with qtbot.waitSignal(followers.told):
        followers.tell_later(0)
    assert reader.seen == ["first", "second", "first", "second", "third", "glance"]


def test_those_left_out_are_told_no_more(followers: Followers, reader: Reader) -> None:
    followers.tell_later(0)
    followers.stop()
    QCoreApplication.processEvents()
    assert (reader.seen, followers.telling) == ([], False)


def test_those_that_are_gone_are_forgotten(qtbot: QtBot) -> None:
    parent = QObject()
    followers = Followers(parent)
    followers.add(Reader().read)
    with qtbot.waitSignal(followers.told):
        followers.tell()
