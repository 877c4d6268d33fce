"""Comparisons for the tests of what is made of them: by hand, with invented numbers, and real."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from generator.compare.movers import MOST_MOVERS
from generator.comparing import compare_specs
from generator.model.comparison import (
    ComparedRecord,
    ComparedRow,
    ComparedTable,
    ComparedText,
    Comparison,
    Difference,
    Edit,
    Mover,
    Piece,
    Rest,
    Shown,
    Side,
)
from generator.model.figure import Figure, written
from generator.model.number import Format, Measure, Unit, in_yuan, show
from generator.model.source import Span
from tests.conftest import ROOT
from tests.test_diff import next_year

SPAN = Span(Path("2025.yaml").as_posix())
MONEY = Format()


def figure(id: str, text: str | None, measure: Measure = Measure.MONEY) -> Figure | None:
    """A figure from the text of a spec in 万元."""
    if text is None:
        return None
    value = Decimal(text)
    money = measure is Measure.MONEY
    return written(id, in_yuan(value, Unit.TEN_THOUSAND_YUAN) if money else value, SPAN, measure)


def printed(found: Figure | None, fmt: Format) -> str:
    return "" if found is None else show(found.value, found.measure, fmt)


def difference(
    name: str,
    old: str | None,
    new: str | None,
    *,
    code: str = "",
    column: str = "",
    reason: str = "",
    due: bool = False,
    id: str = "",
    measure: Measure = Measure.MONEY,
) -> Difference:
    """A number on both sides, 万元 with two decimals or a count."""
    id = id or f"{code or name}/{column}"
    left, right = figure(id, old, measure), figure(id, new, measure)
    fmt = MONEY if measure is Measure.MONEY else Format(decimals=None)
    change = (right.value if right else 0) - (left.value if left else 0)
    share = ""
    if left is not None and left.value and change:
        share = f"{change / left.value * 100:+.2f}%"
    shown = Shown(
        printed(left, fmt),
        printed(right, fmt),
        ("+" if change > 0 else "") + show(Decimal(change), measure, fmt) if change else "",
        share,
    )
    return Difference(id, code, name, column, left, right, shown, old != new, due, reason)


def text(label: str, old: str | None, new: str | None, *pieces: tuple[Edit, str]) -> ComparedText:
    """A text; without pieces it stands on one side, or is replaced whole."""
    made = [Piece(edit, words) for edit, words in pieces]
    if not made:
        made += [Piece(Edit.OLD, old)] if old else []
        made += [Piece(Edit.NEW, new)] if new else []
    return ComparedText(label, old, new, tuple(made))


def row(
    code: str,
    name: str,
    *cells: tuple[str | None, str | None] | None,
    side: Side = Side.BOTH,
    strong: bool = False,
    due: bool = False,
    reason: str = "",
) -> ComparedRow:
    """A row whose cells are pairs of old and new; None is a blank cell."""
    made = (
        None
        if cell is None
        else difference(
            name,
            *cell,
            code=code,
            id=f"{code or name}/{place}",
            due=due and not place,
            reason=reason if not place else "",
        )
        for place, cell in enumerate(cells)
    )
    return ComparedRow(code or name, code, name, side, strong, tuple(made))


def table(
    id: str, title: str, columns: tuple[str, ...], rows: tuple[ComparedRow, ...]
) -> ComparedTable:
    """A table; rows with fewer cells than columns are blank at their end."""
    filled = (
        replace(row, cells=(*row.cells, *(None,) * (len(columns) - len(row.cells)))) for row in rows
    )
    return ComparedTable(id, title, columns, tuple(filled))


SPENDING = table(
    "支出总表",
    "部门预算支出总表",
    (
        "合计",
        "基本\n支出",
        "项目\n支出",
        "经营\n支出",
        "上解\n上级\n支出",
        "对附属\n单位补\n助支出",
    ),
    (
        row(
            "",
            "合计",
            ("2748.11", "2955.36"),
            ("1849.09", "1901.36"),
            ("899.02", "1054.00"),
            strong=True,
            due=True,
            reason="新增智慧园区平台建设项目",
        ),
        row(
            "201",
            "一般公共服务支出",
            ("1711.44", "1901.68"),
            ("1193.23", "1228.48"),
            ("518.21", "673.20"),
        ),
        row("2010301", "行政运行", ("767.33", "781.33"), ("767.33", "781.33"), None),
        row(
            "2010302",
            "一般行政管理事务",
            ("518.21", "673.20"),
            None,
            ("518.21", "673.20"),
            due=True,
        ),
        row("2010350", "事业运行", ("425.90", "447.15"), ("425.90", "447.15"), None),
        row("2080501", "行政单位离退休", ("230.67", "230.67"), ("230.67", "230.67"), None),
        row("2080502", "事业单位离退休", ("26.54", "26.54"), ("26.54", "26.54"), None),
        row(
            "2080506",
            "机关事业单位职业年金缴费支出",
            ("104.11", "121.13"),
            ("104.11", "121.13"),
            None,
        ),
        row("2080899", "其他优抚支出", ("2.60", None), ("2.60", None), None, side=Side.OLD),
        row(
            "2080902",
            "军队移交政府的离退休人员安置",
            (None, "2.60"),
            (None, "2.60"),
            None,
            side=Side.NEW,
        ),
        row("2110301", "大气", ("380.81", "380.80"), None, ("380.81", "380.80")),
        row("2210201", "住房公积金", ("76.58", "76.58"), ("76.58", "76.58"), None),
    ),
)

BASIC = table(
    "一般公共预算基本支出表",
    "部门预算一般公共预算财政拨款基本支出表",
    ("合计", "人员经费", "公用经费"),
    (
        row(
            "",
            "合计",
            ("1849.09", "1901.36"),
            ("1747.10", "1796.04"),
            ("101.99", "105.32"),
            strong=True,
        ),
        row("30101", "基本工资", ("682.59", "690.10"), ("682.59", "690.10"), None),
        row("30109", "职业年金缴费", ("104.11", "121.13"), ("104.11", "121.13"), None),
        row("30201", "办公费", ("10.13", "13.46"), None, ("10.13", "13.46")),
        row("30217", "公务接待费", ("0.66", "0.66"), None, ("0.66", "0.66")),
    ),
)

SAME = table(
    "三公经费表",
    "部门预算财政拨款“三公”经费支出表",
    ("合计", "一般公共预算财政拨款"),
    (row("", "一、因公出国（境）费", ("10.00", "10.00"), ("10.00", "10.00")),),
)

FIGURES = (
    difference("收入总计", "2748.11", "2955.36"),
    difference(
        "支出总计",
        "2748.11",
        "2955.36",
        due=True,
        reason="新增智慧园区平台建设项目，人员工资标准调整",
    ),
    difference(
        "项目支出", "899.02", "1054.00", due=True, reason="新增智慧园区平台建设、减少年鉴印刷经费"
    ),
    difference("基本支出", "1849.09", "1901.36"),
    difference("人员经费", "1747.10", "1796.04"),
    difference("公务用车运维费", "3.60", "2.40", due=True),
    difference("公用经费", "101.99", "105.32"),
    difference("政府采购预算", "380.81", "550.80", due=True, reason="新增智慧园区平台建设"),
    difference("公务接待费", "0.66", "0.66"),
    difference("因公出国（境）费", "10.00", "10.00"),
    difference("会议费", "1.00", "1.00"),
    difference("部门所属单位数", "2", "3", measure=Measure.COUNT),
)

MOVES = (
    ("13031125P00AN98000001", "智慧园区综合管理服务平台建设（一期）", None, "170.00"),
    ("13031124P00AN97105180", "《秦皇岛经济技术开发区志》编撰经费", "46.00", "11.00"),
    ("2010350", "事业运行", "425.90", "447.15"),
    ("13031124P00AN97105199", "《秦皇岛经济技术开发区年鉴（2024）》印刷经费", "16.00", None),
    ("2080506", "机关事业单位职业年金缴费支出", "104.11", "121.13"),
    ("2010301", "行政运行", "767.33", "781.33"),
    (
        "13031125P00AN98000002",
        "开发区产业高质量发展规划及营商环境第三方评估、企业满意度调查和信息服务项目经费",
        None,
        "24.99",
    ),
    ("13031124P00AN9710001A", "参加开发区协会会费", "6.00", "12.00"),
    ("13031124P00AN9710001B", "政务信息网络服务", "21.00", "25.00"),
    ("13031124P00AN9710001C", "援助黑河地区开发经费", "20.00", "22.00"),
    ("13031124P00AN9710001D", "绿色示范园区建设", "10.00", "8.99"),
    ("13031124P00AN9710001E", "网站安全等级保护测评", "2.50", "2.51"),
    ("2110301", "开发区大气污染防治第三方技术服务", "380.81", "380.80"),
    ("2080899", "其他优抚支出", "2.60", None),
    ("2080902", "军队移交政府的离退休人员安置", None, "2.60"),
)


def largest_first(movers: Iterable[Mover]) -> tuple[tuple[Mover, ...], Rest | None]:
    """Movers as a comparison has them, with the rest that sums the smallest of many."""
    made = tuple(sorted(movers, key=lambda mover: -mover.difference.size))
    others = [mover.difference for mover in made[MOST_MOVERS:]]
    if len(others) < 2:
        return made, None
    old, new = (
        str(sum((Decimal(text.replace(",", "")) for text in side if text), Decimal(0)))
        for side in ([d.shown.old for d in others], [d.shown.new for d in others])
    )
    return made, Rest(len(others), difference(f"其余 {len(others)} 项", old, new))


MOVERS, REST = largest_first(
    Mover(code, code, name, difference(name, old, new, code=code, column="金额"))
    for code, name, old, new in MOVES
)

PROJECTS = (
    ComparedRecord(
        "智慧园区",
        "13031125P00AN98000001",
        "智慧园区综合管理服务平台建设（一期）",
        Side.NEW,
        (
            difference("智慧园区", None, "170.00", column="金额", due=True),
            difference("智慧园区", None, "30", column="支出计划/6月底（%）", measure=Measure.COUNT),
            difference(
                "智慧园区", None, "100", column="支出计划/12月底（%）", measure=Measure.COUNT
            ),
        ),
        (
            text("功能科目", None, "2010302"),
            text(
                "资金用途",
                None,
                "用于建设智慧园区综合管理服务平台，包括企业服务、能耗监测、环境监测三个子系统的开发、部署和一年的运行维护。",
            ),
            text("绩效目标 1", None, "建成覆盖全区规模以上企业的智慧园区平台。"),
            text("绩效目标 2", None, "实现企业诉求线上受理、限时办结。"),
        ),
    ),
    ComparedRecord(
        "年鉴",
        "13031124P00AN97105199",
        "《秦皇岛经济技术开发区年鉴（2024）》印刷经费",
        Side.OLD,
        (difference("年鉴", "16.00", None, column="金额", due=True, reason="年鉴改为两年一印"),),
        (text("资金用途", "主要用于《中国·秦皇岛经济技术开发区年鉴（2024）》印刷。", None),),
    ),
    ComparedRecord(
        "志",
        "13031124P00AN97105180",
        "《秦皇岛经济技术开发区志》编撰经费",
        Side.BOTH,
        (difference("志", "46.00", "11.00", column="金额", due=True, reason="主体工作上年已完成"),),
        (
            text(
                "资金用途",
                "用于开发区志编撰、评审、印刷。",
                "用于开发区志印刷。",
                (Edit.SAME, "用于开发区志"),
                (Edit.OLD, "编撰、评审、"),
                (Edit.SAME, "印刷。"),
            ),
        ),
    ),
)

SENTENCES = (
    text(
        "二、部门预算安排的总体情况 / 收入说明",
        "2024年部门预算收入2748.11万元，比上年增加110.53万元。",
        "2025年部门预算收入2955.36万元，比上年增加207.25万元，主要原因是新增智慧园区平台建设项目。",
        (Edit.OLD, "2024"),
        (Edit.NEW, "2025"),
        (Edit.SAME, "年部门预算收入"),
        (Edit.OLD, "2748.11"),
        (Edit.NEW, "2955.36"),
        (Edit.SAME, "万元，比上年增加"),
        (Edit.OLD, "110.53"),
        (Edit.NEW, "207.25"),
        (Edit.SAME, "万元"),
        (Edit.NEW, "，主要原因是新增智慧园区平台建设项目"),
        (Edit.SAME, "。"),
    ),
    text("二、部门预算安排的总体情况 / 收入说明", "全部为一般公共预算拨款收入。", None),
    text("六、“三公”经费", None, "公务用车运行维护费比上年减少1.20万元，主要原因是新能源车替换。"),
)

FULL = Comparison(
    department="秦皇岛经济技术开发区管理委员会办公室",
    old_label="2024年",
    new_label="2025年",
    unit="万元",
    figures=FIGURES,
    tables=(SPENDING, BASIC, SAME),
    projects=PROJECTS,
    indicators=(
        ComparedRecord(
            "a",
            "",
            "大气污染防治第三方技术服务 / 完成任务目标",
            Side.BOTH,
            (),
            (
                text(
                    "指标值", "≥90%", "≥95%", (Edit.SAME, "≥"), (Edit.OLD, "90%"), (Edit.NEW, "95%")
                ),
            ),
        ),
        ComparedRecord(
            "b",
            "",
            "智慧园区 / 平台接入企业数",
            Side.NEW,
            (),
            (text("指标值", None, "≥120家"), text("依据", None, "合同")),
        ),
    ),
    assets=(
        ComparedRecord(
            "车辆",
            "",
            "车辆",
            Side.BOTH,
            (
                difference("车辆", "21", "19", column="数量", measure=Measure.COUNT),
                difference("车辆", "239.57", "221.30", column="价值"),
            ),
        ),
    ),
    procurement=(
        ComparedRecord(
            "平台",
            "C16010000",
            "智慧园区平台开发服务",
            Side.NEW,
            (difference("平台", None, "170.00", column="金额"),),
        ),
    ),
    units=(
        ComparedRecord(
            "中心",
            "",
            "秦皇岛经济技术开发区企业服务中心",
            Side.NEW,
            (),
            (text("性质", None, "事业"), text("规格", None, "正科级")),
        ),
    ),
    sentences=SENTENCES,
    total=FIGURES[1],
    movers=MOVERS,
    rest=REST,
    notes=("2024年没有“公务用车数量”这个数，没有比较。",),
)

EMPTY = Comparison(
    department="秦皇岛经济技术开发区管理委员会办公室",
    old_label="2024.yaml",
    new_label="2024-副本.yaml",
    unit="万元",
    figures=(difference("收入总计", "2748.11", "2748.11"),),
    tables=(SAME,),
    projects=(),
    indicators=(),
    assets=(),
    procurement=(),
    units=(),
    sentences=(),
)

SCRIPT = "<script>alert('1')</script>"
HOSTILE = f'{SCRIPT} & "R&D" {{{{ 7*7 }}}} 3<5万元'
LONG = "开发区产业高质量发展规划" * 30
UNBROKEN = "A" * 300


def named(name: str) -> Comparison:
    """Everything that can carry a name carries this one."""
    project = replace(
        PROJECTS[0],
        name=name,
        code=name,
        texts=(text(name, None, name), text(name, name, name + "。")),
    )
    changed = replace(project, side=Side.BOTH)
    row = replace(SPENDING.rows[0], code=name, name=name)
    mover = replace(MOVERS[0], name=name, code=name)
    reason = replace(FULL.figures[1], name=name, reason=name)
    return replace(
        FULL,
        department=name,
        new_label=name,
        figures=(reason, *FULL.figures[2:]),
        tables=(replace(SPENDING, title=name, rows=(row, *SPENDING.rows[1:])), SAME),
        projects=(project, changed),
        indicators=(project, changed),
        sentences=(text(name, name, name + "。"), *FULL.sentences),
        total=reason,
        movers=(mover, *MOVERS[1:]),
        notes=(name,),
    )


def second_year(root: Path) -> Comparison:
    """The spec of 2024 beside a year made from it; `root` is an empty folder for both."""
    shutil.copytree(ROOT / "templates", root / "templates")
    folder = root / "specs" / "office"
    shutil.copytree(ROOT / "specs" / "qinhuangdao-etdz-office", folder)
    written = (folder / "2024.yaml").read_text(encoding="utf-8")
    (folder / "2025.yaml").write_text(next_year(written), encoding="utf-8")
    compared = compare_specs(folder / "2024.yaml", folder / "2025.yaml").value
    assert compared is not None
    return compared.comparison
