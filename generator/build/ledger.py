"""The lines of money of one spec, and what is wrong with their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.model.diagnostic import Diagnostic, Outcome, error, warning
from generator.model.figure import Figure, copied, written
from generator.model.ledger import Fund, Kind, Ledger, Line
from generator.model.pack import Catalog, Pack
from generator.model.pending import UNFILLED
from generator.model.spec import Basic, Project, Spec
from generator.model.values import Amount, Entry, Funding, Text

WHOLE_DEPARTMENT = ""


def build_ledger(spec: Spec, pack: Pack, root: str = "") -> Outcome[Ledger]:
    """Every line of the spec; the ids of its figures begin with `root`, for another year.

    Lines whose amount or code could not be read are left out.
    """
    natures = {member.name.value: member.nature.value for member in spec.members}
    named = frozenset(entry.name.value for entry in spec.names)
    building = _Building(pack, natures, named, root)
    for basic in spec.basic:
        building.basic(basic)
    for kind, entries in (
        (Kind.OPERATING, spec.operating),
        (Kind.REMITTED, spec.remitted),
        (Kind.SUBSIDY, spec.subsidy),
        (Kind.YEAR_END, spec.year_end),
    ):
        for entry in entries:
            building.by_function(kind, kind.value, entry, WHOLE_DEPARTMENT)
    for project in spec.projects:
        building.project(project)
    ledger = Ledger(tuple(building.functions), tuple(building.economics), building.complete)
    return Outcome(ledger, tuple(building.found))


@dataclass
class _Building:
    pack: Pack
    natures: Mapping[str, str]
    named: frozenset[str]
    root: str = ""
    functions: list[Line] = field(default_factory=list)
    economics: list[Line] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    complete: bool = True
    _warned: set[str] = field(default_factory=set)

    def basic(self, basic: Basic) -> None:
        unit = self.member(basic.unit)
        root = f"{Kind.BASIC.value}/{unit}" if unit else Kind.BASIC.value
        for entry in basic.by_function:
            self.by_function(Kind.BASIC, f"{root}/按功能科目", entry, unit)
        for entry in basic.by_economic:
            if not self.code(entry.name, self.pack.economic, "经济科目", key=True):
                continue
            name = f"{root}/按经济科目/{entry.name}"
            for figure, fund, carried in self.parts(name, entry.value):
                line = Line(figure, Kind.BASIC, fund, carried, economic=entry.name.value)
                self.economics.append(self._of(line, unit))
        for detail in basic.details:
            good = self.code(detail.function, self.pack.function, "功能科目")
            if not self.code(detail.economic, self.pack.economic, "经济科目") or not good:
                continue
            name = f"{root}/明细/{detail.function}/{detail.economic}"
            for figure, fund, carried in self.parts(name, detail.amount):
                codes = (detail.function.value, detail.economic.value)
                line = self._of(Line(figure, Kind.BASIC, fund, carried, *codes), unit)
                self.functions.append(line)
                self.economics.append(line)

    def by_function(self, kind: Kind, root: str, entry: Entry[Funding], unit: str) -> None:
        if not self.code(entry.name, self.pack.function, "功能科目", key=True):
            return
        for figure, fund, carried in self.parts(f"{root}/{entry.name}", entry.value):
            line = Line(figure, kind, fund, carried, entry.name.value)
            self.functions.append(self._of(line, unit))

    def project(self, project: Project) -> None:
        root = f"项目/{project.name}"
        unit = self.member(project.unit)
        function = project.function
        # A project may be known, and how much it costs, before its code is.
        if not self.code(function, self.pack.function, "功能科目") and function.value != UNFILLED:
            return
        lines = [
            self._of(
                Line(
                    figure, Kind.PROJECT, fund, carried, function.value, project=project.name.value
                ),
                unit,
            )
            for figure, fund, carried in self.parts(f"{root}/金额", project.amount)
        ]
        self.functions += lines
        if project.economic is not None and lines:
            self.economics += self._split(root, project, lines)

    def _split(self, root: str, project: Project, lines: list[Line]) -> Iterator[Line]:
        assert project.economic is not None
        for code in project.economic.codes():
            if not self.code(code, self.pack.economic, "经济科目"):
                return
        whole = project.economic.whole
        if whole is not None:
            for line in lines:
                name = f"{self.root}{root}/经济科目/{whole}/{line.fund.value}"
                figure = copied(name, line.figure, whole.span)
                yield _on(line, figure, whole.value)
        for entry in project.economic.parts:
            for figure in self._one(f"{root}/经济科目/{entry.name}", entry.value):
                yield _on(lines[0], figure, entry.name.value)

    def parts(self, name: str, funding: Funding) -> Iterator[tuple[Figure, Fund, bool]]:
        """The figures of an amount, by fund."""
        several = len(funding.parts) > 1
        for part in funding.parts:
            suffix = (
                f"/{part.fund.value}{'（上年结转）' if part.carried else ''}" if several else ""
            )
            for figure in self._one(name + suffix, part.amount):
                yield figure, part.fund, part.carried

    def _one(self, name: str, amount: Amount) -> Iterator[Figure]:
        if amount.readable:
            yield written(self.root + name, amount.value, amount.span, known=amount.filled)
        self.complete = self.complete and amount.readable and amount.filled

    def member(self, unit: Text | None) -> str:
        """The unit's name, which must be one of 所属单位."""
        if unit is None or unit.value == UNFILLED:
            self.complete = self.complete and unit is None
            return WHOLE_DEPARTMENT
        if unit.value not in self.natures and unit.value not in self._warned:
            self._warned.add(unit.value)
            names = "、".join(self.natures) or "（没有填）"
            message = f"“{unit}”不在“所属单位”里。"
            self.found.append(error("B104", unit.span, message, f"所属单位有：{names}。"))
        return unit.value

    def code(self, code: Text, catalog: Catalog, kind: str, key: bool = False) -> bool:
        """Whether a code can be used; one that no catalog knows only gets a warning."""
        length = catalog.levels[-1] if catalog.levels else 0
        word = code.value
        # A value that is missing or open is told elsewhere; a key that is no code only here.
        if not key and (not word or word == UNFILLED):
            self.complete = False
            return False
        if not word.isascii() or not word.isdecimal() or len(word) != length:
            message = f"{kind}编码“{word}”应当是 {length} 位数字。"
            self.found.append(error("B101", code.span, message, "请填到最末一级科目。"))
        elif word[: catalog.levels[0]] not in catalog.names:
            message = f"{kind}编码“{word}”：没有“{word[: catalog.levels[0]]}”这一类科目。"
            self.found.append(error("B102", code.span, message, "请对照科目目录检查编码。"))
        else:
            if word not in catalog.names and word not in self.named and word not in self._warned:
                self._warned.add(word)
                message = f"科目目录里没有{kind}“{word}”。"
                advice = "请核对编码；如确有此科目，请在“科目名称”里写出它的名称。"
                self.found.append(warning("B103", code.span, message, advice))
            return True
        self.complete = False
        return False

    def _of(self, line: Line, unit: str) -> Line:
        return Line(
            line.figure, line.kind, line.fund, line.carried, line.function, line.economic,
            line.project, unit, self.natures.get(unit, ""),
        )  # fmt: skip


def _on(line: Line, figure: Figure, economic: str) -> Line:
    return Line(
        figure, line.kind, line.fund, line.carried, line.function, economic,
        line.project, line.unit, line.nature,
    )  # fmt: skip
