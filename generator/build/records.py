"""Units, projects, purchases and assets as records: fields of text and figures by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.figure import Figure, copied, divided, multiplied, summed, written
from generator.model.ledger import Fund, Kind, Ledger, Line
from generator.model.number import Measure
from generator.model.pack import Pack
from generator.model.spec import Project, Purchase, Spec
from generator.model.values import Text

# The fields that count things; all other numbers are money.
COUNTS = frozenset({"quantity"})
FISCAL = (Fund.GENERAL, Fund.GOVERNMENT, Fund.CAPITAL)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: `id` names it in figure ids, `fund` pays it, `part` keeps it out of totals."""

    id: str
    fields: Mapping[str, Figure | Text]
    fund: Fund = Fund.GENERAL
    part: bool = False

    def text(self, field: str) -> str:
        """A field's words; "" when it is blank."""
        value = self.fields.get(field)
        return value.value if isinstance(value, Text) else ""


Records = Mapping[str, tuple[Record, ...]]


def build_records(spec: Spec, pack: Pack, ledger: Ledger, year: str = "") -> Records:
    """The record sets tables and figures draw from, by name.

    The ids of the figures begin with `year`, for another one.
    """
    lines: dict[str, list[Line]] = {}
    for line in ledger.by_function:
        if line.kind is Kind.PROJECT:
            lines.setdefault(line.project, []).append(line)
    projects = tuple(_project(p, lines.get(p.name.value, []), year) for p in spec.projects)
    return {
        "members": tuple(
            Record(
                m.name.value,
                _present(name=m.name, nature=m.nature, grade=m.grade, support=m.support),
            )
            for m in spec.members
        ),
        "projects": projects,
        "purchases": tuple(
            made
            for project, record in zip(spec.projects, projects, strict=True)
            for made in _purchases(project, record, year)
        ),
        "assets": tuple(_assets(spec, pack, year)),
    }


def _project(project: Project, lines: list[Line], year: str) -> Record:
    root = f"{year}项目/{project.name}"
    rule = project.name.span
    amount = summed(root, (line.figure for line in lines), rule)
    fiscal = summed(f"{root}/财政资金", (x.figure for x in lines if x.fund in FISCAL), rule)
    other = summed(f"{root}/其他资金", (x.figure for x in lines if x.fund not in FISCAL), rule)
    fields: dict[str, Figure | Text] = {"amount": amount, "fiscal": fiscal, "other": other}
    fields |= _present(
        name=project.name, code=project.code, unit=project.unit, purpose=project.purpose
    )
    if project.assets is not None:
        name = f"{root}/固定资产购置"
        if project.assets.amount is None:
            fields["assets"] = copied(name, amount, project.assets.span)
        elif project.assets.amount.readable:
            part = project.assets.amount
            fields["assets"] = written(name, part.value, project.assets.span, known=part.filled)
    return Record(project.name.value, fields, lines[0].fund if lines else Fund.GENERAL)


def _purchases(project: Project, record: Record, year: str) -> Iterator[Record]:
    times = Counter(purchase.name.value for purchase in project.purchases)
    for number, purchase in enumerate(project.purchases, 1):
        suffix = f"（{number}）" if times[purchase.name.value] > 1 else ""
        root = f"{year}政府采购/{project.name}/{purchase.name}{suffix}"
        yield _purchase(root, project, record, purchase)


def _purchase(root: str, project: Project, record: Record, purchase: Purchase) -> Record:
    quantity = written(
        f"{root}/数量",
        purchase.quantity.value,
        purchase.quantity.span,
        Measure.COUNT,
        purchase.quantity.filled,
    )
    if purchase.price is None:
        whole = record.fields["amount"]
        assert isinstance(whole, Figure)
        amount = copied(f"{root}/金额", whole, purchase.name.span)
        price = divided(f"{root}/单价", amount, quantity, purchase.name.span)
    else:
        price = written(
            f"{root}/单价", purchase.price.value, purchase.price.span, known=purchase.price.filled
        )
        amount = multiplied(f"{root}/金额", quantity, price, purchase.name.span, Measure.MONEY)
    fields: dict[str, Figure | Text] = {
        "budget": record.fields["amount"],
        "quantity": quantity,
        "price": price,
        "amount": amount,
    }
    if purchase.reserved is not None:
        share = written(
            f"{root}/份额",
            purchase.reserved.value,
            purchase.reserved.span,
            Measure.SHARE,
            purchase.reserved.filled,
        )
        place = purchase.reserved.span
        fields["reserved"] = multiplied(f"{root}/预留", amount, share, place, Measure.MONEY)
    fields |= _present(
        project=project.name, unit=project.unit, name=purchase.name, code=purchase.code,
        measure=purchase.measure,
    )  # fmt: skip
    return Record(root, fields, purchase.fund or record.fund)


def _assets(spec: Spec, pack: Pack, year: str) -> list[Record]:
    given = {entry.name.value: entry.value for entry in spec.assets}
    records = []
    for rule in pack.rule.assets:
        fields: dict[str, Figure | Text] = {"label": rule.label, "code": rule.name}
        asset = given.get(rule.name.value)
        root = f"{year}国有资产/{rule.name}"
        if asset and asset.quantity and asset.quantity.readable:
            quantity = asset.quantity
            fields["quantity"] = written(
                f"{root}/数量", quantity.value, quantity.span, Measure.COUNT, quantity.filled
            )
        if asset and asset.value and asset.value.readable:
            fields["value"] = written(
                f"{root}/价值", asset.value.value, asset.value.span, known=asset.value.filled
            )
        records.append(Record(rule.name.value, fields, part=rule.within is not None))
    return records


def _present(**fields: Text | None) -> dict[str, Figure | Text]:
    return {name: text for name, text in fields.items() if text is not None}
