"""Named figures of a pack (支出总计, 三公经费 …), each made by one verb of a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.build.records import COUNTS, Record, Records
from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.figure import Figure, Written, copied, subtracted, summed, written
from generator.model.ledger import Ledger
from generator.model.number import ZERO, Measure
from generator.model.pack import Pack, Rule
from generator.model.spec import Spec
from generator.model.values import Text

Figures = Mapping[str, Figure]
# The ids of last year's figures begin so.
LAST_YEAR = "上年/"


def build_facts(spec: Spec, pack: Pack, root: str = "") -> Figures:
    """The amounts of 补充数 by name; one that is left out is zero.

    The ids of the figures begin with `root`, for another year.
    """
    given = {entry.name.value: entry.value for entry in spec.facts}
    facts = {}
    for rule in pack.rule.facts:
        name = rule.name.value
        amount = given.get(name)
        if amount is None:
            facts[name] = Figure(f"{root}补充数/{name}", ZERO, Written(rule.name.span))
        else:
            id = f"{root}补充数/{name}"
            facts[name] = written(id, amount.value, amount.span, known=amount.filled)
    return facts


def build_figures(
    pack: Pack, ledger: Ledger, records: Records, facts: Figures, root: str = ""
) -> Outcome[Figures]:
    """Every named figure; their ids are the names, below `root` for another year."""
    rules = {entry.name.value: entry.value for entry in pack.rule.figures}
    building = _Building(rules, ledger, records, facts, root)
    for entry in pack.rule.figures:
        building.figure(entry.name)
    return Outcome(building.made, tuple(building.found))


def prior_figures(prior: Spec, computed: Figures) -> Figures:
    """Last year's named figures: those its lines give, else those written as 合计数.

    A file that holds only totals has no lines, and then no other figure is known.
    """
    known = {
        entry.name.value: written(
            f"{LAST_YEAR}{entry.name}",
            entry.value.value,
            entry.value.span,
            known=entry.value.filled,
        )
        for entry in prior.totals
        if entry.value.readable
    }
    return computed if prior.detailed else known


@dataclass
class _Building:
    rules: Mapping[str, Rule]
    ledger: Ledger
    records: Records
    facts: Figures
    root: str
    made: dict[str, Figure] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def figure(self, name: Text) -> Figure | None:
        word = name.value
        if word in self.made:
            return self.made[word]
        if word not in self.rules or word in self._open:
            what = "没有这个数" if word not in self.rules else "这个数用到了它自己"
            self.found.append(error("B201", name.span, f"“{word}”：{what}。"))
            return None
        self._open.append(word)
        self.made[word] = self._make(self.root + word, self.rules[word])
        self._open.pop()
        return self.made[word]

    def _make(self, id: str, rule: Rule) -> Figure:
        if rule.select is not None:
            lines = self.ledger.lines(rule.select.selection())
            return summed(id, (line.figure for line in lines), rule.span)
        if rule.records is not None:
            counts = rule.records.field.value in COUNTS
            measure = Measure.COUNT if counts else Measure.MONEY
            return summed(id, self._fields(rule), rule.span, measure)
        if rule.fact is not None:
            fact = self.facts.get(rule.fact.value)
            if fact is None:
                self.found.append(error("B201", rule.fact.span, f"“{rule.fact}”不在 facts 里。"))
                return summed(id, (), rule.span)
            return copied(id, fact, rule.span)
        if rule.subtract:
            parts = [f for f in map(self.figure, rule.subtract) if f is not None]
            if len(parts) > 1:
                return subtracted(
                    id, parts[0], summed(f"{id}/减项", parts[1:], rule.span), rule.span
                )
        return summed(id, (f for f in map(self.figure, rule.add) if f is not None), rule.span)

    def _fields(self, rule: Rule) -> Iterator[Figure]:
        assert rule.records is not None
        source = rule.records.source
        if source.value not in self.records:
            self.found.append(error("B201", source.span, f"没有“{source}”这种记录。"))
        prefix = rule.records.prefix.value if rule.records.prefix else ""
        for record in self.records.get(source.value, ()):
            value = record.fields.get(rule.records.field.value)
            if isinstance(value, Figure) and _counted(record, prefix):
                yield value


def _counted(record: Record, prefix: str) -> bool:
    return not record.part and record.text("code").startswith(prefix)
