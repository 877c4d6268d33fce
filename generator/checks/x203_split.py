"""项目的经济科目金额超过项目金额

查什么：项目按经济科目分列的金额之和，不应大于项目金额；固定资产购置、政府采购也不应大于项目金额。
为什么：分列是项目金额的一部分。
出错的例子：项目金额 50.00，经济科目合计 60.00。
怎么改：核对项目金额和分列金额。
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.check import LEDGER, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.figure import Figure
from generator.model.number import Format, Measure, show, total
from generator.model.source import Span

CODE = "X203"
TITLE = "项目的部分大于项目金额"
RESTS_ON: tuple[str, ...] = (LEDGER,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each part that is larger than its project."""
    budget = subject.budget
    splits: dict[str, list[Figure]] = {}
    for line in budget.ledger.by_economic:
        if line.project:
            splits.setdefault(line.project, []).append(line.figure)
    purchases: dict[str, list[Figure]] = {}
    for record in budget.records["purchases"]:
        amount = record.fields["amount"]
        assert isinstance(amount, Figure)
        purchases.setdefault(record.text("project"), []).append(amount)
    for project in budget.records["projects"]:
        whole = project.fields["amount"]
        assert isinstance(whole, Figure)
        assets = project.fields.get("assets")
        parts = (
            ("经济科目合计", splits.get(project.id, [])),
            ("政府采购合计", purchases.get(project.id, [])),
            ("固定资产购置", [assets] if isinstance(assets, Figure) else []),
        )
        yield from _larger(project.id, whole, parts, Format(budget.spec.money_unit))


def _larger(
    project: str, whole: Figure, parts: Iterable[tuple[str, list[Figure]]], fmt: Format
) -> Iterator[Diagnostic]:
    for name, figures in parts:
        sum_ = total(f.value for f in figures)
        if sum_ > whole.value:
            a, b = (show(x, Measure.MONEY, fmt) for x in (sum_, whole.value))
            place: Span = figures[0].origin_place()
            message = f"项目“{project}”的{name} {a} 大于项目金额 {b}。"
            related = next(iter(whole.leaves()), whole).origin_place()
            yield error(CODE, place, message, "请核对两处金额。", related, about=project)
