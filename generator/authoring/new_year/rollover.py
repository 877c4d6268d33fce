"""Last year's spec as the beginning of this year's: the order of the steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.editing.original import Original
from generator.authoring.new_year import notes
from generator.authoring.new_year.amounts import clear_amounts
from generator.authoring.new_year.codes import Moved, move_codes
from generator.authoring.new_year.heading import SCHEMA, next_pack, set_heading
from generator.authoring.new_year.history import History, gone, history, years_of
from generator.authoring.new_year.last_year import LAST, LastYear, understood, unfit
from generator.authoring.new_year.layout import Layout
from generator.authoring.new_year.plan import Plan
from generator.authoring.new_year.projects import Decisions, ask_about_projects
from generator.authoring.new_year.texts import (
    Reviews,
    dated_phrases,
    drop_remarks,
    mark_texts,
)
from generator.build.renamed import unfit_moves
from generator.checks.stale import Past, ended_names, money_of
from generator.model.diagnostic import Outcome, error
from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.spec import Waiver
from generator.model.values import Text
from generator.read.files import LARGEST, SourceText, oversized, shown
from generator.read.nodes import Node
from generator.read.pack import read_pack
from generator.read.scalar import YEAR


@dataclass(frozen=True, slots=True)
class Rollover:
    """Next year's file, and what is to be told of it.

    `content` is what shall stand at `target`, `read` how it will be read. `was` is the name of
    last year's pack, `asked` how many numbers are to be filled in, `dated` the lines of comments
    that still name last year, from 1.
    """

    target: Path
    year: int
    was: str
    pack: Pack
    content: bytes
    read: Outcome[Node]
    asked: int
    decisions: Decisions
    reviews: Reviews
    phrases: tuple[Text, ...]
    waivers: tuple[Waiver, ...]
    moved: tuple[Moved, ...]
    dated: tuple[int, ...]
    plan: Plan


def roll_forward(original: Original, target: Path | None) -> Outcome[Rollover | None]:
    """The file of the year after, as it shall stand at `target` or else beside the old one.

    None where last year's file will not do, or next year's cannot stand there; nothing is
    written. Raises AssertionError where the new file would not say what is meant.
    """
    read = understood(original)
    last = read.value
    if last is None:
        return Outcome(None, read.diagnostics)
    year = last.spec.year_number + 1
    if not YEAR.fullmatch(str(year)):
        message = f"这是 {last.spec.year} 年度的文件，再下一年不支持。"
        return Outcome(None, (error(LAST, last.spec.year.span, message, "请核对“年度”。"),))
    if target is None:
        target = original.path.with_name(f"{year}{original.path.suffix}")
    fault = unfit(target, last)
    if fault is not None:
        return Outcome(None, (fault,))
    name = next_pack(last.spec.pack.value, year, last.root)
    pack = read_pack(Text(name, last.spec.pack.span), last.root)
    if pack.value is None:
        return Outcome(None, pack.diagnostics)
    before = history(last.spec, original.path, last.root)
    moves = tuple(unfit_moves(pack.value)) if name != last.spec.pack.value else ()
    if moves:
        return Outcome(None, moves)
    made = _rolled(target, last, pack.value, before)
    if len(made.content) > LARGEST:
        return Outcome(None, (oversized(Span(shown(target)), LARGEST),))
    return Outcome(made, (*read.diagnostics, *before.found))


def _rolled(target: Path, last: LastYear, pack: Pack, before: History) -> Rollover:
    spec, plan = last.spec, Plan(last.original, last.tree)
    year = spec.year_number + 1
    past = _past(last, before)
    set_heading(plan, year, pack.name, target, last.root)
    moved = move_codes(spec, pack, plan) if pack.name != spec.pack.value else ()
    asked = clear_amounts(spec, plan)
    compared = bool(before.specs and before.specs[0].projects)
    stood = years_of(spec, before.specs)
    decisions = ask_about_projects(plan, stood, spec.year_number, compared)
    reviews = mark_texts(spec, pack, past, plan)
    drop_remarks(plan)
    content, source, read = plan.made(target)
    return Rollover(
        target=target,
        year=year,
        was=spec.pack.value,
        pack=pack,
        content=content,
        read=read,
        asked=asked,
        decisions=decisions,
        reviews=reviews,
        phrases=dated_phrases(spec, past),
        waivers=spec.waivers,
        moved=moved,
        dated=tuple(_dated(source, read.value, spec.year_number)),
        plan=plan,
    )


def _past(last: LastYear, before: History) -> Past:
    """What must not be left in the new file: both years that the old one speaks of."""
    spec = last.spec
    ended = ended_names(gone(spec, before.specs), spec.projects)
    years = (spec.year_number, spec.year_number - 1)
    return Past(spec.year_number + 1, years, money_of(spec, last.budget.figures), ended)


def _dated(source: SourceText, tree: Node, year: int) -> Iterator[int]:
    """The lines of comments that name a year, but for what has just been written."""
    for line, comment in Layout(source.text, tree).comments():
        if str(year) in notes.OWN.sub("", comment) and SCHEMA not in comment:
            yield line
