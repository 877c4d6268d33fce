"""The reasons of the new side, found again at the numbers they are given for.

A reason in one piece belongs to its figure. An item of one belongs to a project or a 科目: to each
number that is made of the very lines it means, in both years, under the name of that project or
under that code. A sum that has other lines too has other reasons too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.build.itemised import Part
from generator.build.reason_items import Meant
from generator.compare.edition import Edition
from generator.model.comparison import Difference
from generator.model.figure import Figure
from generator.model.report import plain
from generator.model.source import Span
from generator.narrate.itemised_words import item_words
from generator.narrate.narration import Narration

# Where the amounts stand that a number is made of.
_Places = frozenset[Span]


@dataclass(frozen=True, slots=True)
class _Item:
    words: str
    old: _Places
    new: _Places


@dataclass(frozen=True, slots=True)
class Reasons:
    """Sentences as printed: by the figure, and by the name of a project or a code of an item."""

    figures: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, tuple[_Item, ...]] = field(default_factory=dict)
    codes: Mapping[str, tuple[_Item, ...]] = field(default_factory=dict)

    def of_project(self, name: str, difference: Difference) -> Difference:
        """A number of a project with the words of the item that means all of it, if one does."""
        return _given(self.projects.get(name, ()), difference)

    def of_code(self, code: str, difference: Difference) -> Difference:
        """The same of a number that stands at a code."""
        return _given(self.codes.get(code, ()), difference)


def reasons(new: Edition) -> Reasons:
    """The reasons of a side."""
    if new.narrated is None or new.budget is None:
        return Reasons()
    narration = new.narrated.narration
    given = narration.names.get("原因", {})
    figures = {name: plain(narration.cut(str(said))) for name, said in given.items() if said}
    projects: dict[str, tuple[_Item, ...]] = {}
    codes: dict[str, tuple[_Item, ...]] = {}
    for itemised in new.budget.itemised.values():
        for part in itemised.parts:
            item = _item(part, narration)
            if item is None or part.meant is None:
                continue
            for name in _names(part.meant):
                projects[name] = (*projects.get(name, ()), item)
            for code in _codes(part.meant):
                codes[code] = (*codes.get(code, ()), item)
    return Reasons(figures, projects, codes)


def once(cells: Mapping[str, Difference]) -> dict[str, Difference]:
    """The numbers of a row, each reason at the first of them only; it is given for the others."""
    said: set[str] = set()
    made = {}
    for label, cell in cells.items():
        again = bool(cell.reason) and cell.reason in said
        made[label] = replace(cell, reason="", due=False) if again else cell
        said.add(cell.reason)
    return made


def _given(items: tuple[_Item, ...], difference: Difference) -> Difference:
    if not items or not difference.differs or difference.reason:
        return difference
    old, new = _places(difference.old), _places(difference.new)
    words = (item.words for item in items if (item.old, item.new) == (old, new))
    return replace(difference, reason=next(words, ""))


def _item(part: Part, narration: Narration) -> _Item | None:
    """An item that says why; one without words only says the number again."""
    if part.meant is None or not part.item.words:
        return None
    words = plain(narration.cut(item_words(part, narration)))
    lines = part.meant.lines
    before, now = (
        frozenset(place for line in side for place in _places(line.figure))
        for side in (lines.before, lines.now)
    )
    return _Item(words, before, now) if words else None


def _places(figure: Figure | None) -> _Places:
    if figure is None:
        return frozenset()
    return frozenset(leaf.origin_place() for leaf in figure.leaves() if leaf.value)


def _names(meant: Meant) -> Iterator[str]:
    """A project's names of both years."""
    projects = (project for project in meant.pair or () if project is not None)
    yield from dict.fromkeys(project.name.value for project in projects)


def _codes(meant: Meant) -> Iterator[str]:
    """The code; of a project, the 功能科目 it stands at in the tables."""
    if meant.axis is not None:
        yield meant.code
    projects = (project for project in meant.pair or () if project is not None)
    yield from dict.fromkeys(project.function.value for project in projects)
