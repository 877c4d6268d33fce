"""What a wrong spec is answered with: each mistake once, its place, a sentence, nothing written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.read.files import SourceText
from generator.read.nodes import parse
from tests.conftest import ROOT, Run

CASES = yaml.safe_load((ROOT / "tests/cases/mistakes.yaml").read_text(encoding="utf-8"))
LINE = re.compile(r"(?P<file>.*?)(?::(?P<place>\d+:\d+))?: (?:错误|警告) (?P<said>.*)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the invented pack."""
    shutil.copytree(ROOT / "tests/packs/templates", tmp_path / "templates")
    (tmp_path / "specs" / "river").mkdir(parents=True)
    return tmp_path


def said(run: Run) -> list[str]:
    found = []
    for line in run.err.splitlines():
        match = LINE.fullmatch(line)
        if match:
            found.append(f"{match['place'] or '0:0'} {match['said']}".replace("：", " ", 1))
    return found


def changed(base: str, replace: Any) -> str:
    for old, new in replace if isinstance(replace[0], list) else [replace]:
        assert old in base, old
        base = base.replace(old, new, 1)
    return base


def test_the_base_is_good(folder: Path, gongkai: Callable[..., Run]) -> None:
    spec = folder / "specs/river/2026.yaml"
    spec.write_text(CASES["base"], encoding="utf-8")
    run = gongkai("check", spec)
    assert (run.status, run.err) == (0, "")


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_mistake(case: dict[str, Any], folder: Path, gongkai: Callable[..., Run]) -> None:
    spec = folder / "specs/river/2026.yaml"
    spec.write_text(changed(CASES["base"], case["replace"]), encoding="utf-8", newline="")
    run = gongkai("build", spec)
    found = said(run)
    assert len(found) == len(case["expect"]), found
    for expected, actual in zip(case["expect"], found, strict=True):
        assert actual.startswith(expected)
    assert run.status == 1
    assert not (folder / "output").exists()


HOSTILE = {
    "not YAML": (b"%PDF-1.7 {{{ \x25", "S105"),
    "not UTF-8": ("年度: 二〇二六".encode("gbk"), "S103"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "S103"),
    "empty": (b"", "S118"),
    "only a comment": ("# 说明\n".encode(), "S118"),
    "a list": ("- 年度: 2026\n".encode(), "S111"),
    "one word": ("年度".encode(), "S111"),
    "two documents": ("年度: 2026\n---\n年度: 2027\n".encode(), "S118"),
    "50 MB": (b"# " + b"x" * 50_000_000, "S102"),
    "deeply nested": (("年度: " + "[" * 50_000).encode(), "S110"),
    "deeply nested mappings": (("{a: " * 30_000).encode(), "S110"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(name: str, folder: Path, gongkai: Callable[..., Run]) -> None:
    content, code = HOSTILE[name]
    spec = folder / "specs/river/2026.yaml"
    spec.write_bytes(content)
    run = gongkai("check", spec)
    assert run.status == 1
    assert f" {code}：" in run.err
    assert len(run.err) < 2_000


def test_a_missing_file(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", tmp_path / "2026.yaml")
    assert run.status == 1
    assert "S101：没有这个文件。" in run.err


def test_a_prior_year_of_the_wrong_year(folder: Path, gongkai: Callable[..., Run]) -> None:
    spec = folder / "specs/river/2026.yaml"
    base = CASES["base"]
    spec.write_text(base.replace("单位: 元\n", "单位: 元\n上年: 2024.yaml\n"), encoding="utf-8")
    prior = base.replace("年度: 2026", "年度: 2024")
    (spec.parent / "2024.yaml").write_text(prior, encoding="utf-8")
    assert said(gongkai("check", spec)) == ["4:5 Y101 “上年”文件的年度是 2024，应当是 2025。"]


RESTING = [
    "预算总额: [{项目: 防汛}, {项目: 清淤, 文字: 完工}, {科目: '2130301'}, {其余: 其他}]",
    "预算总额: '减少{{ 变动.预算总额.数额 }}元，其余{{ 变动.预算总额.其余 }}元'",
    "预算总额: 2025年清淤完工，减少12.34元",
]


@pytest.mark.parametrize("reason", RESTING)
@pytest.mark.parametrize(
    ("prior", "expect"),
    [
        ("年度: 2024\n单位: 元\n合计数: {预算总额: 1.00, 没有的: 2}\n", "4:5 Y101"),
        ("年度: 2025\n单位: 元\n合计数: {预算总额: 1.0.0}\n", "5:13 S114"),
        (None, "4:5 S101"),
    ],
)
def test_what_rests_on_a_wrong_prior_year_is_not_said(
    reason: str, prior: str | None, expect: str, folder: Path, gongkai: Callable[..., Run]
) -> None:
    spec = folder / "specs/river/2026.yaml"
    text = CASES["base"].replace("单位: 元\n", "单位: 元\n上年: 前.yaml\n")
    spec.write_text(f"{text}增减原因:\n  {reason}\n", encoding="utf-8")
    if prior is not None:
        head = '模板: yunzhou-2026\n部门: {代码: "088", 名称: 河道局}\n'
        (spec.parent / "前.yaml").write_text(head + prior, encoding="utf-8")
    found = said(gongkai("check", spec))
    assert [line.startswith(expect) for line in found] == [True], found


def test_somebody_answers_for_the_prior_year(folder: Path, gongkai: Callable[..., Run]) -> None:
    """As when the department has another code: then it is compared all the same."""
    spec = folder / "specs/river/2026.yaml"
    base = CASES["base"]
    waived = "豁免: [{代码: Y101, 对象: 部门代码, 原因: 机构改革, 人: 王芳}]\n"
    text = base.replace("单位: 元\n", "单位: 元\n上年: 2025.yaml\n").replace("50.00", "500000.00")
    spec.write_text(text + waived, encoding="utf-8")
    prior = base.replace("年度: 2026", "年度: 2025").replace('"088"', '"089"')
    (spec.parent / "2025.yaml").write_text(prior, encoding="utf-8")
    codes = [line.split()[1] for line in said(gongkai("check", spec))]
    assert codes == ["Y103", "Y107"]


def test_mistakes_in_the_prior_year(folder: Path, gongkai: Callable[..., Run]) -> None:
    spec = folder / "specs/river/2026.yaml"
    base = CASES["base"]
    spec.write_text(base.replace("单位: 元\n", "单位: 元\n上年: 2025.yaml\n"), encoding="utf-8")
    prior = base.replace("年度: 2026", "年度: 2025").replace("80.00", "8O.00")
    (spec.parent / "2025.yaml").write_text(prior, encoding="utf-8")
    run = gongkai("check", spec)
    assert said(run) == ["13:12 S114 “30101”的“8O.00”不是数字。"]
    assert "2025.yaml:13:12" in run.err


# Texts at which the reader of YAML stops, and how what it says begins in Chinese.
STOPS = {
    "a: - b\n": "“- ”不能写在这里",
    "a: ? b\n": "“?”开头的内容要加引号",
    "%b\n": "“%”开头的内容要加引号",
    "%YAML 9.9\n---\na: b\n": "“%”开头的内容要加引号",
    "a: @x\n": "这里有 YAML 不认识的符号",
    "a: |x\n  y\n": "“|”“>”开头的内容要加引号",
    "a: |0\n  y\n": "“|”“>”后面的数字应当是 1 到 9",
    'a: "\\x4"\n': "双引号里的反斜杠“\\”要写两遍",
    'a: "\\uD800"\n': "双引号里的反斜杠“\\”要写两遍",
    "a: &\n": "“*”“&”开头的内容要加引号",
    "a: !<x\n": "“!”开头的内容要加引号",
    "a: [,]\n": "花括号或方括号里多了或少了逗号",
    "a: {b: c]\n": "花括号或方括号没有配对",
    "a: 'x\n---\n": "引号没有配对",
    "a: b\n...\nc: d\n": "这里是多余的内容",
    "- - a\n - b\n": "这一行的“- ”没有与上面对齐",
}


@pytest.mark.parametrize(("text", "said"), STOPS.items(), ids=ascii)
def test_what_the_reader_of_yaml_says_is_chinese(text: str, said: str) -> None:
    (found,) = (p for p in parse(SourceText("a", text, Path())).diagnostics if p.code == "S105")
    assert found.message.startswith(said)


@given(st.text("ab:-?|>{}[],&*!%#'\"@ \n0xuU\\.", max_size=30))
def test_no_syntax_mistake_is_told_in_english(text: str) -> None:
    for found in parse(SourceText("a", text, Path())).diagnostics:
        if found.code == "S105":
            assert not re.search("[A-Za-z]", found.message.replace("YAML", "").replace("Tab", ""))
