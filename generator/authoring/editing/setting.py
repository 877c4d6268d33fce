"""Values set in a spec file, every other byte left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from generator.authoring.editing.original import Original, Replacement, revised
from generator.authoring.editing.quoting import meaning, written
from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.source import Span
from generator.read.files import LARGEST, as_text, oversized, shown
from generator.read.nodes import Node, is_blank, parse
from generator.read.path import Place, UnknownPathError, find, scalar_at, with_value, words

# A newline as it is typed where none can be; \\n is a backslash and an n.
_NEWLINE = re.compile(r"\\(\\n|n)")
_COLON = re.compile(r"\s*:")
# So many signs may stand in a path: what is behind them is part of a value.
_SIGNS = 20


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that shall stand at a path; it has no space around it."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """A setting, and the place it leads to with the value that stood there."""

    setting: Setting
    place: Place

    @property
    def alters(self) -> bool:
        """Whether the value is another one."""
        was = self.place.scalar
        return self.setting.value != ("" if is_blank(was) else words(was))


@dataclass(frozen=True, slots=True)
class Edited:
    """A file with its values set: the changes in the order asked for, bytes, how it is read."""

    changes: tuple[Change, ...]
    content: bytes
    read: Outcome[Node | None]

    def holds(self, place: Span) -> bool:
        """Whether a place lies on the lines of a value that was set, as written or as meant."""
        tree = self.read.value
        assert tree is not None  # it says what was asked
        for change in self.changes:
            value = scalar_at(tree, change.place)
            lines = max(text.rstrip("\n").count("\n") for text in (value.raw, value.value))
            if value.span.file == place.file and 0 <= place.line - value.span.line <= lines:
                return True
        return False


def setting(asked: str, tree: Node | None = None) -> Setting | None:
    """`路径=值` as typed; None without a path or a sign. `\\n` in the value is a newline.

    A name may hold the sign too: in a `tree` the longest path that leads somewhere is meant.
    """
    readings = list(islice(_readings(asked), _SIGNS))
    if tree is None or len(readings) < 2:
        return readings[0] if readings else None
    return next((r for r in reversed(readings) if _leads(tree, r.path)), readings[0])


def located(tree: Node, settings: Sequence[Setting], path: Path) -> Outcome[tuple[Change, ...]]:
    """Where each setting of a file leads; what is asked for twice is there once.

    A path that leads nowhere is E902, two values for one place are E903, characters that no
    file may hold are S104.
    """
    changes: list[Change] = []
    found: list[Diagnostic] = []
    seen: dict[tuple[int, ...], str] = {}
    for each in settings:
        try:
            place = find(tree, each.path)
        except UnknownPathError as problem:
            span = replace(tree.span, line=0, column=0)
            found.append(error("E902", span, f"{each.path}：{problem}"))
            continue
        if seen.get(place.positions) == each.value:
            continue
        if seen.setdefault(place.positions, each.value) != each.value:
            message = f"“{each.path}”写了两个值。"
            found.append(error("E903", place.scalar.span, message, "请只写一个。"))
        value = as_text(path, each.value.encode("utf-8", "surrogatepass"))
        found += (replace(problem, span=place.scalar.span) for problem in value.diagnostics)
        changes.append(Change(each, place))
    return Outcome(tuple(changes), tuple(found))


def edited(original: Original, tree: Node, settings: Sequence[Setting]) -> Outcome[Edited | None]:
    """The file, which says what the tree says, with every setting made, or with none.

    What `located` reports stops it, and a file that would be too large to be read (S102). Raises
    AssertionError where the result does not say what was asked.
    """
    changes = located(tree, settings, original.path)
    if changes.diagnostics:
        return Outcome(None, changes.diagnostics)
    wanted = tree
    for change in changes.value:
        wanted = with_value(wanted, change.place, change.setting.value)
    altering = [change for change in changes.value if change.alters]
    content = revised(original, [_replacement(original.source.text, c) for c in altering])
    if len(content) > LARGEST:
        return Outcome(None, (oversized(Span(shown(original.path)), LARGEST),))
    source = as_text(original.path, content)
    read = parse(source.value) if source.value is not None else None
    if read is None or read.value is None or meaning(read.value) != meaning(wanted):
        raise AssertionError(f"{settings} would not be read back")
    return Outcome(Edited(changes.value, content, read))


def _readings(asked: str) -> Iterator[Setting]:
    """Each way to tell path and value apart, the shortest path first."""
    for sign in re.finditer("=", asked):
        path, value = asked[: sign.start()].strip(), asked[sign.end() :]
        value = _NEWLINE.sub(lambda m: "\n" if m.group(1) == "n" else m.group(1), value)
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        if path:
            yield Setting(path, value.strip())


def _leads(tree: Node, path: str) -> bool:
    try:
        find(tree, path)
    except UnknownPathError:
        return False
    return True


def _replacement(text: str, change: Change) -> Replacement:
    old, key = change.place.scalar, change.place.key
    new = written(change.setting.value, old, change.place.flow)
    if old.start < old.end:
        return Replacement(old.start, old.start + new.replaced, new.text)
    # Nothing stands there yet: behind the colon, or behind the dash of a list.
    if key is None:
        return Replacement(old.start, old.start, f" {new.text}")
    colon = _COLON.match(text, key.end)
    at = colon.end() if colon else key.end
    return Replacement(at, at, f" {new.text}" if colon else f": {new.text}")
