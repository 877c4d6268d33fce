"""Last year's file, understood as far as next year's can be made of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.editing.creating import occupied
from generator.authoring.editing.original import Original
from generator.build.budget import Budget, build_budget
from generator.model.diagnostic import Diagnostic, Outcome, error, failed, warning
from generator.model.leaves import leaves
from generator.model.source import Span
from generator.model.spec import Spec
from generator.model.values import Text
from generator.read.files import as_text, inside, project_folder, shown
from generator.read.nodes import Node, parse
from generator.read.pack import read_pack
from generator.read.spec import read_spec

ONLY_TOTALS, ELSEWHERE, UNFINISHED, LAST, ODD = "E912", "E913", "E914", "E916", "E917"


@dataclass(frozen=True, slots=True)
class LastYear:
    """A spec with the tree it was read from, and what was computed of it alone."""

    original: Original
    root: Path
    spec: Spec
    tree: Node
    budget: Budget


def understood(original: Original) -> Outcome[LastYear | None]:
    """A file with every amount and code read; None where something is wrong with it.

    One that holds only 合计数 is E912; one that is still open (E914) will do.
    """
    root = project_folder(original.path)
    tree = parse(original.source)
    if tree.value is None or failed(tree.diagnostics):
        return Outcome(None, tree.diagnostics)
    read = read_spec(original.path, root, tree)
    if read.value is None or failed(read.diagnostics):
        return Outcome(None, read.diagnostics)
    spec = read.value
    if spec.totals and not spec.detailed:
        message = "这个文件只有“合计数”，没有科目和项目，不能由它做下一年的文件。"
        advice = "请从写有明细的一年做起；还没有这样的文件时，用 gongkai init 新建。"
        return Outcome(None, (error(ONLY_TOTALS, spec.totals[0].name.span, message, advice),))
    pack = read_pack(spec.pack, root)
    if pack.value is None:
        return Outcome(None, pack.diagnostics)
    budget = build_budget(spec, pack.value, None)
    if failed(budget.diagnostics):
        return Outcome(None, budget.diagnostics)
    last = LastYear(original, root, spec, tree.value, budget.value)
    return Outcome(last, tuple(_unfinished(budget.value)))


def unfit(target: Path, last: LastYear) -> Diagnostic | None:
    """Why next year's file cannot stand at a place: E913, or E911 where something stands."""
    place = Span(shown(target))
    folder = target.absolute().parent
    if not folder.is_dir():
        return error(ELSEWHERE, place, "没有这个文件夹。", "请先建好文件夹，或写到上年的文件旁边。")
    beside = "请写到上年的文件旁边。"
    if not inside(last.root, target) or project_folder(target).resolve() != last.root.resolve():
        return error(ELSEWHERE, place, "不在上年的文件所在的项目文件夹里。", beside)
    if target.suffix.lower() not in (".yaml", ".yml"):
        return error(ELSEWHERE, place, "文件名应当以 .yaml 结尾。", "例如 2025.yaml。")
    own = last.original.source.name
    included = next((text for text in _texts(last.spec) if text.span.file != own), None)
    if included is not None and folder.resolve() != last.original.path.absolute().parent.resolve():
        message = f"有文字写在另外的文件里（{included.span.file}），新文件要和上年的文件放在一起。"
        return error(ELSEWHERE, place, message, beside)
    prior = prior_name(last.original.path, target)
    if prior != prior.strip() or "\n" in prior or as_text(target, _bytes(prior)).diagnostics:
        message = "文件名或文件夹名里有看不见的字符或乱码，写不进下一年的“上年”。"
        advice = "请先改一个普通的名字。"
        return error(ODD, Span(last.original.source.name), message, advice)
    return occupied(target)


def prior_name(path: Path, target: Path) -> str:
    """Last year's file as the one at `target` names it."""
    return Path(os.path.relpath(path.absolute(), target.absolute().parent)).as_posix()


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _texts(spec: Spec) -> Iterator[Text]:
    return (leaf.value for leaf in leaves(spec) if isinstance(leaf.value, Text))


def _unfinished(budget: Budget) -> Iterator[Diagnostic]:
    pending = budget.progress.pending
    if pending:
        message = f"上年的文件还有 {len(pending)} 处没有完成，带到新文件里的上年数可能不全。"
        yield warning(UNFINISHED, pending[0].span, message, "用 gongkai todo 查看。")
