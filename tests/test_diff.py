"""gongkai diff as a clerk uses it, on the spec of 2024 and a year made from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.cli import comparison as page
from generator.cli.redlined import redlined
from generator.comparing import compare_specs
from generator.model.comparison import Comparison, Edit, Piece, Side
from tests.conftest import ROOT, Run, lacks

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
LISTS = (
    "figures",
    "cells",
    "projects",
    "indicators",
    "assets",
    "procurement",
    "units",
    "sentences",
)
Gongkai = Callable[..., Run]


def next_year(text: str) -> str:
    """The spec of 2024 as that of 2025, with some changes of every kind."""
    text = text.partition("\n批复数:")[0] + "\n"
    for old, new in (
        ("年度: 2024\n", "年度: 2025\n"),
        ("上年: 2023.yaml", "上年: 2024.yaml"),
        ("2010301: 767.33", "2010301: 781.33"),
        ("30101: 682.59", "30101: 696.59"),
        ("金额: 75.50", "金额: 95.80"),
        ("年鉴（2024）》印刷经费", "年鉴（2025）》印刷经费"),
        ("年鉴印数: 700", "年鉴印数: 800"),
        ("指标值: ≥20次", "指标值: ≥24次"),
        ("数量: 21  #", "数量: 20  #"),
        ("规格: 正科级", "规格: 副科级"),
        ("按照要求开展绩效运转监控", "按照要求开展绩效运行监控"),
        ("目录编码: A02010399", "目录编码: A02010301"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    before, _, behind = text.partition("  # 5\n")
    return before + behind[behind.index("  # 6\n") :]


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A project with the years 2023, 2024 and 2025."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    folder = tmp_path / "specs" / "office"
    folder.mkdir(parents=True)
    for year in ("2023", "2024"):
        shutil.copyfile(SPEC.with_name(f"{year}.yaml"), folder / f"{year}.yaml")
    changed = next_year(SPEC.read_text(encoding="utf-8"))
    (folder / "2025.yaml").write_text(changed, encoding="utf-8")
    return folder


def comparison(old: Path | None, new: Path) -> Comparison:
    outcome = compare_specs(old, new)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value.comparison


def edited(path: Path, old: str, new: str, name: str = "") -> Path:
    """A file with some words replaced, under another name if one is given."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    target = path.with_name(name) if name else path
    target.write_text(text.replace(old, new), encoding="utf-8")
    return target


def test_a_file_beside_itself_has_no_difference(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2024.yaml", specs / "2024.yaml")
    assert (run.status, run.out, run.err) == (0, "两份文件没有不同。\n", "")
    run = gongkai("diff", specs / "2024.yaml", specs / "2024.yaml", "--to", "json")
    assert json.loads(run.out) == {name: [] for name in LISTS}
    assert run.err == ""


def test_two_years_are_told_from_the_total_down_to_the_words(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2024.yaml", specs / "2025.yaml")
    assert run.status == 0 and run.err == ""
    lines = [line.strip() for line in run.out.splitlines()]
    assert lines[1] == "支出合计 2748.11 → 2762.41，增加 14.30（+0.52%）"
    expected = [
        "变动来源（3 处）",
        "13031124P00AN9710535J  综合业务费             75.50   95.80  +20.30   +26.89%  需说明原因",
        "13031124P00AN9710513K  援助黑河地区开发经费   20.00          -20.00  -100.00%  需说明原因",
        "2010301                行政运行              767.33  781.33  +14.00    +1.82%",
        "部门预算支出总表（14 处）",
        "合计                            合计      2748.11  2762.41  +14.30   +0.52%",
        "结束 援助黑河地区开发经费 13031124P00AN9710513K",
        "绩效目标：印刷开发区年鉴[-700-]{+800+}册。",
        "指标值：≥[-20-]{+24+}次",
        "结束项目“援助黑河地区开发经费”的绩效指标 6 项",
        "数量 21 → 20（-1，-4.76%）",
        "目录编码：[-A02010399-]{+A02010301+}",
        "规格：[-正-]{+副+}科级",
        "…运行监控：按照要求开展绩效运[-转-]{+行+}监控，发现问题及时采取措施，…",
    ]  # fmt: skip
    places = [lines.index(line) for line in expected]
    assert places == sorted(places)


def test_a_new_file_alone_is_compared_with_its_prior_year(gongkai: Gongkai, specs: Path) -> None:
    alone = gongkai("diff", specs / "2025.yaml")
    both = gongkai("diff", specs / "2024.yaml", specs / "2025.yaml")
    assert alone == both


def test_only_the_year_differs_and_nothing_is_told(specs: Path) -> None:
    old = edited(specs / "2024.yaml", "上年: 2023.yaml", "", "old.yaml")
    text = old.read_text(encoding="utf-8")
    reasons = text.index("\n增减原因:")
    text = text[:reasons] + text[text.index("\n# ── 部门整体绩效目标") :]
    old.write_text(text, encoding="utf-8")
    new = edited(old, "年度: 2024\n", "年度: 2025\n", "new.yaml")
    assert comparison(old, new).empty


def test_a_prior_year_of_totals_only_compares_the_totals(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2024.yaml")
    assert run.status == 0
    assert "2023年的文件只有合计数" in run.err
    made = comparison(None, specs / "2024.yaml")
    assert [f.name for f in made.differing] == ["项目支出", "支出总计", "基本支出", "三公经费"]
    assert made.differing[0].due and made.differing[0].reason.startswith("本年度增加了大气污染")
    assert not made.differing[1].due, "no reason is asked for 支出总计"
    assert not (made.tables or made.projects or made.movers or made.sentences or made.total)


def test_a_reason_that_is_given_is_told_and_not_asked_for(gongkai: Gongkai, specs: Path) -> None:
    lines = gongkai("diff", specs / "2024.yaml").out.splitlines()
    place = next(i for i, line in enumerate(lines) if line.strip().startswith("项目支出"))
    assert lines[place].endswith("+391.62%")
    assert lines[place + 1].strip().startswith("原因：本年度增加了大气污染")
    made = json.loads(gongkai("diff", specs / "2024.yaml", "--to", "json").out)
    assert made["figures"][0]["due"] and made["figures"][0]["reason"]
    text = (specs / "2024.yaml").read_text(encoding="utf-8")
    start = text.index("\n增减原因:")
    silent = text[:start] + text[text.index("\n# ── 部门整体绩效目标") :]
    (specs / "2024.yaml").write_text(silent, encoding="utf-8")
    lines = gongkai("diff", specs / "2024.yaml").out.splitlines()
    assert lines[place].endswith("+391.62%  需说明原因")


def test_files_in_other_units_are_converted(specs: Path) -> None:
    text = (specs / "2024.yaml").read_text(encoding="utf-8")
    old = edited(specs / "2024.yaml", "30217: 0.66", "30217: 0.70", "old.yaml")
    lines = []
    amounts = False
    for line in text.splitlines():
        amounts = line.startswith(("基本支出:", "项目:")) or (amounts and line[:1] in " #-")
        key, colon, value = line.partition(": ")
        number, _, note = value.partition(" ")
        money = key.strip().isdecimal() or key.strip() in ("金额", "固定资产购置", "价值")
        if colon and money and number.replace(".", "").isdecimal() and "." in number:
            line = f"{key}: {number.replace('.', '').lstrip('0')}00  {note}"
        lines.append(line)
    (specs / "yuan.yaml").write_text(
        "\n".join(lines).replace("单位: 万元", "单位: 元").partition("\n批复数:")[0] + "\n",
        encoding="utf-8",
    )
    made = comparison(old, specs / "yuan.yaml")
    assert made.unit == "万元"
    assert {f.id for f in made.differing} == {"公务接待费", "三公经费", "公用经费", "机关运行经费"}
    assert {f.shown.change for f in made.differing} == {"-0.04"}
    assert not (made.projects or made.assets or made.procurement)


def test_a_count_stays_a_count_where_one_side_has_none(specs: Path) -> None:
    text = (specs / "2024.yaml").read_text(encoding="utf-8")
    start = text.index("  车辆:\n")
    without = text[:start] + text[text.index("  大型设备:", start) :]
    (specs / "none.yaml").write_text(without, encoding="utf-8")
    there = comparison(specs / "2024.yaml", specs / "none.yaml")
    back = comparison(specs / "none.yaml", specs / "2024.yaml")
    changes = [next(f.shown for f in c.differing if f.id == "车辆数") for c in (there, back)]
    assert [(s.old, s.new, s.change) for s in changes] == [("21", "0", "-21"), ("0", "21", "+21")]


def test_a_code_that_moved_is_the_same_row(specs: Path) -> None:
    folder = specs.parent.parent / "templates" / "hebei-2025"
    shutil.copytree(folder.with_name("hebei-2024"), folder)
    pack = folder / "pack.yaml"
    pack.write_text(
        pack.read_text(encoding="utf-8") + "\nrenamed: {2010350: 2010399}\n", encoding="utf-8"
    )
    new = edited(specs / "2025.yaml", "模板: hebei-2024", "模板: hebei-2025")
    edited(new, "2010350: 425.90", "2010399: 426.90")
    made = comparison(specs / "2024.yaml", new)
    spending = next(table for table in made.tables if table.id == "支出总表")
    row = next(row for row in spending.rows if row.id == "2010399")
    assert row.side is Side.BOTH and "2010350" not in {row.id for row in spending.rows}
    cell = next(cell for cell in row.cells if cell and cell.column == "基本支出")
    assert (cell.shown.old, cell.shown.new, cell.shown.change) == ("425.90", "426.90", "+1.00")
    assert "基本支出/2010399" in {mover.id for mover in made.movers}


def test_a_project_keeps_its_place_by_code_then_by_name(specs: Path) -> None:
    edited(specs / "2025.yaml", "名称: 因公出访费用", "名称: 因公出国经费")
    edited(specs / "2025.yaml", "编码: 13031124P00AN9710508R", "编码: 13031125P00AN9710508R")
    found = {r.name: r for r in comparison(None, specs / "2025.yaml").projects}
    renamed, recoded = found["因公出国经费"], found["机房设备维修及耗材"]
    assert renamed.side is recoded.side is Side.BOTH
    assert [(t.label, t.old, t.new) for t in renamed.texts] == [
        ("名称", "因公出访费用", "因公出国经费")
    ]
    assert [(t.label, t.old) for t in recoded.texts] == [("编码", "13031124P00AN9710508R")]
    # The yearbook has another year in its name and nothing else that changed by itself.
    yearbook = found["《秦皇岛经济技术开发区年鉴（2025）》印刷经费"]
    assert [t.label for t in yearbook.texts] == ["绩效目标"]


def test_a_new_project_that_takes_the_name_of_one_that_ended_is_another(specs: Path) -> None:
    text = (specs / "2024.yaml").read_text(encoding="utf-8")
    # 因公出访费用 (code 9710533B) goes on under the name of 综合业务费 (9710535J), which ends.
    start, end = text.index("  # 6\n"), text.index("  # 7\n")
    text = text[:start] + text[end:]
    text = text.replace("名称: 因公出访费用", "名称: 综合业务费")
    (specs / "new.yaml").write_text(text, encoding="utf-8")
    made = comparison(specs / "2024.yaml", specs / "new.yaml")
    assert {(r.code[-8:], r.side) for r in made.projects} == {
        ("9710533B", Side.BOTH),
        ("9710535J", Side.OLD),
    }
    ended = next(r for r in made.projects if r.side is Side.OLD)
    assert ended.numbers[0].shown.old == "75.50"


def test_an_open_place_is_shown_and_has_no_change(gongkai: Gongkai, specs: Path) -> None:
    edited(specs / "2025.yaml", "金额: 95.80", "金额: 待填")
    run = gongkai("diff", specs / "2025.yaml")
    assert run.status == 0
    assert "没有填的数显示为【待填】" in run.err
    assert "金额 75.50 → 【待填】\n" in run.out
    made = comparison(None, specs / "2025.yaml")
    total = made.total
    assert total is not None and (total.shown.new, total.shown.change) == ("【待填】", "")


def test_a_difference_too_small_for_the_format_gets_more_digits(specs: Path) -> None:
    yuan = specs / "a.yaml"
    source = ROOT / "tests/packs"
    shutil.copytree(
        source / "templates/yunzhou-2026", specs.parent.parent / "templates/yunzhou-2026"
    )
    river = source / "specs/river-bureau"
    shutil.copyfile(river / "2025.yaml", specs / "2025.yaml")
    shutil.copyfile(river / "2026.yaml", yuan)
    new = edited(yuan, "1234567.89", "1234567.90", "b.yaml")
    made = comparison(yuan, new)
    total = next(f for f in made.differing if f.name == "预算总额")
    assert (total.shown.old, total.shown.new) == ("575.456839", "575.456840")
    assert total.shown.change == "+0.000001"


@pytest.mark.parametrize(
    ("name", "replacements", "said"),
    [
        ("2024.yaml", [('代码: "434"', '代码: "435"')], "C801：两份文件不是同一个部门"),
        ("2024.yaml", [("年度: 2024\n", "年度: 2026\n")], "C803：前一份是2026年，后一份是2025年"),
        ("2024.yaml", [("模板: hebei-2024", "模板: yunzhou-2024")], "C802：两份文件用的不是同一种"),
        ("2024.yaml", [("30217: 0.66", "30217: 零")], "S114"),
        ("2024.yaml", [("2010301: 767.33", "9990301: 767.33")], "B102"),
        ("2025.yaml", [("上年: 2024.yaml", "上年: 2020.yaml")], "“2020.yaml”：没有这个文件"),
        ("2025.yaml", [("上年: 2024.yaml", "上年: /etc/passwd")], "S117"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_said(
    gongkai: Gongkai, specs: Path, name: str, replacements: list[tuple[str, str]], said: str
) -> None:
    shutil.copytree(
        ROOT / "tests/packs/templates/yunzhou-2026",
        specs.parent.parent / "templates" / "yunzhou-2024",
    )
    for old, new in replacements:
        edited(specs / name, old, new)
    run = gongkai("diff", *([] if name == "2025.yaml" else [specs / name]), specs / "2025.yaml")
    assert run.status == 1
    assert said in run.err
    assert run.err.rstrip().endswith("没有对比。")
    assert run.out == ""


def test_without_a_prior_year_a_second_file_is_asked_for(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2023.yaml")
    assert run.status == 1
    assert "C804：没有写和哪一份文件对比" in run.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.yaml", "b.yaml", "c.yaml"], "最多写两份文件"),
        (["a.yaml", "--to", "pdf"], "--to 不认识“pdf”，可以用：html、xlsx、docx、json。"),
        (["a.yaml", "--out", "x"], "--out 要和 --to 一起用。"),
        (["a.yaml", "--to", "html", "--out", " "], "--out 后面要写文件夹。"),
        ([], "缺少"),
    ],
)
def test_wrong_usage_is_said(gongkai: Gongkai, arguments: list[str], said: str) -> None:
    run = gongkai("diff", *arguments)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


def test_two_departments_of_one_code_are_only_noted(gongkai: Gongkai, specs: Path) -> None:
    edited(
        specs / "2025.yaml", "名称: 秦皇岛经济技术开发区管理委员会办公室\n", "名称: 管委会办公室\n"
    )
    run = gongkai("diff", specs / "2025.yaml")
    assert run.status == 0
    assert "两份文件的部门名称不同" in run.err


def test_two_versions_of_one_year_are_called_by_their_files(gongkai: Gongkai, specs: Path) -> None:
    kept = specs.parent.parent / "kept"
    kept.mkdir()
    shutil.copyfile(specs / "2024.yaml", kept / "2024.yaml")
    # Ten times as much, but since last week, not since last year.
    edited(specs / "2024.yaml", "30217: 0.66", "30217: 6.60")
    run = gongkai("diff", kept / "2024.yaml", specs / "2024.yaml")
    assert run.status == 0, run.err
    assert "kept/2024.yaml" in run.out and "office/2024.yaml" in run.out
    assert "2010301" not in run.out
    # The reasons in the file are those of the change from last year.
    assert "需说明原因" not in run.out and "原因：" not in run.out


def test_long_lists_are_cut_and_all_shows_them(gongkai: Gongkai, specs: Path) -> None:
    text = (specs / "2025.yaml").read_text(encoding="utf-8")
    many = text.replace("30101: 696.59", "30101: 700.00").replace("30103: 115.76", "30103: 1.00")
    many = many.replace("依据: 年度工作计划", "依据: 年度计划")
    (specs / "2025.yaml").write_text(many, encoding="utf-8")
    run = gongkai("diff", specs / "2025.yaml")
    every = gongkai("diff", specs / "2025.yaml", "--all")
    assert "处，用 --all 全部列出。" in run.out and "…" in run.out
    assert "全部列出" not in every.out
    assert len(every.out.splitlines()) > len(run.out.splitlines())


def test_numbers_stand_below_each_other(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2025.yaml")
    lines = run.out.split("部门预算支出总表")[1].split("\n\n")[0].splitlines()[1:]
    ends = {page_width(line[: line.index(".") + 3]) for line in lines[1:]}
    assert len(lines) == 15 and len(ends) == 1


def page_width(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)


def test_colour_is_for_terminals_only(
    gongkai: Gongkai, specs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in gongkai("diff", specs / "2025.yaml").out
    monkeypatch.setattr(page.sys.stdout.__class__, "isatty", lambda _: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = gongkai("diff", specs / "2025.yaml").out
    assert "\x1b[31m" in coloured and "[-" not in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in gongkai("diff", specs / "2025.yaml").out


def test_a_redline_in_a_line_keeps_what_stands_around_edits() -> None:
    pieces = (
        Piece(Edit.SAME, "一" * 40),
        Piece(Edit.OLD, "旧\n词"),
        Piece(Edit.NEW, "新词"),
        Piece(Edit.SAME, "二" * 40),
        Piece(Edit.NEW, "增"),
        Piece(Edit.SAME, "三" * 40),
    )
    around = 14
    one, two, three = ("一" * around, "二" * around, "三" * around)
    said = redlined(pieces, coloured=False)
    assert said == f"…{one}[-旧 词-]{{+新词+}}{two}…{two}{{+增+}}{three}…"
    assert "一" * 40 in redlined(pieces, coloured=False, whole=True)


def test_outputs_are_written_beside_those_of_the_new_year(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2025.yaml", "--to", "html,xlsx,docx,json")
    assert run.status == 0, run.err
    folder = specs.parent.parent / "output" / "office" / "2025"
    assert sorted(file.name for file in folder.iterdir()) == [
        f"2025年与2024年对比.{extension}" for extension in ("docx", "html", "json", "xlsx")
    ]
    first = {file.name: file.read_bytes() for file in folder.iterdir()}
    gongkai("diff", specs / "2025.yaml", "--to", "html,xlsx,docx,json")
    assert first == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_json_lists_the_largest_changes_first(gongkai: Gongkai, specs: Path) -> None:
    made = json.loads(gongkai("diff", specs / "2025.yaml", "--to", "json").out)

    def rank(number: dict[str, str]) -> tuple[Decimal, str]:
        money = Decimal(number["change"]) if number["unit"] == "万元" else Decimal(0)
        return -abs(money), number["id"]

    def largest(record: dict[str, Any]) -> tuple[Decimal, str]:
        return min((rank(n)[0] for n in record["numbers"]), default=Decimal(0)), record["id"]

    for name in ("figures", "cells"):
        ranks = [rank(number) for number in made[name]]
        assert ranks == sorted(ranks) and len({size for size, _ in ranks}) > 2
    assert len({cell["table"] for cell in made["cells"][:6]}) > 2
    for name in ("projects", "indicators", "assets", "procurement", "units"):
        assert [largest(r) for r in made[name]] == sorted(map(largest, made[name]))


def test_json_tells_numbers_as_text_in_the_unit_of_the_page(gongkai: Gongkai, specs: Path) -> None:
    run = gongkai("diff", specs / "2025.yaml", "--to", "json")
    made = json.loads(run.out)
    assert tuple(made) == LISTS and all(made.values())
    cells = {cell["id"]: cell for cell in made["cells"]}
    assert cells["支出总表/2010301/项目支出"] == {
        "table": "支出总表",
        "id": "支出总表/2010301/项目支出",
        "code": "2010301",
        "name": "行政运行",
        "column": "项目支出",
        "unit": "万元",
        "old": "75.50",
        "new": "95.80",
        "change": "20.30",
        "percent": "26.89",
        "due": True,
        "reason": "",
    }
    ended = next(p for p in made["projects"] if p["side"] == "old")
    assert (ended["numbers"][0]["new"], ended["numbers"][0]["change"]) == (None, "-20.00")
    changed = next(s for s in made["sentences"] if "监控" in (s["new"] or ""))
    assert [p for p in changed["pieces"] if p["edit"] != "same"] == [
        {"edit": "old", "text": "转"},
        {"edit": "new", "text": "行"},
    ]


def test_a_file_that_names_itself_as_last_years(gongkai: Gongkai, specs: Path) -> None:
    for name in ("2025.yaml", "../office/2025.yaml"):
        edited(specs / "2025.yaml", "上年: 2024.yaml", f"上年: {name}", "2025.yaml")
        run = gongkai("diff", specs / "2025.yaml")
        assert run.status == 1
        assert "C805：“上年”写的是这份文件自己" in run.err and "请写 2024 年度的文件。" in run.err
        edited(specs / "2025.yaml", f"上年: {name}", "上年: 2024.yaml")


def test_years_that_are_not_in_a_row_are_told(gongkai: Gongkai, specs: Path) -> None:
    new = edited(specs / "2025.yaml", "年度: 2025", "年度: 2026", "2026.yaml")
    run = gongkai("diff", new)
    assert run.status == 0
    assert "注意：2024年和2026年不是相邻的两年，中间隔了 1 年。" in run.err
    assert "相邻" not in gongkai("diff", specs / "2025.yaml").err


@pytest.mark.parametrize("name", ["旧\u200b.yaml", "旧\x01.yaml", "旧\udcff.yaml"], ids=ascii)
def test_a_file_name_that_cannot_be_printed(name: str, gongkai: Gongkai, specs: Path) -> None:
    try:
        shutil.copy(specs / "2024.yaml", specs / name)
    except OSError:
        lacks("this system has no such names")
    outputs = "html,xlsx,docx,json"
    run = gongkai("diff", specs / name, specs / "2024.yaml", "--to", outputs, "--out", specs / "o")
    assert run.status == 0, run.err
    made = sorted(path.name for path in (specs / "o").rglob("*.*"))
    assert made == [f"2024.yaml与旧□.yaml对比.{e}" for e in sorted(outputs.split(","))]
