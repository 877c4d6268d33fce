"""A spec file as a `Spec`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.model.diagnostic import Outcome, error
from generator.model.number import Unit
from generator.model.source import Span
from generator.model.spec import Spec, Standing
from generator.read import nodes, scalar
from generator.read.files import read_text
from generator.read.nodes import parse
from generator.read.record import Reader, nearest, read_record
from generator.read.values import spec_scalars

_UNIT = "单位"


def read_spec(
    path: Path, root: Path, parsed: Outcome[nodes.Node | None] | None = None
) -> Outcome[Spec | None]:
    """The spec of a file; None when it has no readable shape at all.

    `root` is the project folder: nothing outside it is read. `parsed` is what shall stand in the
    file instead of what does, with what is wrong with it.
    """
    if parsed is None:
        parsed = read_tree(path)
    tree, found = parsed.value, list(parsed.diagnostics)
    if tree is None:
        return Outcome(None, tuple(found))
    reader = Reader(spec_scalars(path.parent, root), _unit(tree))
    spec = _without_ended(read_record(Spec, tree, reader))
    _check_words(spec, reader)
    found += reader.found
    return Outcome(spec if isinstance(tree, nodes.Mapping) else None, tuple(found))


def read_tree(path: Path) -> Outcome[nodes.Node | None]:
    """What stands in a spec file, with places; None when nothing can be read."""
    source = read_text(path)
    if source.value is None:
        return Outcome(None, source.diagnostics)
    tree = parse(source.value)
    if tree.value is not None and not nodes.is_blank(tree.value):
        return tree
    found = tree.diagnostics
    return Outcome(None, found or (error("S118", Span(source.value.name), "文件里没有内容。"),))


def _without_ended(spec: Spec) -> Spec:
    """The projects of this year, with those that have ended apart."""
    ended = tuple(p for p in spec.projects if p.standing is Standing.ENDED)
    if not ended:
        return spec
    running = tuple(p for p in spec.projects if p.standing is not Standing.ENDED)
    return replace(spec, projects=running, ended=ended)


def _unit(tree: nodes.Node) -> Unit:
    if not isinstance(tree, nodes.Mapping):
        return Unit.TEN_THOUSAND_YUAN
    words = {name.value: node for name, node in tree.entries}
    node = words.get(_UNIT)
    plain = isinstance(node, nodes.Scalar) and node.value.strip() == Unit.YUAN
    return Unit.YUAN if plain else Unit.TEN_THOUSAND_YUAN


def _check_words(spec: Spec, reader: Reader) -> None:
    units = [unit.value for unit in Unit]
    if spec.unit and spec.unit.value not in units:
        advice = nearest(spec.unit.value, units)
        reader.report("S116", spec.unit.span, f"“单位”不能是“{spec.unit}”。", advice)
    if spec.year and not scalar.YEAR.fullmatch(spec.year.value):
        message = f"“年度”应当是四位数字，这里是“{spec.year}”。"
        reader.report("S116", spec.year.span, message, "例如 2024。")
    for waiver in spec.waivers:
        if waiver.until and not scalar.is_date(waiver.until.value):
            message = f"“截止”应当是日期，这里是“{waiver.until}”。"
            reader.report("S116", waiver.until.span, message, "例如 2024-12-31。")
