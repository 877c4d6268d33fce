"""What one department wrote for one year.

The records declare their own keys: name, meaning, whether the key may be left out. The
reader, the manual's test and the editor's schema all read these declarations.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.key import key
from generator.model.ledger import Fund
from generator.model.number import Unit
from generator.model.source import Span
from generator.model.values import (
    Amount,
    Entry,
    Funding,
    Percent,
    Portion,
    Quantity,
    Split,
    Text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """The department that publishes."""

    code: Text = key("代码", "部门预算编码，如 434")
    name: Text = key("名称", "部门全称，全书一致")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A unit of the department (所属单位)."""

    name: Text = key("名称", "单位全称")
    nature: Text = key("性质", "单位性质：行政、参公、事业")
    grade: Text | None = key("规格", "单位规格，如 正科级", None)
    support: Text | None = key("经费保障形式", "如 财政拨款", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One atomic line of 基本支出, where both codes are known."""

    function: Text = key("功能科目", "支出功能分类科目编码（项级）")
    economic: Text = key("经济科目", "部门预算支出经济分类科目编码（款级）")
    amount: Funding = key("金额", "金额，可按资金来源分列")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basic:
    """基本支出 of the department or of one unit, as two margins or as atomic lines."""

    unit: Text | None = key("所属单位", "只写某一单位的数时填其名称", None)
    by_function: tuple[Entry[Funding], ...] = key("按功能科目", "功能分类科目编码: 金额", ())
    by_economic: tuple[Entry[Funding], ...] = key("按经济科目", "经济分类科目编码: 金额", ())
    details: tuple[Detail, ...] = key("明细", "功能、经济两种科目都已知时逐笔填写", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One 三级指标 of a project."""

    name: Text = key("名称", "三级指标名称")
    description: Text | None = key("描述", "绩效指标描述；不写与名称相同", None)
    target: Text = key("指标值", "如 ≥95%、700册")
    basis: Text | None = key("依据", "指标值确定依据", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One item of 政府采购 inside a project; its amount is 数量 × 单价."""

    name: Text = key("品名", "采购物品名称")
    code: Text = key("目录编码", "政府采购目录序号，如 A02010399")
    measure: Text = key("计量单位", "如 套、台")
    quantity: Quantity = key("数量", "采购数量", decimals=4)
    price: Amount | None = key(
        "单价", "不写则项目的全部金额都用于本品目，单价由金额除以数量得出", None, decimals=6
    )
    fund: Fund | None = key("资金来源", "不写与项目相同", None)
    reserved: Percent | None = key(
        "中小微企业份额", "预留给中小微企业的百分比，如 100%", None, yearly=False
    )


class Standing(StrEnum):
    """What a project of last year is this year; one that has ended is kept in the file only."""

    UNDECIDED = "待确认"
    CONTINUED = "延续"
    ENDED = "结束"
    NEW = "新增"


@dataclass(frozen=True, slots=True)
class Decided:
    """What a project was decided to be, and where that is written."""

    standing: Standing
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project, written once: tables, 三公, narrative and 绩效目标表 all read it."""

    name: Text = key("名称", "项目名称，全书一致")
    code: Text = key("编码", "项目编码（21 位）")
    decided: Decided | None = key(
        "状态", "延续、新增或结束；结束的项目不再公开；待确认 表示还没有决定", None
    )
    unit: Text | None = key("所属单位", "承担单位的名称；只有一个单位时可不写", None)
    function: Text = key("功能科目", "支出功能分类科目编码（项级）")
    amount: Funding = key("金额", "预算数，可按资金来源分列")
    economic: Split | None = key("经济科目", "全部属于一个科目时写编码；否则写 编码: 金额", None)
    position: Quantity | None = key(
        "说明排序", "在支出说明中的先后；不写按本文件的顺序", None, yearly=False
    )
    purpose: Text | None = key("资金用途", "资金用途", None)
    plan: tuple[Entry[Percent], ...] = key("支出计划", "各时点累计支出百分比", (), yearly=False)
    goals: tuple[Text, ...] = key("绩效目标", "绩效目标，逐条", ())
    indicators: tuple[Entry[tuple[Entry[tuple[Indicator, ...]], ...]], ...] = key(
        "绩效指标", "一级指标: 二级指标: 三级指标清单", ()
    )
    purchases: tuple[Purchase, ...] = key("政府采购", "本项目的政府采购品目", ())
    assets: Portion | None = key("固定资产购置", "其中购置固定资产的金额，或“全额”", None)

    @property
    def standing(self) -> Standing | None:
        """What it is this year; None where nothing is said of that."""
        return None if self.decided is None else self.decided.standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One goal of 整体绩效 with its indicators (名称: 指标值)."""

    goal: Text = key("绩效目标", "绩效目标")
    indicators: tuple[Entry[Text], ...] = key("绩效指标", "指标名称: 指标值", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """A 分项绩效目标."""

    name: Text = key("名称", "分项名称")
    targets: tuple[Target, ...] = key("目标", "绩效目标清单")


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """部门整体绩效目标."""

    overall: Text = key("总体目标", "总体绩效目标")
    groups: tuple[TargetGroup, ...] = key("分项目标", "分项绩效目标", ())
    measures: tuple[Text, ...] = key("保障措施", "工作保障措施，逐条", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One row of 国有资产 at the end of last year."""

    quantity: Quantity | None = key("数量", "数量", None, decimals=4)
    value: Amount | None = key("价值", "价值，单位同本文件的金额单位", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonItem:
    """One item of the reason of a change: a project, a 科目, or what the others leave of it."""

    project: Text | None = key("项目", "项目名称：本年的，或已经结束的", None)
    code: Text | None = key("科目", "功能或经济分类科目编码，哪一级都可以", None)
    rest: Text | None = key("其余", "没有列出的部分叫什么，数额自动算出", None)
    more: Amount | None = key("增加", "增加多少；上年有明细的自动算出，可不写", None)
    less: Amount | None = key("减少", "减少多少；上年有明细的自动算出，可不写", None)
    words: Text | None = key("文字", "为什么，可不写", None)
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure has changed: in words, or item by item."""

    text: Text | None
    items: tuple[ReasonItem, ...]
    span: Span

    def __bool__(self) -> bool:
        return bool(self.items or (self.text is not None and self.text.value.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding of a check that somebody answers for: it is listed, and no longer counts."""

    code: Text = key("代码", "所豁免的代号，如 X204")
    about: Text | None = key("对象", "只豁免这个对象的问题；不写则豁免该代号的全部问题", None)
    reason: Text = key("原因", "为什么可以不改")
    person: Text = key("人", "谁核实的")
    until: Text | None = key("截止", "到哪一天为止，如 2024-12-31；当天仍有效", None)
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """One department, one year. A prior year's file may hold only 合计数."""

    pack: Text = key("模板", "表式和文字所用的模板，如 hebei-2024")
    year: Text = key("年度", "预算年度，四位数字")
    unit: Text = key("单位", "本文件全部金额的单位：万元 或 元")
    department: Department = key("部门", "部门代码和名称")
    prior: Text | None = key("上年", "上年文件，用于比上年增减", None)
    members: tuple[Member, ...] = key("所属单位", "部门所属单位", ())
    duties: tuple[Text, ...] = key("职责", "部门职责，逐条", ())
    basic: tuple[Basic, ...] = key("基本支出", "基本支出", ())
    operating: tuple[Entry[Funding], ...] = key("经营支出", "功能科目: 金额", ())
    remitted: tuple[Entry[Funding], ...] = key("上解上级支出", "功能科目: 金额", ())
    subsidy: tuple[Entry[Funding], ...] = key("对附属单位补助支出", "功能科目: 金额", ())
    year_end: tuple[Entry[Funding], ...] = key("年终结转", "年终结转结余，功能科目: 金额", ())
    projects: tuple[Project, ...] = key("项目", "项目，每个只写一次", ())
    facts: tuple[Entry[Amount], ...] = key("补充数", "模板要求而无法从科目得出的金额", ())
    shared: tuple[Entry[Text], ...] = key("共用", "文字中多处出现的数字和名称，只写一次", ())
    reasons: tuple[Entry[Reason], ...] = key(
        "增减原因", "比上年增减的原因，写一段文字，或逐条列出", ()
    )
    performance: Performance | None = key("整体绩效目标", "部门整体绩效目标", None)
    assets: tuple[Entry[Asset], ...] = key("国有资产", "上年末国有资产，行名由模板规定", ())
    texts: tuple[Entry[Text], ...] = key("文字", "模板要求的其他文字", ())
    phrases: tuple[Text, ...] = key("文中数字", "文字里含数字、而与预算数无关的词语", ())
    names: tuple[Entry[Text], ...] = key("科目名称", "与目录不同的科目名称", ())
    approved: tuple[Entry[Amount], ...] = key("批复数", "财政批复的控制数，只核对不公开", ())
    waivers: tuple[Waiver, ...] = key("豁免", "经核实可以不改的问题，写明原因和人", ())
    totals: tuple[Entry[Amount], ...] = key("合计数", "只有合计的年度填写，如上年数", ())
    # The projects that have ended: they stand in the file and in nothing that is made of it.
    ended: tuple[Project, ...] = ()

    @property
    def money_unit(self) -> Unit:
        """Unit of every amount in the file."""
        return Unit.YUAN if self.unit.value == Unit.YUAN else Unit.TEN_THOUSAND_YUAN

    @property
    def detailed(self) -> bool:
        """Whether it has lines of money, and not only 合计数."""
        others = (self.operating, self.remitted, self.subsidy, self.year_end)
        return bool(self.basic or self.projects or any(others))

    def vouches(self, code: str, about: str) -> bool:
        """Whether a waiver, whenever it ends, answers for what a check finds about something."""
        return any(
            waiver.code.value == code and (not waiver.about or waiver.about.value == about)
            for waiver in self.waivers
        )

    @property
    def span(self) -> Span:
        """The file as a whole."""
        return Span(self.year.span.file)

    @property
    def year_number(self) -> int:
        """The year; 0 when it could not be read."""
        return int(self.year.value) if self.year.value.isdecimal() else 0
