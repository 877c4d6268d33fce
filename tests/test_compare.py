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
from tests.changing import (
    Content,
    changed,
    compared,
    in_words_of_2025,
    shuffled,
    write,
)
from tests.conftest import Run

BASE = changing.base()
CHANGES = st.lists(st.sampled_from(list(changing.CHANGES)), min_size=1, max_size=5)
ONE_YEAR = st.lists(st.sampled_from(changing.OF_ONE_YEAR), min_size=1, max_size=5)
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
    """The old file as somebody would write it who knows only the new names and codes."""
    codes = {project["编码"]: project["名称"] for project in new["项目"]}
    made = copy.deepcopy(old)
    for project in made["项目"]:
        project["名称"] = codes.get(project["编码"], project["名称"])
    if new["模板"] == "hebei-2025":
        in_words_of_2025(made)
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
@given(ONE_YEAR, ONE_YEAR, SEED)
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


def edited(**changes: object) -> Content:
    """The file with other values under some keys."""
    return {**copy.deepcopy(BASE), **changes}


def test_what_is_left_at_the_end_of_the_year_is_no_spending(folder: Path) -> None:
    made = compared(folder, BASE, edited(年终结转={"2010301": "12.50"})).comparison
    assert any(table.cells for table in made.tables)
    assert made.total is not None and not made.total.differs
    assert made.movers == ()


def test_what_is_still_open_is_no_change_of_its_whole_amount(folder: Path) -> None:
    new = edited()
    amounts = {project["名称"]: project["金额"] for project in new["项目"]}
    largest = max(new["项目"], key=lambda project: Decimal(project["金额"]))
    other = next(project for project in new["项目"] if project is not largest)
    largest["金额"], other["金额"] = "待填", str(Decimal(other["金额"]) + 1)
    made = compared(folder, BASE, new).comparison
    names = [[r.name for r in made.projects], [m.name for m in made.movers]]
    assert names == [[other["名称"], largest["名称"]]] * 2
    assert Decimal(amounts[largest["名称"]]) > 100
    assert made.movers[-1].difference.differs and made.movers[-1].difference.size == 0


def test_sentences_below_a_heading_that_was_renamed_are_paired(folder: Path) -> None:
    narrative = folder.parent.parent / "templates" / "hebei-2025" / "narrative"
    before = (narrative / "01-duties.md.j2").read_text(encoding="utf-8")
    try:
        renamed = before.replace("## 部门职责：", "## 主要职能：")
        assert renamed != before
        (narrative / "01-duties.md.j2").write_text(renamed, encoding="utf-8")
        new = changed(BASE, ["next year"], 1)
        new["模板"] = "hebei-2025"
        new["职责"][0] = new["职责"][0].replace("行政事务，", "行政事务和会务，", 1)
        made = compared(folder, BASE, new).comparison
    finally:
        (narrative / "01-duties.md.j2").write_text(before, encoding="utf-8")
    below = [text for text in made.sentences if text.label == "主要职能："]
    assert [(text.old is None, text.new is None) for text in below] == [(False, False)]
    assert [p.text for p in below[0].pieces if p.edit is not Edit.SAME] == ["和会务"]


def test_indicators_are_counted_for_the_project_they_belong_to(
    gongkai: Callable[..., Run], folder: Path
) -> None:
    old, new = edited(), edited()
    first, second = old["项目"][:2]
    kept = copy.deepcopy(second)
    # One project's name begins like a path into another's.
    kept["名称"] = f"{first['名称']}/{kept['名称']}"
    for content in (old, new):
        content["项目"] = [content["项目"][0], copy.deepcopy(kept)]
    new["项目"] = new["项目"][1:]
    indicators = next(iter(next(iter(new["项目"][0]["绩效指标"].values())).values()))
    indicators[0]["指标值"] = "≥77%"
    made = compared(folder, old, new).comparison
    whole = [r for r in made.indicators if r.owner == f"项目/{first['名称']}"]
    rest = [r for r in made.indicators if r.owner == f"项目/{kept['名称']}"]
    assert len(whole) + len(rest) == len(made.indicators)
    assert whole and all(record.side is Side.OLD for record in whole)
    assert [record.side for record in rest] == [Side.BOTH]
    said = gongkai("diff", folder / "old.yaml", folder / "new.yaml").out
    assert f"结束项目“{first['名称']}”的绩效指标 {len(whole)} 项" in said
    assert "+≥77%" in said or "77%+" in said
