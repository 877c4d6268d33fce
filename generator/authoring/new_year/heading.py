"""The first lines of next year's file: year, last year's file, pack, the editor's schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from generator.authoring.new_year.last_year import prior_name
from generator.authoring.new_year.layout import Spot
from generator.authoring.new_year.plan import Plan
from generator.authoring.schema.document import header_line
from generator.read import nodes
from generator.read.nodes import Scalar
from generator.read.pack import find_pack, of_year
from generator.read.path import words

_YEAR, _PRIOR, _PACK, _UNIT = "年度", "上年", "模板", "单位"
SCHEMA = "yaml-language-server"
# A comment above the first key.
_HEADER = re.compile(rf"^# {SCHEMA}:.*\S", re.MULTILINE)


def next_pack(name: str, year: int, root: Path) -> str:
    """The pack of the same family for a year, if there is one; else the same."""
    other = of_year(name, year)
    return other if find_pack(other, root) is not None else name


def set_heading(plan: Plan, year: int, pack: str, target: Path, root: Path) -> None:
    """Year, pack and last year's file, as seen from where the new file will lie."""
    assert isinstance(plan.tree, nodes.Mapping)  # a spec was read from it
    top = {words(key): (at, value) for at, (key, value) in enumerate(plan.tree.entries)}
    prior = prior_name(plan.original.path, target)
    plan.set(_spot(plan, top, _YEAR), str(year))
    was = words(_spot(plan, top, _PACK).scalar)
    if was != pack:
        plan.set(_spot(plan, top, _PACK), pack)
    if _PRIOR in top:
        plan.set(_spot(plan, top, _PRIOR), prior)
    else:
        at, _ = top.get(_UNIT) or top[_YEAR]
        plan.add(plan.tree, at, _PRIOR, prior)
    _set_schema(plan, was, pack, target, root)


def _spot(plan: Plan, top: Mapping[str, tuple[int, nodes.Node]], name: str) -> Spot:
    scalar = top[name][1]
    assert isinstance(scalar, Scalar)  # it was read as a text
    return plan.layout.spot_of(scalar)


def _set_schema(plan: Plan, was: str, pack: str, target: Path, root: Path) -> None:
    """The line by which editors find the schema; a line that is there keeps its own place."""
    line = header_line(target, root, pack)
    there = _HEADER.search(plan.layout.text[: plan.tree.start])
    if there is None:
        plan.first_line(line)
        return
    start, plain = there.start(), there.group()
    old = header_line(plan.original.path, root, was)
    new = line if plain == old else plain.replace(f"{was}.schema.json", f"{pack}.schema.json")
    if new != plain:
        plan.comment(start, start + len(plain), new)
