"""Projects, purchases, assets and units of two sides: what is new, has ended, has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.build.figures import Figures
from generator.build.records import Record
from generator.compare.differences import Judge
from generator.compare.edition import Edition
from generator.compare.texts import compared_fields, compared_list
from generator.compare.years import Years
from generator.model.comparison import ComparedRecord, Difference, Side
from generator.model.figure import Figure, is_zero, written
from generator.model.number import Measure
from generator.model.spec import Project, Purchase
from generator.model.values import Text

# The fields of records that hold numbers, and what they are called.
_PROJECT = {"amount": "金额", "fiscal": "财政资金", "other": "其他资金", "assets": "固定资产购置"}
_PURCHASE = {"quantity": "数量", "price": "单价", "amount": "金额", "reserved": "中小微企业份额"}
_ASSET = {"quantity": "数量", "value": "价值"}


@dataclass(frozen=True, slots=True)
class Item:
    """A record of one side: its numbers and its words by field, its lists of words.

    `owner` is the id of the record that it belongs to.
    """

    code: str
    name: str
    numbers: Figures = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    owner: str = ""


Items = Mapping[str, Item]


def compare_items(old: Items, new: Items, judge: Judge, years: Years) -> tuple[ComparedRecord, ...]:
    """The records that differ, by their ids: the largest change first, then in order."""
    made = []
    for id in (*new, *(id for id in old if id not in new)):
        found = _compared(id, old.get(id), new.get(id), judge, years)
        if found is not None:
            made.append(found)
    return tuple(sorted(made, key=lambda record: -record.size))


def _compared(
    id: str, old: Item | None, new: Item | None, judge: Judge, years: Years
) -> ComparedRecord | None:
    item = new or old
    assert item is not None
    before, after = old or Item("", ""), new or Item("", "")
    numbers = tuple(_numbers(before, after, item, judge))
    labels = dict.fromkeys((*after.texts, *before.texts))
    fields = ((f, before.texts.get(f, ""), after.texts.get(f, "")) for f in labels)
    texts = [*compared_fields(fields, years)]
    for label in dict.fromkeys((*after.lists, *before.lists)):
        lists = before.lists.get(label, ()), after.lists.get(label, ())
        texts += compared_list(label, *lists, years)
    side = Side.BOTH if old and new else Side.NEW if new else Side.OLD
    if side is Side.BOTH and not numbers and not texts:
        return None
    return ComparedRecord(id, item.code, item.name, side, numbers, tuple(texts), item.owner)


def _numbers(old: Item, new: Item, item: Item, judge: Judge) -> Iterator[Difference]:
    for label in dict.fromkeys((*new.numbers, *old.numbers)):
        a, b = old.numbers.get(label), new.numbers.get(label)
        either = b or a
        assert either is not None
        made = judge.difference(either.id, item.name, a, b, code=item.code, column=label)
        if label == _PROJECT["amount"]:
            made = judge.reasons.of_project(item.name, made)
        if made.differs:
            yield made


def projects(edition: Edition) -> Items:
    """The projects of a side by id, under the new side's names."""
    if edition.budget is None:
        return {}
    said = edition.said()
    records = edition.budget.records["projects"]
    triples = zip(edition.spec.projects, edition.budget.spec.projects, records, strict=True)
    return {
        project_id(named.name.value): _project(own, named, record, said)
        for own, named, record in triples
    }


def project_id(name: str) -> str:
    """The id of a project's record."""
    return f"项目/{name}"


def _project(
    own: Project, named: Project, record: Record, said: Mapping[tuple[str, Text], str]
) -> Item:
    root = f"项目/{own.name}"

    def words(text: Text | None, owner: str) -> str:
        return "" if text is None else said.get((f"{root}/{owner}", text), text.value)

    numbers = dict(_figures(record, _PROJECT))
    if not all(is_zero(numbers.get(name)) is False for name in ("财政资金", "其他资金")):
        # All of one kind: it is the amount again.
        del numbers["财政资金"], numbers["其他资金"]
    numbers |= {
        f"支出计划 {entry.name}": written(
            f"项目/{named.name}/支出计划/{entry.name}",
            entry.value.value, entry.value.span, Measure.SHARE, entry.value.filled,
        )
        for entry in own.plan
        if entry.value.readable
    }  # fmt: skip
    economic = named.economic
    texts = {
        "名称": words(own.name, "名称"),
        "编码": own.code.value,
        "所属单位": own.unit.value if own.unit else "",
        "功能科目": named.function.value,
        "经济科目": "、".join(sorted(c.value for c in economic.codes())) if economic else "",
        "资金用途": words(own.purpose, "资金用途"),
    }
    goals = [words(goal, "绩效目标") for goal in own.goals]
    return Item(own.code.value, words(own.name, "名称"), numbers, texts, {"绩效目标": goals})


def purchases(edition: Edition) -> Items:
    """The purchases of a side by id."""
    if edition.budget is None:
        return {}
    pairs = [(p, one) for p in edition.budget.spec.projects for one in p.purchases]
    records = edition.budget.records["purchases"]
    return {
        record.id: _purchase(project, one, record)
        for (project, one), record in zip(pairs, records, strict=True)
    }


def _purchase(project: Project, purchase: Purchase, record: Record) -> Item:
    texts = {
        "目录编码": purchase.code.value,
        "计量单位": purchase.measure.value,
        "资金来源": record.fund.value,
    }
    name = f"{purchase.name}（{project.name}）"
    numbers, owner = dict(_figures(record, _PURCHASE)), project_id(project.name.value)
    return Item(purchase.code.value, name, numbers, texts, owner=owner)


def assets(edition: Edition) -> Items:
    """The rows of the assets that have a number, by id."""
    if edition.budget is None:
        return {}
    found = {
        f"国有资产/{record.id}": Item("", record.id, dict(_figures(record, _ASSET)))
        for record in edition.budget.records["assets"]
    }
    return {id: item for id, item in found.items() if item.numbers}


def units(edition: Edition) -> Items:
    """The units of the department, by id."""
    if edition.budget is None:
        return {}
    said = edition.said()

    def words(text: Text | None, owner: str) -> str:
        return "" if text is None else said.get((f"所属单位/{owner}", text), text.value)

    return {
        f"所属单位/{member.name}": Item(
            "",
            member.name.value,
            texts={
                "性质": words(member.nature, "性质"),
                "规格": words(member.grade, "规格"),
                "经费保障形式": words(member.support, "经费保障形式"),
            },
        )
        for member in edition.spec.members
    }


def _figures(record: Record, names: Mapping[str, str]) -> Iterable[tuple[str, Figure]]:
    for name, label in names.items():
        value = record.fields.get(name)
        if isinstance(value, Figure):
            yield label, value
