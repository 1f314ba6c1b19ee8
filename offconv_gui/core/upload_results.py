"""What the service said of an upload: the rows that it refused, known by what was uploaded of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from offconv_gui.core.grid import Mask
from offconv_gui.core.kinds.free_text import Keys
from offconv_gui.core.service_answers import ServiceAnswer


@dataclass(frozen=True)
class UploadResults:
    """The refused rows by their upload keys (`core.conversion_keys`), ascending, each with its answers.

    A row whose content has changed since is another upload, and not among them.
    """

    refused: tuple[tuple[int, tuple[ServiceAnswer, ...]], ...] = ()

    @staticmethod
    def of(answers: Iterable[tuple[int, ServiceAnswer]]) -> UploadResults:
        """Results from pairs of a key and an answer; a row may have several answers."""
        by_key: dict[int, dict[ServiceAnswer, None]] = {}
        for key, answer in answers:
            by_key.setdefault(key, {})[answer] = None
        return UploadResults(tuple((key, tuple(by_key[key])) for key in sorted(by_key)))

    def among(self, keys: Keys) -> Mask:
        """Which of these rows were refused."""
        found: Mask = np.isin(keys, self._keys)
        return found

    def answers(self, key: int) -> tuple[ServiceAnswer, ...]:
        """What the service said of the row of this key."""
        return self._answers.get(key, ())

    @cached_property
    def _keys(self) -> Keys:
        return np.array([key for key, _ in self.refused], np.uint64)

    @cached_property
    def _answers(self) -> dict[int, tuple[ServiceAnswer, ...]]:
        return dict(self.refused)
