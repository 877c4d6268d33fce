"""Two specs side by side: everything that differs, each once."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compare.differences import Judge
from generator.compare.edition import Edition
from generator.compare.indicators import compare_indicators
from generator.compare.movers import compare_movers, rest_of
from generator.compare.reasons import Reasons, reasons
from generator.compare.records import assets, compare_items, projects, purchases, units
from generator.compare.sentences import compare_sentences
from generator.compare.tables import compare_tables
from generator.compare.years import Years
from generator.model.comparison import ComparedText, Comparison, Difference
from generator.model.pack import Pack


def compare(old: Edition, new: Edition, pack: Pack) -> Comparison:
    """The comparison, by the policy of `pack`, which is the new side's."""
    years = Years(old.spec.year_number, new.spec.year_number)
    yearly = years.old != years.new
    judge = Judge(pack, reasons(new) if years.follow else Reasons(), yearly)
    total, movers = compare_movers(old, new, judge)
    both = old.budget is not None and new.budget is not None
    items = {
        name: compare_items(read(old), read(new), judge, years) if both else ()
        for name, read in _READERS.items()
    }
    sentences: tuple[ComparedText, ...] = ()
    if old.narrated is not None and new.narrated is not None:
        sentences = compare_sentences(old.narrated.report, new.narrated.report, years)
    return Comparison(
        new.spec.department.name.value,
        old.label,
        new.label,
        judge.money.unit.value,
        _figures(old, new, pack, judge),
        compare_tables(old, new, judge),
        items["projects"],
        compare_indicators(old, new, judge, years) if both else (),
        items["assets"],
        items["procurement"],
        items["units"],
        sentences,
        total,
        movers,
        rest_of(total, movers, judge),
        tuple(_notes(old, new)),
    )


_READERS = {"projects": projects, "assets": assets, "procurement": purchases, "units": units}


def _figures(old: Edition, new: Edition, pack: Pack, judge: Judge) -> tuple[Difference, ...]:
    """The named figures that both sides know; those that differ first, by size.

    Without those that only say the same money another way, for the pack's own equalities.
    """
    auxiliary = {name.value for name in pack.rule.auxiliary}
    made = [
        judge.difference(name, name, old.figures[name], figure, hint=False)
        for name, figure in new.figures.items()
        if name in old.figures and name not in auxiliary
    ]
    return tuple(sorted(made, key=lambda d: (not d.differs, -d.size)))


def _notes(old: Edition, new: Edition) -> Iterator[str]:
    if old.spec.department.name.value != new.spec.department.name.value:
        names = f"“{old.spec.department.name}”和“{new.spec.department.name}”"
        yield f"两份文件的部门名称不同：{names}，代码相同，按同一部门对比。"
    for side in (old, new):
        if side.budget is None:
            yield f"{side.label}的文件只有合计数，只对比这些合计数，各表、项目和文字没有对比。"
        elif side.budget.progress.open_numbers or not side.budget.ledger.complete:
            yield f"{side.label}的文件还没有填完，没有填的数显示为【待填】，不计算增减。"
    year, gap = new.spec.year_number, new.spec.year_number - old.spec.year_number
    if gap > 1:
        yield f"{old.label}和{new.label}不是相邻的两年，中间隔了 {gap - 1} 年。"
    if old.spec.year_number not in (year, year - 1) and any(e.value for e in new.spec.reasons):
        yield f"{new.label}的“增减原因”说的是比{year - 1}年的增减，这里没有列出。"
    if old.budget is not None and new.budget is not None:
        known = {fact.name.value for fact in new.budget.pack.rule.facts}
        unknown = [e.name.value for e in old.spec.facts if e.name.value not in known]
        if unknown:
            yield f"{new.label}的模板没有补充数“{'”“'.join(unknown)}”，没有对比。"
