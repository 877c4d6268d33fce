"""gongkai todo: what is still to be written, looked at and decided, and where."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.columns import width
from generator.cli.progress import bar
from generator.model.pending import Lack, Pending, Progress
from generator.model.source import Span
from tests.conftest import ROOT, Run

FOLDER = "specs/qinhuangdao-etdz-office"
LAST, SPEC = f"{FOLDER}/2024.yaml", f"{FOLDER}/2025.yaml"
PROJECT = "因公出访费用"
# What is open in the year begun below, with the file's last year at hand.
OPEN = {
    "30217: 0.66 ": "30217: 待填 ",
    "30231: 3.60 ": "30231: 待填 ",
    "编码: 13031124P00AN9710533B": "编码: 13031124P00AN9710533B\n    状态: 待确认",
    "金额: 10.00\n    经济科目: 30212": "金额: {一般公共预算: 待填}\n    经济科目: 30212",
    "  本年退休人数: ": "  本年退休人数: 【待核】",
    "  基本支出: '本年度": "  基本支出: '【待核】本年度",
}


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spec of 2025 that is begun: last year's with some places opened."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / FOLDER, FOLDER)
    text = Path(LAST).read_text(encoding="utf-8")
    text = text.replace("年度: 2024", "年度: 2025").replace("上年: 2023", "上年: 2024")
    for old, new in OPEN.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    text = re.sub("(  三公经费: )'(.*)'", r"\1|-\n    【待核】\2", text)
    Path(SPEC).write_text(text, encoding="utf-8")
    return Path(SPEC)


def line_of(spec: Path, words: str) -> int:
    """The line on which some words first stand."""
    text = spec.read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def test_progress_then_every_open_place_by_section(
    gongkai: Callable[..., Run], begun: Path
) -> None:
    done = gongkai("todo", SPEC)
    assert (done.status, done.err) == (1, "")
    head, progress, *rest = done.out.splitlines()
    assert head == SPEC
    assert re.fullmatch(r"█{9}░  已填 63/66 处；待核 3 处；待确认 1 个项目", progress)
    assert [line for line in rest if line and not line.startswith(" ")][:-2] == [
        "基本支出（已填 36/38）",
        "项目（已填 13/14）",
        "共用",
        "增减原因",
    ]
    by_line = {
        int(match.group(1)): match.group(2)
        for match in (re.fullmatch(r" +第 (\d+) 行  (.*)", line) for line in rest)
        if match
    }
    assert list(by_line) == sorted(by_line)
    amount = re.sub(" +", " ", by_line[line_of(begun, "30217: 待填")])
    assert amount == "按经济科目.30217 公务接待费 待填 上年 0.66"
    standing = line_of(begun, "状态: 待确认")
    assert "状态" in by_line[standing] and "待确认  写 延续、结束、新增" in by_line[standing]
    split = by_line[line_of(begun, "{一般公共预算: 待填}")]
    assert re.sub(" +", " ", split) == "金额.一般公共预算 待填 上年 10.00"
    assert f"  {PROJECT}" in rest
    shared = by_line[line_of(begun, "本年退休人数: 【")]
    assert re.sub(" +", " ", shared) == "本年退休人数 待核 1"
    assert f"gongkai set {SPEC} 基本支出.按经济科目.30217=…" in done.out


def test_columns_stand_below_each_other(gongkai: Callable[..., Run], begun: Path) -> None:
    lines = gongkai("todo", SPEC, "--section", "基本支出").out.splitlines()
    rows = [line for line in lines if "待填" in line]
    assert len(rows) == 2
    assert len({width(line[: line.index("待填")]) for line in rows}) == 1


def test_why_a_text_is_to_be_looked_at(gongkai: Callable[..., Run], begun: Path) -> None:
    lines = gongkai("todo", SPEC, "--section", "增减原因").out.splitlines()
    for name in ("基本支出", "三公经费"):  # one in quotation marks, one below |-
        at = next(index for index, line in enumerate(lines) if f"{name}  待核" in line)
        assert lines[at + 1].strip() == f"Y106：“{name}”的增减原因与上年一字不差。"
    assert sum("Y106" in line for line in lines) == 2


def test_an_item_of_a_reason_says_what_it_is_about(
    gongkai: Callable[..., Run], begun: Path
) -> None:
    text = begun.read_text(encoding="utf-8")
    begun.write_text(
        text.replace(
            "增减原因:\n",
            "增减原因:\n  项目支出:\n    - {项目: 【待核】综合业务费, 文字: 待填}\n"
            "    - {项目: 绿色示范园区建设, 减少: 待填}\n    - {其余: 待填}\n"
            "  人员经费:\n    - {科目: 30302, 文字: 【待核】退休}\n",
        ).replace("  项目支出: '", "  收入总计: '"),
        encoding="utf-8",
    )
    lines = gongkai("todo", SPEC, "--section", "增减原因").out.splitlines()
    told = [re.sub(" +", " ", line).strip().partition("行 ")[2] for line in lines]
    for said in (
        "项目支出.1.项目 待核 综合业务费",
        "项目支出.1.文字 综合业务费 待填",
        "项目支出.2.减少 绿色示范园区建设 待填",
        "项目支出.3.其余 待填",
        "人员经费.1.文字 退休费 待核 退休",
    ):
        assert said in told


def test_a_code_keeps_its_name_where_the_amount_is_split(
    gongkai: Callable[..., Run], begun: Path
) -> None:
    text = begun.read_text(encoding="utf-8")
    split = "30217: {一般公共预算: 待填, 上年结转: {一般公共预算: 待填}} "
    begun.write_text(text.replace("30217: 待填 ", split), encoding="utf-8")
    out = gongkai("todo", SPEC, "--section", "基本支出").out
    assert "按经济科目.30217.一般公共预算 公务接待费  " in out
    assert "按经济科目.30217.上年结转.一般公共预算 公务接待费  " in out


def test_one_section_only(gongkai: Callable[..., Run], begun: Path) -> None:
    out = gongkai("todo", SPEC, "--section", "项目").out
    assert "项目（已填 13/14）" in out
    assert "基本支出（" not in out
    assert f"{SPEC} 项目.{PROJECT}.金额.一般公共预算=…" in out
    assert "“职责”里没有要填、要核、要定的。" in gongkai("todo", SPEC, "--section", "职责").out


def test_an_unknown_section(gongkai: Callable[..., Run], begun: Path) -> None:
    done = gongkai("todo", SPEC, "--section", "项木")
    assert done.status == 2
    assert "没有“项木”这一节。是不是“项目”？" in done.err


def test_a_new_code_and_name_find_last_years_project(
    gongkai: Callable[..., Run], begun: Path
) -> None:
    text = begun.read_text(encoding="utf-8")
    begun.write_text(text.replace(f"名称: {PROJECT}", "名称: 因公出国费用"), encoding="utf-8")
    out = gongkai("todo", SPEC, "--section", "项目").out
    assert "上年 10.00" in out
    text = text.replace("13031124P00AN9710533B", "13031125P00AN9710533B")
    begun.write_text(text, encoding="utf-8")
    assert "上年 10.00" in gongkai("todo", SPEC, "--section", "项目").out


def test_a_comment_stands_in_for_last_years_file(gongkai: Callable[..., Run], begun: Path) -> None:
    text = begun.read_text(encoding="utf-8").replace("上年: 2024.yaml\n", "")
    text = text.replace("30217: 待填 ", "30217: 待填  # 上年 1.23 ")
    begun.write_text(text, encoding="utf-8")
    lines = gongkai("todo", SPEC).out.splitlines()
    assert [line.partition("待填")[2] for line in lines if "按经济科目" in line][:2] == [
        "  上年 1.23",
        "",
    ]


def test_every_path_that_is_listed_can_be_set(gongkai: Callable[..., Run], begun: Path) -> None:
    text = begun.read_text(encoding="utf-8")
    begun.write_text(text.replace(f"名称: {PROJECT}", "名称: A=B项目"), encoding="utf-8")
    done = gongkai("todo", SPEC, "--section", "项目")
    (path,) = re.findall(rf"gongkai set {SPEC} (.*)=…", done.out)
    assert path.startswith("项目.A=B项目.")
    assert gongkai("set", SPEC, f"{path}=11.00").status == 0
    assert "11.00" in begun.read_text(encoding="utf-8")


def test_nothing_left(gongkai: Callable[..., Run], begun: Path) -> None:
    done = gongkai("todo", LAST)
    assert (done.status, done.err) == (0, "")
    _, progress, others = done.out.splitlines()
    assert progress == "██████████  已填 66/66 处"
    assert others == f"另有 0 个错误，2 个警告，请运行：gongkai check {LAST}"


def test_what_is_open_in_last_years_file_is_named(
    gongkai: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build refuses where this year's document prints it."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / FOLDER, FOLDER)
    last = Path(FOLDER) / "2023.yaml"
    text = last.read_text(encoding="utf-8")
    last.write_text(re.sub("(?m)^(  三公经费: ).*$", r"\1待填", text), encoding="utf-8")
    text = Path(LAST).read_text(encoding="utf-8")
    waivers = (f"  - {{代码: {code}, 原因: 核过, 人: 甲}}\n" for code in ("HB11", "HB12"))
    Path(LAST).write_text(f"{text}\n豁免:\n{''.join(waivers)}", encoding="utf-8")
    refused = gongkai("build", LAST)
    done = gongkai("todo", LAST)
    assert refused.status == done.status == 1
    (said,) = re.findall("(?m)^.*错误 S119.*$", refused.err)
    assert said in done.err and said.startswith(last.as_posix())
    assert "已填 66/66" in done.out and "可以生成" not in done.out
    assert "另有" not in done.out


def test_nothing_left_and_nothing_wrong(
    gongkai: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    gongkai("init", "x")
    (spec,) = Path("x").rglob("specs/**/*.yaml")
    done = gongkai("todo", spec)
    assert done.status == 0
    assert done.out.splitlines()[-1] == f"都完成了，可以生成：gongkai build {spec.as_posix()}"


def test_mistakes_are_counted_and_left_to_check(gongkai: Callable[..., Run], begun: Path) -> None:
    text = Path(LAST).read_text(encoding="utf-8").replace("30216: 6.73", "30216: 6.7X")
    Path(LAST).write_text(text, encoding="utf-8")
    done = gongkai("todo", LAST)
    assert (done.status, done.err) == (1, "")
    assert f"另有 1 个错误，0 个警告，请运行：gongkai check {LAST}" in done.out


def test_a_file_that_is_not_understood_as_a_whole(gongkai: Callable[..., Run], begun: Path) -> None:
    text = begun.read_text(encoding="utf-8").replace("\n基本支出:", "\n基本指出:")
    begun.write_text(text, encoding="utf-8")
    done = gongkai("todo", SPEC)
    assert done.status == 1
    assert "S112" in done.err and "是不是“基本支出”？" in done.err
    assert "已填 27/28 处；待核 3 处；待确认 1 个项目" in done.out
    assert f"  {PROJECT}" in done.out


@pytest.mark.parametrize("content", ["a: [", "", "甲"])
def test_a_file_that_cannot_be_read(gongkai: Callable[..., Run], begun: Path, content: str) -> None:
    begun.write_text(content, encoding="utf-8")
    done = gongkai("todo", SPEC)
    assert done.status == 1
    assert "1 个错误" in done.err or "错误 S1" in done.err
    assert "待填" not in done.out


@pytest.mark.parametrize(
    ("open_places", "total", "full"),
    [(0, 0, 10), (0, 12, 10), (1, 1000, 9), (36, 48, 2), (3, 3, 0)],
)
def test_the_bar_is_full_only_when_nothing_is_open(open_places: int, total: int, full: int) -> None:
    pending = (Pending(Lack.UNFILLED, "a.b", "a", Span("x", 1, 1)),) * open_places
    assert bar(Progress(pending, (("a", total),))) == "█" * full + "░" * (10 - full)
