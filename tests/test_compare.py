"""Comparing: nothing where nothing differs, everything once, the same both ways."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.comparison import (
    ComparedRecord,
    ComparedText,
    Comparison,
    Difference,
    Edit,
    Side,
)
from generator.model.figure import Figure
from generator.pipeline import Prepared, examine
from tests import changing
from tests.changing import Content, changed, compared, shuffled, write

BASE = changing.base()
CHANGES = st.lists(st.sampled_from(list(changing.CHANGES)), min_size=1, max_size=5)
SEED = st.integers(0, 2**32)
# An example reads, builds and narrates both sides.
FEW = settings(max_examples=20, deadline=None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changing.project_folder(tmp_path_factory.mktemp("compare"))


def records(made: Comparison) -> dict[str, tuple[ComparedRecord, ...]]:
    return {
        "项目": made.projects,
        "指标": made.indicators,
        "资产": made.assets,
        "采购": made.procurement,
        "单位": made.units,
    }


def numbers(made: Comparison) -> Iterator[Difference]:
    """Every number that is told to differ."""
    yield from made.differing
    for table in made.tables:
        yield from table.cells
    for listed in records(made).values():
        for record in listed:
            yield from record.numbers


@FEW
@given(SEED)
def test_another_order_of_everything_is_no_difference(folder: Path, seed: int) -> None:
    made = compared(folder, BASE, shuffled(BASE, random.Random(seed))).comparison
    assert made.empty
    assert not list(numbers(made)) and not made.movers


@FEW
@given(CHANGES, SEED)
def test_every_figure_that_differs_appears_exactly_once(
    folder: Path, names: list[str], seed: int
) -> None:
    new = changed(BASE, names, seed)
    made = compared(folder, BASE, new).comparison
    before = known(folder, in_words_of(BASE, new))
    after = known(folder, new)
    differing = {
        id for id in before | after if before.get(id, Decimal(0)) != after.get(id, Decimal(0))
    }
    assert Counter(number.id for number in numbers(made)) == Counter(differing)
    for number in numbers(made):
        values = [f.value if f else Decimal(0) for f in (number.old, number.new)]
        assert values == [known.get(number.id, Decimal(0)) for known in (before, after)]


def in_words_of(old: Content, new: Content) -> Content:
    """The old file as somebody would write it who knows only the new names of its projects."""
    codes = {project["编码"]: project["名称"] for project in new["项目"]}
    made = copy.deepcopy(old)
    for project in made["项目"]:
        project["名称"] = codes.get(project["编码"], project["名称"])
    return made


def known(folder: Path, content: Content) -> dict[str, Decimal]:
    """Every number of a file alone, by id: named, in a cell, of a record."""
    prepared = examine(write(folder / "alone.yaml", content)).value
    assert prepared is not None
    auxiliary = {name.value for name in prepared.budget.pack.rule.auxiliary}
    named = (f for name, f in prepared.budget.figures.items() if name not in auxiliary)
    figures = [*named, *_cells(prepared), *_fields(prepared)]
    made = {figure.id: figure.value for figure in figures}
    for project in content["项目"]:
        for moment, share in project.get("支出计划", {}).items():
            made[f"项目/{project['名称']}/支出计划/{moment}"] = Decimal(share.rstrip("%")) / 100
    return made


def _cells(prepared: Prepared) -> Iterator[Figure]:
    for sheet in prepared.budget.sheets:
        for row in sheet.rows:
            yield from (cell for cell in row.cells if isinstance(cell, Figure))


def _fields(prepared: Prepared) -> Iterator[Figure]:
    """The numbers of records; where all money is of one kind, its parts are the amount again."""
    wanted = {
        "projects": ("amount", "assets"),
        "purchases": ("quantity", "price", "amount", "reserved"),
        "assets": ("quantity", "value"),
    }
    for source, names in wanted.items():
        for record in prepared.budget.records[source]:
            parts = [record.fields.get(name) for name in ("fiscal", "other")]
            if all(isinstance(part, Figure) and part.value for part in parts):
                names += ("fiscal", "other")
            for name in names:
                field = record.fields.get(name)
                if isinstance(field, Figure):
                    yield field


@FEW
@given(CHANGES, CHANGES, SEED)
def test_the_other_way_round_everything_is_mirrored(
    folder: Path, names: list[str], others: list[str], seed: int
) -> None:
    one, other = changed(BASE, names, seed), changed(BASE, others, seed + 1)
    name = canonical(one, other)
    there = compared(folder, one, other).comparison
    back = compared(folder, other, one).comparison
    assert told(there, name, False) == told(back, name, True)


def canonical(one: Content, other: Content) -> Callable[[str], str]:
    """Names of projects in ids as signs that do not depend on the side."""
    signs: dict[str, str] = {}
    for content in (one, other):
        for project in content["项目"]:
            code, name = project["编码"], project["名称"]
            sign = signs.get(code) or signs.get(name) or f"〈{len(signs)}〉"
            signs[code] = signs[name] = sign
    names = {p["名称"] for content in (one, other) for p in content["项目"]}

    def made(id: str) -> str:
        for name in sorted(names, key=len, reverse=True):
            id = id.replace(name, signs[name])
        return id

    return made


SIDES = {Side.OLD: Side.NEW, Side.NEW: Side.OLD, Side.BOTH: Side.BOTH}
EDITS = {Edit.OLD: Edit.NEW, Edit.NEW: Edit.OLD, Edit.SAME: Edit.SAME}
SIGNS = {"+": "-", "-": "+"}


def told(made: Comparison, name: Callable[[str], str], back: bool) -> dict[str, object]:
    """What a comparison says, as if asked the other way round where it was."""

    def number(d: Difference) -> tuple[object, ...]:
        old, new = (f.value if f else None for f in (d.old, d.new))
        change = d.shown.change
        if not back:
            return name(d.id), old, new, d.shown.old, d.shown.new, change
        turned = SIGNS.get(change[:1], "") + change[1:]
        return name(d.id), new, old, d.shown.new, d.shown.old, turned

    def text(t: ComparedText) -> tuple[object, ...]:
        pieces = sorted((EDITS[p.edit] if back else p.edit, p.text) for p in t.pieces)
        sides = (t.new, t.old) if back else (t.old, t.new)
        return (*sides, tuple(pieces))

    def record(r: ComparedRecord) -> tuple[object, ...]:
        side = SIDES[r.side] if back else r.side
        return name(r.id), side, frozenset(map(number, r.numbers)), frozenset(map(text, r.texts))

    total = made.total
    assert total is not None
    said: dict[str, object] = {
        "figures": frozenset(map(number, made.differing)),
        "cells": frozenset(number(c) for table in made.tables for c in table.cells),
        "sentences": Counter(map(text, made.sentences)),
        "movers": frozenset(number(mover.difference) for mover in made.movers),
        "total": number(total),
    }
    return said | {key: frozenset(map(record, listed)) for key, listed in records(made).items()}


@FEW
@given(CHANGES, SEED)
def test_the_movers_add_up_to_the_total_and_the_largest_comes_first(
    folder: Path, names: list[str], seed: int
) -> None:
    made = compared(folder, BASE, changed(BASE, names, seed)).comparison

    def change(d: Difference) -> Decimal:
        return (d.new.value if d.new else Decimal(0)) - (d.old.value if d.old else Decimal(0))

    assert made.total is not None
    moved = [change(mover.difference) for mover in made.movers]
    assert sum(moved, Decimal(0)) == change(made.total)
    assert [abs(m) for m in moved] == sorted(map(abs, moved), reverse=True)
