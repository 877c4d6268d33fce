"""What shall change in a file, and what it has to say afterwards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.authoring.editing.original import Original, Replacement, revised
from generator.authoring.editing.quoting import meaning, written
from generator.authoring.new_year import notes
from generator.authoring.new_year.layout import Layout, Spot
from generator.model.diagnostic import Outcome
from generator.model.pending import REVIEW
from generator.read.files import SourceText, as_text
from generator.read.nodes import Mapping, Node, Scalar, Sequence, parse
from generator.read.path import words

_COLON = re.compile(r"\s*:")
# What may stand in front of the first word: space, a tag, an opening quotation mark.
_BEFORE = re.compile(r"(?:!\s+)?(?:(?P<quote>[\"'])|)")
_SPACE = re.compile(r"\s*")
# Within double quotation marks a space may be escaped, also as the number of its character.
_ESCAPED = re.compile(r"(?:\s|\\(?:[nrtvf \t\n_NLP]|x(?P<x>.{2})|u(?P<u>.{4})|U(?P<U>.{8})))")


class Plan:
    """Changes of one file: other values, new entries, words in front of texts, comments."""

    def __init__(self, original: Original, tree: Node) -> None:
        self.original = original
        self.tree = tree
        self.layout = Layout(original.source.text, tree)
        self._inline: list[Replacement] = []
        self._lines: list[Replacement] = []
        self._notes: dict[int, list[str]] = {}
        self._dropped: dict[int, tuple[int, int]] = {}
        self._values: dict[int, str] = {}
        self._entries: dict[int, tuple[str, str]] = {}
        self._breaks: tuple[tuple[int, int], ...] = ()

    def set(self, spot: Spot, value: str) -> None:
        """Another number, word or code, in the style of the old one; a key or a value."""
        old = spot.scalar
        self._values[id(old)] = value
        if old.block:
            # Behind | and > may be a comment, ours too: only the words are replaced.
            at = old.start + old.raw.index(words(old), old.raw.index("\n"))
            self._inline.append(Replacement(at, at + len(words(old)), value))
        elif old.start < old.end:
            new = written(value, old, spot.flow)
            self._inline.append(Replacement(old.start, old.start + new.replaced, new.text))
        elif spot.key is not None:
            colon = _COLON.match(self.layout.text, spot.key.end)
            at = colon.end() if colon else spot.key.end
            text = written(value, old, spot.flow).text
            self._inline.append(Replacement(at, at, f" {text}" if colon else f": {text}"))

    def review(self, spot: Spot) -> int:
        """Ask for a look at a text by a mark in front of its words; where it is put."""
        old = spot.scalar
        before = _BEFORE.match(old.raw)
        assert before is not None  # it matches nothing
        at = len(old.raw.partition("\n")[0]) + 1 if old.block else before.end()
        escaped = not old.block and before["quote"] == '"'
        at = old.start + (_first_escaped if escaped else _first)(old.raw, at)
        self._inline.append(Replacement(at, at, REVIEW))
        said = words(old)
        lead = len(said) - len(said.lstrip())
        self._values[id(old)] = said[:lead] + REVIEW + said[lead:]
        return at

    def add(self, mapping: Mapping, index: int, name: str, value: str, note: str = "") -> None:
        """A new entry behind one of a mapping, in the same style, with a comment beside it."""
        key, before = mapping.entries[index]
        self._entries[id(key)] = (name, value)
        end = max(before.end, key.end)
        text = written(value, Scalar("", key.span), mapping.flow).text
        if mapping.flow:
            self._inline.append(Replacement(end, end, f", {name}: {text}"))
            if note:
                self.note(before if isinstance(before, Scalar) else key, note)
            return
        at = self.layout.line_end(end)
        if isinstance(before, Scalar) and before.block:
            at = self.layout.last_line_end(before)
        comment = f"  # {note}" if note else ""
        indentation = self.layout.indentation(key.start)
        self._lines.append(Replacement(at, at, f"\n{indentation}{name}: {text}{comment}"))

    def first_line(self, line: str) -> None:
        """A new line at the beginning of the file."""
        self._inline.append(Replacement(0, 0, f"{line}\n"))

    def comment(self, start: int, end: int, text: str) -> None:
        """Other characters inside of a comment."""
        self._inline.append(Replacement(start, end, text))

    def drop(self, start: int, end: int) -> None:
        """No comment there any more; no line either where it stood alone."""
        self._dropped[self.layout.line_end(start)] = (start, end)

    def note(self, scalar: Scalar, said: str) -> None:
        """Words in a comment at the end of the line of a scalar."""
        self._notes.setdefault(self.note_line(scalar), []).append(said)

    def note_line(self, scalar: Scalar) -> int:
        """The end of the line on which a comment about a scalar stands."""
        return self.layout.line_end(scalar.start if scalar.block else scalar.end)

    def made(self, target: Path) -> tuple[bytes, SourceText, Outcome[Node]]:
        """The changed file: bytes, text, and how it will be read at `target`.

        Raises AssertionError where it does not say what is meant.
        """
        changes = _joined((*self._inline, *self._comments(), *self._lines))
        content = revised(self.original, changes)
        self._breaks = tuple(self._new_breaks(changes))
        source = as_text(target, content).value
        read = parse(source) if source is not None else Outcome(None)
        tree = read.value
        if source is None or tree is None or meaning(tree) != self._meant(self.tree):
            raise AssertionError(f"{target} would not be read back as meant")
        return content, source, Outcome(tree, read.diagnostics)

    def line(self, at: int) -> int:
        """The line, from 1, in the changed file of a character of the old one."""
        last = bisect_right(self._breaks, (at, len(self.layout.text))) - 1
        return self.layout.line(at) + (self._breaks[last][1] if last >= 0 else 0)

    def _new_breaks(self, changes: Iterable[Replacement]) -> Iterator[tuple[int, int]]:
        """Behind which characters how many lines more there are than before."""
        more = 0
        for change in sorted(changes, key=lambda change: change.start):
            lost = self.layout.text.count("\n", change.start, change.end)
            more += change.text.count("\n") - lost
            yield change.start, more

    def _comments(self) -> Iterator[Replacement]:
        for line_end, said in self._notes.items():
            note = f"# {notes.BETWEEN.join(said)}"
            if line_end in self._dropped:
                yield Replacement(*self._dropped[line_end], note)
                continue
            start = self.layout.comment(line_end)
            own = notes.OWN.match(self.layout.text, start, line_end) if start is not None else None
            if own:
                yield Replacement(own.start(), own.end(), note)
            else:
                at = self.layout.content_end(line_end)
                yield Replacement(at, at, f"  {note}")
        for line_end in self._dropped.keys() - self._notes.keys():
            yield self._without(*self._dropped[line_end])

    def _without(self, start: int, end: int) -> Replacement:
        """No comment, nor the space on one side of it."""
        text = self.layout.text
        line, line_end = text.rfind("\n", 0, start) + 1, self.layout.line_end(start)
        before = len(text[line:start].rstrip(" \t"))
        behind = text[end:line_end]
        if behind.strip():
            return Replacement(start, line_end - len(behind.lstrip(" \t")), "")
        if before:
            return Replacement(line + before, end, "")
        return Replacement(line, min(line_end + 1, len(text)), "")

    def _meant(self, node: Node) -> object:
        if isinstance(node, Scalar):
            return self._values.get(id(node), meaning(node))
        if isinstance(node, Sequence):
            return [self._meant(item) for item in node.items]
        return list(self._meant_entries(node))

    def _meant_entries(self, node: Mapping) -> Iterator[tuple[str, object]]:
        for key, value in node.entries:
            yield self._values.get(id(key), words(key)), self._meant(value)
            if id(key) in self._entries:
                yield self._entries[id(key)]


def _first(raw: str, at: int) -> int:
    """Where the first word begins from some character on."""
    space = _SPACE.match(raw, at)
    return space.end() if space else at


def _first_escaped(raw: str, at: int) -> int:
    """The same within double quotation marks, spaces as escapes among the others."""
    while space := _ESCAPED.match(raw, at):
        number = space["x"] or space["u"] or space["U"]
        if number and not chr(int(number, 16)).isspace():
            break
        at = space.end()
    return at


def _joined(changes: tuple[Replacement, ...]) -> list[Replacement]:
    """What is put in at one place as one, in the order given."""
    put_in: dict[int, str] = {}
    others = []
    for change in changes:
        if change.start < change.end:
            others.append(change)
        else:
            put_in[change.start] = put_in.get(change.start, "") + change.text
    return [*others, *(Replacement(at, at, text) for at, text in put_in.items())]
