"""Values set in a spec file, every other byte left alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.authoring.editing.original import Original, Replacement, revised
from generator.authoring.editing.quoting import meaning, written
from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.read.files import as_text
from generator.read.nodes import Node, is_blank, parse
from generator.read.path import Place, UnknownPathError, find, with_value, words

# A newline as it is typed where none can be; \\n is a backslash and an n.
_NEWLINE = re.compile(r"\\(\\n|n)")
_COLON = re.compile(r"\s*:")


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
    """A file with its values set: the changes in the order asked for, bytes and tree."""

    changes: tuple[Change, ...]
    content: bytes
    tree: Node


def setting(asked: str) -> Setting | None:
    """`路径=值` as typed; None without a path or a sign. `\\n` in the value is a newline."""
    path, sign, value = asked.partition("=")
    value = _NEWLINE.sub(lambda match: "\n" if match.group(1) == "n" else match.group(1), value)
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return Setting(path.strip(), value.strip()) if sign and path.strip() else None


def edited(original: Original, settings: Sequence[Setting]) -> Outcome[Edited | None]:
    """The file with every setting made, or with none.

    A path that leads nowhere is E902, two values for one place are E903, characters that no
    file may hold are S104. Raises AssertionError where the result does not say what was asked.
    """
    read = parse(original.source)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    changes, found = _located(read.value, original, settings)
    if found:
        return Outcome(None, tuple(found))
    wanted = read.value
    for change in changes:
        wanted = with_value(wanted, change.place, change.setting.value)
    altering = [change for change in changes if change.alters]
    content = revised(original, [_replacement(original.source.text, c) for c in altering])
    source = as_text(original.path, content)
    tree = parse(source.value).value if source.value is not None else None
    if tree is None or meaning(tree) != meaning(wanted):
        raise AssertionError(f"{settings} would not be read back")
    return Outcome(Edited(tuple(changes), content, tree))


def _located(
    tree: Node, original: Original, settings: Sequence[Setting]
) -> tuple[list[Change], list[Diagnostic]]:
    changes: list[Change] = []
    found: list[Diagnostic] = []
    seen: dict[tuple[int, ...], Setting] = {}
    for each in settings:
        try:
            place = find(tree, each.path)
        except UnknownPathError as problem:
            span = replace(tree.span, line=0, column=0)
            found.append(error("E902", span, f"{each.path}：{problem}"))
            continue
        if seen.setdefault(place.positions, each) != each:
            message = f"“{each.path}”写了两个值。"
            found.append(error("E903", place.scalar.span, message, "请只写一个。"))
        value = as_text(original.path, each.value.encode("utf-8", "surrogatepass"))
        found += (replace(problem, span=place.scalar.span) for problem in value.diagnostics)
        changes.append(Change(each, place))
    return changes, found


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
