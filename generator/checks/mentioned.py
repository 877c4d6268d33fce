"""Names found in texts as they are, each where the longest one stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# Shorter names are words that stand in any text.
SHORTEST = 5


class Mentions:
    """Names to be found, and others that may hold them: inside of those they are not meant."""

    def __init__(self, wanted: Iterable[str], others: Iterable[str] = ()) -> None:
        self._others = frozenset(others)
        self._wanted = {
            name for name in wanted if len(name) >= SHORTEST and name not in self._others
        }
        self._by_start: dict[str, list[str]] = {}
        for name in sorted({*self._wanted, *self._others}, key=len, reverse=True):
            if len(name) >= SHORTEST:
                self._by_start.setdefault(name[:SHORTEST], []).append(name)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where one of the wanted names stands: start, end, name."""
        at = 0
        while self._wanted and at + SHORTEST <= len(text):
            candidates = self._by_start.get(text[at : at + SHORTEST], ())
            name = next((name for name in candidates if text.startswith(name, at)), "")
            if name in self._wanted:
                yield at, at + len(name), name
            at += len(name) or 1
