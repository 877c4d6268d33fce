"""The words of a PDF cut as the report's words are, and where the two differ.

A PDF sets signs, not words: a number may be broken at the end of a narrow cell, or stand so
close to the next that both look like one. The signs of numbers are therefore compared one by
one; then each number of the report is whole again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.exchange.align import Hunk, differing
from generator.exchange.stream import Stream, Written
from generator.exchange.tokens import Token


def recut(stream: Stream, written: Written) -> tuple[Written, list[Hunk]]:
    """The file's words in the report's cut, and the hunks between the two in whole words."""
    ours, theirs = _Signs(stream.tokens), _Signs(written.tokens)
    stretches = list(_widened(differing(ours.texts, theirs.texts), ours, theirs))
    cut = Written()
    cut.begins.clear()
    hunks: list[Hunk] = []
    i = j = 0
    for stretch in (*stretches, Hunk(ours.size, ours.size, theirs.size, theirs.size)):
        for place in ours.tokens(i, stretch.i1):
            _add(cut, stream.tokens[place], theirs, j, written)
            j += ours.length(place)
        start = len(cut.tokens)
        for token, place in theirs.pieces(stretch.j1, stretch.j2):
            _add(cut, token, theirs, place, written)
        if stretch.i1 < stretch.i2 or stretch.j1 < stretch.j2:
            first = ours.token_at(stretch.i1)
            hunks.append(Hunk(first, ours.token_at(stretch.i2), start, len(cut.tokens)))
        i, j = stretch.i2, stretch.j2
    cut.begins.add(len(cut.tokens))
    return cut, stream.tidied(hunks, cut)


class _Signs:
    """Tokens as single signs; numbers and Latin words are taken apart."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.texts: list[str] = []
        self.owner: list[int] = []
        self._first: list[int] = []
        for number, token in enumerate(tokens):
            signs = list(token.text) if token.text.isascii() else [token.text]
            self._first.append(len(self.texts))
            self.texts += signs
            self.owner += [number] * len(signs)
        self.size = len(self.texts)
        self._first.append(self.size)

    def token_at(self, place: int) -> int:
        """The token of a sign; behind the last sign, the number of tokens."""
        return self.owner[place] if place < self.size else len(self._tokens)

    def length(self, token: int) -> int:
        """How many signs a token has."""
        return self._first[token + 1] - self._first[token]

    def first(self, place: int) -> int:
        """The first sign of the token that holds a sign."""
        return self._first[self.token_at(place)] if place < self.size else self.size

    def inside(self, place: int) -> bool:
        """Whether a token goes on across a place."""
        return 0 < place < self.size and self.owner[place - 1] == self.owner[place]

    def end(self, place: int) -> int:
        """Where the token that goes on across a place ends."""
        return self._first[self.owner[place] + 1] if self.inside(place) else place

    def tokens(self, start: int, stop: int) -> range:
        """The tokens between two places that lie at borders of tokens."""
        return range(self.token_at(start), self.token_at(stop)) if start < stop else range(0)

    def pieces(self, start: int, stop: int) -> Iterator[tuple[Token, int]]:
        """The tokens between two places, cut there, each with the place of its first sign."""
        while start < stop:
            token = self._tokens[self.owner[start]]
            last = min(self._first[self.owner[start] + 1], stop)
            whole = last - start == self.length(self.owner[start])
            text = "".join(self.texts[start:last])
            yield (token if whole else Token(text, text)), start
            start = last


def _widened(hunks: Sequence[Hunk], ours: _Signs, theirs: _Signs) -> Iterator[Hunk]:
    """Hunks grown to whole numbers of both sides; what grows together becomes one."""
    done: Hunk | None = None
    for number, hunk in enumerate(hunks):
        before = hunks[number - 1] if number else Hunk(0, 0, 0, 0)
        following = hunks[number + 1].i1 if number + 1 < len(hunks) else ours.size
        back = _back(hunk, ours, theirs, before.i2)
        on = _on(hunk, ours, theirs, following)
        wide = Hunk(hunk.i1 - back, hunk.i2 + on, hunk.j1 - back, hunk.j2 + on)
        if done is not None and (wide.i1 < done.i2 or ours.inside(wide.i1)):
            wide = Hunk(done.i1, max(done.i2, wide.i2), done.j1, max(done.j2, wide.j2))
        elif done is not None:
            yield done
        done = wide
    if done is not None:
        yield done


def _back(hunk: Hunk, ours: _Signs, theirs: _Signs, least: int) -> int:
    """How many signs that are the same in front of a hunk belong to a number it changes."""
    start = ours.first(hunk.i1) if ours.inside(hunk.i1) else hunk.i1
    if start == hunk.i1 > 0 and theirs.inside(hunk.j1) and _word(ours, hunk.i1 - 1):
        start = ours.first(hunk.i1 - 1)
    return hunk.i1 - max(start, least)


def _on(hunk: Hunk, ours: _Signs, theirs: _Signs, most: int) -> int:
    """How many signs that are the same behind a hunk belong to a number it changes."""
    stop = ours.end(hunk.i2)
    if stop == hunk.i2 < ours.size and theirs.inside(hunk.j2) and _word(ours, hunk.i2):
        stop = ours.end(hunk.i2 + 1)
    return min(stop, most) - hunk.i2


def _word(signs: _Signs, place: int) -> bool:
    return signs.texts[place].isascii() and signs.texts[place].isalnum()


def _add(cut: Written, token: Token, theirs: _Signs, place: int, written: Written) -> None:
    number = theirs.owner[place]
    if number in written.begins and not theirs.inside(place):
        cut.begins.add(len(cut.tokens))
    cut.tokens.append(token)
    cut.pages.append(written.pages[number])
