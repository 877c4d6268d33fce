"""The whole document in its order: chapters of tables, chapters of text, contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.build.budget import Budget
from generator.build.sheet import Sheet
from generator.model.diagnostic import Outcome, error
from generator.model.pack import ChapterRule, Pack
from generator.model.pending import shown
from generator.model.report import (
    Block,
    ContentsGroup,
    Heading,
    Orientation,
    Part,
    Report,
    Runs,
    Table,
    Title,
    plain,
)
from generator.narrate.forms import INDICATORS, place_form
from generator.narrate.marks import TABLE
from generator.narrate.names import fill_names
from generator.narrate.narration import Narration
from generator.narrate.prose import HeadingLine, TableLine, pieces
from generator.narrate.sentence import Sentence
from generator.narrate.tables import place_sheet

TABLE_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Narrated:
    """The finished document, the narration that fills Word files, the spec's own sentences."""

    report: Report
    narration: Narration
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A table and its title."""

    title: Runs
    table: Table
    new_page: bool = False


def narrate(budget: Budget) -> Outcome[Narrated]:
    """The finished document of a spec."""
    spec, pack = budget.spec, budget.pack
    narration = Narration(pack)
    fill_names(narration, budget)
    placed = dict(_placed(pack, budget.sheets, narration))
    narration.names["表"] = {id: TABLE + id for id in placed}
    writing = _Writing(pack, narration, placed)
    parts = [part for chapter in pack.document.chapters for part in writing.chapter(chapter)]
    report = Report(
        plain(narration.label(pack.document.title)),
        shown(spec.department.name.value),
        spec.year_number,
        plain(narration.label(pack.document.contents)),
        tuple(writing.contents),
        tuple(parts),
    )
    narrated = Narrated(report, narration, tuple(narration.sentences))
    return Outcome(narrated, tuple(narration.found))


def _placed(
    pack: Pack, sheets: Iterable[Sheet], narration: Narration
) -> Iterator[tuple[str, Placed]]:
    for sheet in sheets:
        yield (
            sheet.rule.id.value,
            Placed(narration.label(sheet.rule.title), place_sheet(sheet, narration)),
        )
    for rule in pack.tables:
        if rule.for_each is None:
            continue
        for number, view in enumerate(narration.names["项目列表"], 1):
            id = f"{rule.id}/{view['名称']}"
            names = {rule.for_each.value: view, "序": str(number)}
            table = place_form(rule, id, names, view[INDICATORS], narration)
            view[rule.id.value] = TABLE + id
            yield id, Placed(narration.label(rule.title, names), table, rule.new_page)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A block, how its page lies, and whether that page is a new one."""

    block: Block
    orientation: Orientation = Orientation.PORTRAIT
    new_page: bool = False


@dataclass
class _Writing:
    pack: Pack
    narration: Narration
    placed: Mapping[str, Placed]
    contents: list[ContentsGroup] = field(default_factory=list)
    _anchors: int = 0

    def chapter(self, chapter: ChapterRule) -> Iterator[Part]:
        listed: list[Heading] = []
        blocks: list[_Laid] = []
        parts: list[Part] = []
        for name in chapter.tables:
            placed = self.placed.get(name.value)
            if placed is None:
                message = f"没有“{name}”这张表。"
                self.narration.found.append(error("B204", name.span, message))
                continue
            heading = self._heading(1, placed.title)
            listed.append(heading)
            parts.append(Part(placed.table.orientation, (heading, placed.table)))
        if chapter.title is not None:
            blocks.append(_Laid(Title(self.narration.label(chapter.title))))
        for text in chapter.texts:
            blocks += self._text(text.value)
        listed += [
            laid.block
            for laid in blocks
            if isinstance(laid.block, Heading) and laid.block.level == 1
        ]
        self.contents.append(
            ContentsGroup(plain(self.narration.label(chapter.label)), tuple(listed))
        )
        yield from parts
        yield from _parts(blocks)

    def _text(self, name: str) -> Iterator[_Laid]:
        narrative = self.pack.narratives[name]
        rendered = self.narration.render(narrative.source, narrative.span)
        for piece in pieces(rendered, self.narration):
            if isinstance(piece, HeadingLine):
                yield _Laid(self._heading(piece.level, self.narration.cut(piece.text)))
            elif isinstance(piece, TableLine):
                placed = self.placed.get(piece.id)
                if placed is None:
                    continue  # its name is wrong, which has been said
                yield _Laid(self._heading(TABLE_LEVEL, placed.title))
                yield _Laid(placed.table, placed.table.orientation, placed.new_page)
            else:
                yield _Laid(piece)

    def _heading(self, level: int, runs: Runs) -> Heading:
        self._anchors += 1
        return Heading(level, runs, f"h{self._anchors}")


def _parts(blocks: list[_Laid]) -> Iterator[Part]:
    """Blocks on pages that lie one way; headings go along with what follows them."""
    current: list[Block] = []
    lying = Orientation.PORTRAIT
    waiting: list[Block] = []
    for laid in blocks:
        if isinstance(laid.block, Heading):
            waiting.append(laid.block)
            continue
        if laid.orientation is not lying or laid.new_page:
            if current:
                yield Part(lying, tuple(current))
            current, lying = [], laid.orientation
        current += [*waiting, laid.block]
        waiting = []
    if current or waiting:
        yield Part(lying, (*current, *waiting))
