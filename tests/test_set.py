"""gongkai set: one value changes, every other byte stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.authoring.editing.original import read_original
from generator.authoring.editing.setting import Setting, edited, setting
from generator.model.leaves import Leaf, leaves
from generator.model.spec import Standing
from generator.model.values import Text
from generator.read.files import project_folder, read_text
from generator.read.nodes import Node, parse
from generator.read.path import find, words
from generator.read.spec import read_spec, read_tree
from tests.conftest import ROOT, Run

SPEC = "specs/qinhuangdao-etdz-office/2024.yaml"
LAST = "specs/qinhuangdao-etdz-office/2023.yaml"
AMOUNT = "基本支出.按经济科目.30217"


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the spec of 2024 that may be changed."""
    monkeypatch.chdir(tmp_path)
    for name in (SPEC, LAST):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, name)
    return Path(SPEC)


def test_one_amount(gongkai: Callable[..., Run], spec: Path) -> None:
    before = spec.read_bytes()
    done = gongkai("set", SPEC, f"{AMOUNT}=0.70")
    assert (done.status, done.err) == (0, "")
    first, *news = done.out.splitlines()
    line = before.decode().split("30217: ")[0].count("\n") + 1
    assert first == f"基本支出.按经济科目.30217：0.66 → 0.70    写在 {SPEC}:{line}:12"
    assert news[0] == "新发现 3 个问题："
    assert any("X201" in found and "相差 0.04 万元" in found for found in news)
    comment = "      # 公务接待费".encode()
    assert spec.read_bytes() == before.replace(b"0.66" + comment, b"0.70" + comment)


def test_findings_that_go_away(gongkai: Callable[..., Run], spec: Path) -> None:
    gongkai("set", SPEC, f"{AMOUNT}=0.70")
    done = gongkai("set", SPEC, f"{AMOUNT}=0.66")
    assert done.out.splitlines()[1:] == ["消除 3 个问题：X201、Y105、X204。"]
    assert spec.read_bytes() == (ROOT / SPEC).read_bytes()


def test_what_could_not_be_looked_for_any_more_is_not_gone(
    gongkai: Callable[..., Run], spec: Path
) -> None:
    gongkai("set", SPEC, f"{AMOUNT}=0.70")
    done = gongkai("set", SPEC, f"{AMOUNT}=待填")
    assert "消除" not in done.out
    assert "S119" in done.out
    would = gongkai("explain", SPEC, "--set", "上年=没有.yaml")
    assert "消除" not in would.out
    done = gongkai("set", SPEC, f"{AMOUNT}=0.66")
    assert "消除 1 个问题：S119" in done.out


def test_the_same_problem_with_other_numbers_is_not_gone(
    gongkai: Callable[..., Run], spec: Path
) -> None:
    gongkai("set", SPEC, "基本支出.按经济科目.30101=700")
    done = gongkai("set", SPEC, "基本支出.按经济科目.30101=701")
    assert "新发现 1 个问题：" in done.out
    assert "消除" not in done.out


def test_progress_is_told_while_something_is_open(gongkai: Callable[..., Run], spec: Path) -> None:
    gongkai("set", SPEC, f"{AMOUNT}=待填", "项目.因公出访费用.资金用途=【待核】出访")
    done = gongkai("set", SPEC, "项目.因公出访费用.金额=待填")
    assert "S119" not in done.out
    assert done.out.splitlines()[-1] == "已填 64/66 处；待核 1 处。"
    done = gongkai("set", SPEC, f"{AMOUNT}=0.66", "项目.因公出访费用.金额=10.00")
    assert done.out.splitlines()[-1] == "已填 66/66 处；待核 1 处。"
    done = gongkai("set", SPEC, "项目.因公出访费用.资金用途=出访")
    assert "消除 1 个问题：S119" in done.out


def test_several_values_are_set_together(gongkai: Callable[..., Run], spec: Path) -> None:
    before = spec.read_text(encoding="utf-8")
    done = gongkai(
        "set", SPEC, "项目.因公出访费用.资金用途=一句", "基本支出/按经济科目/30217 = 0.60 "
    )
    assert done.status == 0
    assert len([line for line in done.out.splitlines() if " → " in line]) == 2
    after = spec.read_text(encoding="utf-8")
    changed = [
        (old, new)
        for old, new in zip(before.splitlines(), after.splitlines(), strict=True)
        if old != new
    ]
    assert [new for _, new in changed] == [
        "    30217: 0.60      # 公务接待费",
        "    资金用途: '一句'",
    ]


def test_the_same_setting_twice_is_made_once(gongkai: Callable[..., Run], spec: Path) -> None:
    other = f" {AMOUNT.replace('.', '/')} = 0.70"
    done = gongkai("set", SPEC, f"{AMOUNT}=0.70", f"{AMOUNT}=0.70", other)
    assert (done.status, done.err) == (0, "")
    assert done.out.count("0.66 → 0.70") == 1
    assert "    30217: 0.70      #" in spec.read_text(encoding="utf-8")


def test_an_equals_sign_in_a_name(gongkai: Callable[..., Run], spec: Path) -> None:
    """The longest path that leads somewhere is meant; what is behind it is the value."""
    gongkai("set", SPEC, "项目.因公出访费用.名称=A=B项目")
    for asked, line in (
        ("项目.A=B项目.金额=5.00", "    金额: 5.00"),
        ("项目.A=B项目.资金用途=甲=乙", "    资金用途: '甲=乙'"),
        ("项目.A=B项目.名称=因公出访费用", "  - 名称: 因公出访费用"),
    ):
        assert (asked, gongkai("set", SPEC, asked).status) == (asked, 0)
        assert spec.read_text(encoding="utf-8").count(f"\n{line}\n") == 1
    done = gongkai("set", SPEC, "项目.没有=B项目.金额=5.00")
    assert "E902：项目.没有：没有“没有”这一项" in done.err


def test_a_key_that_stands_twice_is_not_settled(gongkai: Callable[..., Run], spec: Path) -> None:
    text = spec.read_text(encoding="utf-8")
    line = "    30217: 0.66      # 公务接待费\n"
    spec.write_text(text.replace(line, line * 2), encoding="utf-8")
    done = gongkai("set", SPEC, f"{AMOUNT}=0.70")
    assert done.status == 0
    assert "S108" not in done.out  # neither gone nor new
    assert "S108" in gongkai("check", SPEC).err
    moved = gongkai("explain", SPEC, "--set", f"{AMOUNT}=0.70")
    assert "S108" not in moved.out


def test_a_name_that_another_text_no_longer_finds_is_set(
    gongkai: Callable[..., Run], spec: Path
) -> None:
    """It is understood itself; what mentions it is told."""
    text = spec.read_text(encoding="utf-8")
    said = '{{ 项目["因公出访费用"].金额 }}'
    spec.write_text(text.replace("    资金用途: '", f"    资金用途: '{said}", 1), encoding="utf-8")
    assert "N10" not in gongkai("check", SPEC).err
    done = gongkai("set", SPEC, "项目.因公出访费用.名称=出访")
    assert (done.status, done.err) == (0, "")
    assert "N10" in done.out


@dataclass(frozen=True)
class Refused:
    """Settings that are not made: exit status, and what is said in which order."""

    settings: tuple[str, ...]
    status: int
    says: tuple[str, ...]


REFUSED = [
    Refused((f"{AMOUNT}=0.7O",), 1, ("S114", "“0.7O”不是数字")),
    Refused((f"{AMOUNT}=1,200",), 1, ("S114", "千分位")),
    Refused((f"{AMOUNT}=70元",), 1, ("S114", "带了单位")),
    Refused((f"{AMOUNT}=-1",), 1, ("S114", "负数")),
    Refused(("项目.因公出访费用.编码=",), 1, ("S113", "“编码”没有填")),
    Refused(("年度=二〇二四",), 1, ("S116", "四位数字")),
    Refused(("单位=亿元",), 1, ("S116", "“单位”不能是“亿元”")),
    Refused(("上年=2022.yaml",), 1, ("S101", "没有这个文件")),
    Refused(("模板=不存在",), 1, ("S201", "没有“不存在”这个模板")),
    Refused((f"{AMOUNT}=0.70", "年度.月=1"), 1, ("E902", "年度.月：“2024”下面没有“月”。")),
    Refused((f"{AMOUNT}1=1",), 1, ("E902", "没有“302171”这一项。是不是“30217”？")),
    Refused(
        ("项目.因公出方费用.金额=1", "项木=1"),
        1,
        ("E902", "是不是“因公出访费用”？", "E902", "是不是“项目”？"),
    ),
    Refused(("项目.因公出访费用=1",), 1, ("E902", "“因公出访费用”下面还有几项", "名称、编码")),
    Refused((f"{AMOUNT}=1", f"{AMOUNT}=2"), 1, ("E903", "写了两个值")),
    Refused(("项目.因公出访费用.资金用途=甲\u200b乙",), 1, ("S104", "U+200B")),
    Refused(("项目.因公出访费用.资金用途=\udcff",), 1, ("S103", "不是 UTF-8")),
    Refused((f"{AMOUNT}=0.70", f"{AMOUNT}=0.70", f"{AMOUNT}=0.71"), 1, ("E903", "写了两个值")),
    Refused(("项目.因公出访费用.功能科目=201",), 1, ("B101", "应当是 7 位")),
    Refused(("项目.因公出访费用.功能科目=9990101",), 1, ("B102", "9990101")),
    Refused(("项目.因公出访费用.所属单位=别的单位",), 1, ("B104", "别的单位")),
    Refused(("项目.因公出访费用.资金用途={{ 数.三公经废 }}",), 1, ("N101", "三公经费")),
    Refused(("项目.因公出访费用.资金用途=一{{",), 1, ("N102",)),
    Refused((r"职责.1=一句\n{{ 不是 }}",), 1, ("N101", "不是")),
    Refused(("项目.因公出访费用.名称={{ 年度 }}项目",), 1, ("N104", "不能引用")),
    Refused((f"职责.1={'字' * 1_400_000}",), 1, ("S102", "超过 4 MB")),
    Refused((f"{AMOUNT}",), 2, ("应当写成 路径=值", AMOUNT)),
    Refused((f"{AMOUNT}＝0.70",), 2, ("“=”用半角",)),
    Refused(("=1",), 2, ("应当写成 路径=值",)),
    Refused((), 2, ("缺少 路径=值",)),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: " ".join(map(ascii, case.settings)))
def test_a_value_that_cannot_be_read_is_not_written(
    gongkai: Callable[..., Run], spec: Path, case: Refused
) -> None:
    before = spec.read_bytes()
    done = gongkai("set", SPEC, *case.settings)
    assert (done.status, done.out) == (case.status, "")
    said = done.err
    for words_ in case.says:
        assert words_ in said
        said = said.partition(words_)[2]
    assert spec.read_bytes() == before


def test_no_such_file(gongkai: Callable[..., Run], spec: Path) -> None:
    done = gongkai("set", "specs/2030.yaml", "年度=2030")
    assert (done.status, done.out) == (1, "")
    assert "没有这个文件" in done.err


def test_a_value_that_stands_there_already(gongkai: Callable[..., Run], spec: Path) -> None:
    spec.chmod(0o444)  # nothing is written
    done = gongkai("set", SPEC, f"{AMOUNT}=0.66")
    spec.chmod(0o644)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{AMOUNT}：已经是 0.66，不用改。")


def test_a_file_saved_by_somebody_else_meanwhile(
    gongkai: Callable[..., Run], spec: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator import pipeline

    real = pipeline.examine
    theirs = spec.read_bytes() + "# 别人\n".encode()

    def examine(path: Path, *arguments: Any, **named: Any) -> Any:
        spec.write_bytes(theirs)
        return real(path, *arguments, **named)

    monkeypatch.setattr(pipeline, "examine", examine)
    done = gongkai("set", SPEC, f"{AMOUNT}=0.70")
    assert (done.status, done.out) == (1, "")
    assert "E901：文件在这期间被改动过，没有写入。" in done.err
    assert "再运行一次" in done.err
    assert spec.read_bytes() == theirs


def test_a_spec_with_a_mistake_elsewhere_can_be_mended(
    gongkai: Callable[..., Run], spec: Path
) -> None:
    text = spec.read_text(encoding="utf-8")
    text = text.replace("30217: 0.66", "30217: 0.6G").replace("30216: 6.73", "30216: 六")
    spec.write_text(text, encoding="utf-8")
    done = gongkai("set", SPEC, f"{AMOUNT}=0.66")
    assert done.status == 0
    assert "消除 1 个问题：S114" in done.out


# ── Styles: what stands there, the value, what stands there afterwards ──
STYLES = [
    ("k: 0.66      # c\n", "0.70", "k: 0.70      # c\n"),
    ("k: 0.66  \nl: 1\n", "12.5", "k: 12.5  \nl: 1\n"),
    ("k: '0.66'\n", "0.70", "k: '0.70'\n"),
    ('k: "0.66" # c', "0.70", 'k: "0.70" # c'),
    ("k: 'it''s'\n", "他's", "k: '他''s'\n"),
    ('k: "a\\tb"\n', '甲"乙\\', 'k: "甲\\"乙\\\\"\n'),
    ("k: a\n", "b\tc", 'k: "b\\tc"\n'),
    ("k: a\n", "b # c", "k: 'b # c'\n"),
    ("k: a\n", "b: c", "k: 'b: c'\n"),
    ("k: a\n", "{{ 年度 }}年", "k: '{{ 年度 }}年'\n"),
    ("k: a\n", "【待核】文", "k: 【待核】文\n"),
    ("k: a\n", "- b", "k: '- b'\n"),
    ("k: a\n", "it's: b", "k: 'it''s: b'\n"),
    ("k: a\n", "~", "k: '~'\n"),
    ("k: a  # c\n", "", "k:   # c\n"),
    ("k: 'a'\n", "", "k: ''\n"),
    ("k: a\n", "b\nc", 'k: "b\\nc"\n'),
    ("k: 'a'\n", "b\n\nc", 'k: "b\\n\\nc"\n'),
    ("k: a\n  b\nl: 1\n", "c", "k: c\nl: 1\n"),
    ("k:\nl: 1\n", "5", "k: 5\nl: 1\n"),
    ("k:    # c\n", "5", "k: 5    # c\n"),
    ("k: ~  # c\n", "5", "k: 5  # c\n"),
    ("{k: , l: 1}\n", "5", "{k: 5 , l: 1}\n"),
    ("{k, l: 1}\n", "5", "{k: 5, l: 1}\n"),
    ("{k: a, l: 1}\n", "b, c", "{k: 'b, c', l: 1}\n"),
    ("{k: a, l: 1}\n", "b]", "{k: 'b]', l: 1}\n"),
    ("{k: a, l: 1}\n", "b?", "{k: 'b?', l: 1}\n"),
    ("k: [a]\n", "", "k: ['']\n"),
    ("k:\n- # c\n", "5", "k:\n- 5 # c\n"),
    ("k: |\n  一\n  二\n\nl: 1\n", "甲\n\n乙", "k: |\n  甲\n\n  乙\n\nl: 1\n"),
    ("k: |-   # c\n     一\nl: 1\n", "甲", "k: |-   # c\n     甲\nl: 1\n"),
    ("k: |2\n    一\n", "甲", "k: |\n    甲\n"),
    ("k: >\n  一\n  二\n", "甲\n乙\n\n丙", "k: >\n  甲\n\n  乙\n\n\n  丙\n"),
    ("k: >-\n  一\n", "甲\n  乙", 'k: "甲\\n  乙"\n'),
    ("k: |  # c\n  一\n\n# d\n", "甲\u2028乙", 'k: "甲\\L乙"  # c\n\n# d\n'),
    ("k: |  # c\n  一\n\n# d\n", "甲\x85乙", 'k: "甲\\N乙"  # c\n\n# d\n'),
    ("k: |\nl: 1\n", "甲\n乙", 'k: "甲\\n乙"\nl: 1\n'),
    ("k: |+\n  一\n\nl: 1\n", "甲", "k: |+\n  甲\n\nl: 1\n"),
    ("k: |\n  一\n   \nl: 1\n", "甲", "k: |\n  甲\nl: 1\n"),
    ("k: |\n  一", "甲\n乙", "k: |\n  甲\n  乙"),
]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("before", "value", "after"), STYLES)
def test_the_style_of_the_old_value(
    tmp_path: Path, before: str, value: str, after: str, end: str
) -> None:
    got = changed(tmp_path, before.replace("\n", end).encode(), "k", value)
    assert got.decode() == after.replace("\n", end)


def changed(folder: Path, content: bytes, path: str, value: str) -> bytes:
    """A file after one setting."""
    file = folder / "a.yaml"
    file.write_bytes(content)
    read = read_original(file).value
    assert read is not None
    tree = parse(read.source).value
    assert tree is not None
    made = edited(read, tree, [Setting(path, value)])
    assert made.value is not None, made.diagnostics
    return made.value.content


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("a=b", "b"),
        (" a = b=c ", "b=c"),
        (r"a=b\nc", "b\nc"),
        (r"a=b\\nc", r"b\nc"),
        (r"a=b\tc", r"b\tc"),
        ("a=b\r\nc", "b\nc"),
        ("a=", ""),
    ],
)
def test_a_setting_as_typed(asked: str, value: str) -> None:
    assert setting(asked) == Setting("a", value)


# ── Paths ──
FILES = [
    SPEC,
    LAST,
    "templates/hebei-2024/starter.yaml",
    "tests/packs/specs/river-bureau/2026.yaml",
]


@pytest.mark.parametrize("name", FILES)
def test_every_path_leads_to_its_value(name: str) -> None:
    path = ROOT / name
    tree, spec = read_tree(path).value, read_spec(path, project_folder(path)).value
    assert tree is not None and spec is not None
    for leaf in leaves(spec):
        _leads_to(leaf, tree)


ODD = """
模板: x
年度: 2026
单位: 万元
部门: {代码: "1", 名称: 甲}
所属单位: {名称: 甲, 性质: 行政}
职责: 一条
基本支出:
  - 按功能科目:
      2010301: {上年结转: 3, 一般公共预算: 2}
项目:
  名称: 乙/丙.丁
  编码: P
  状态: 待确认
  功能科目: 2010302
  金额:
    上年结转: {事业收入: 1}
  绩效目标: [一, 二]
  绩效指标:
    产出指标:
      数量指标:
        - {名称: 同名, 指标值: 1}
        - {名称: 同名, 指标值: 2}
        - {名称: PM2.5, 指标值: 3}
  政府采购: {品名: 椅, 目录编码: A, 计量单位: 把, 数量: 2, 单价: 0.1}
  固定资产购置: 0.2
文字:
  甲: |

    一
  乙: 'x'
增减原因:
  预算总额:
    - {项目: 乙, 增加: 1}
"""


def test_every_path_of_a_file_written_oddly(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(ODD, encoding="utf-8")
    tree, read = read_tree(path).value, read_spec(path, tmp_path)
    assert tree is not None and read.value is not None and not read.diagnostics
    found = list(leaves(read.value))
    assert len({leaf.path for leaf in found}) == len(found)
    for leaf in found:
        _leads_to(leaf, tree)


def _leads_to(leaf: Leaf, tree: Node) -> None:
    scalar = find(tree, leaf.path).scalar
    span = scalar.span
    if isinstance(leaf.value, Standing):  # told at the name of its project
        assert words(scalar) == leaf.value
        return
    if isinstance(leaf.value, Text):
        assert leaf.value.value == words(scalar)
        if scalar.block:
            span = span.moved(1, 1 - span.column)
        elif not scalar.plain:
            span = span.moved(0, 1)
    assert span == leaf.span, leaf.path


def test_one_of_two_names_leads_to_what_has_not_ended(tmp_path: Path) -> None:
    text = "项目:\n- {名称: 甲, 状态: 结束, 金额: 1}\n- {名称: 甲, 金额: 2}\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    source = read_text(tmp_path / "a.yaml").value
    assert source is not None
    tree = parse(source).value
    assert tree is not None
    assert find(tree, "项目.甲.金额").scalar.value == "2"
    assert find(tree, "项目.1.金额").scalar.value == "1"


def test_a_text_from_another_file_is_changed_there(gongkai: Callable[..., Run], spec: Path) -> None:
    text = spec.read_text(encoding="utf-8")
    text = text.replace("  其他说明: ", "  其他说明: {文件: 说明.txt}  # ", 1)
    spec.write_text(text, encoding="utf-8")
    (spec.parent / "说明.txt").write_text("无", encoding="utf-8")
    done = gongkai("set", SPEC, "文字.其他说明=有")
    assert done.status == 1
    assert "“其他说明”的文字在文件“说明.txt”里，请直接改那个文件。" in done.err


# ── Any value of any file ──
WORDS = st.text(
    st.one_of(
        st.sampled_from("a0.-:#'\"\\{}[],&*!|>%@`~?汉𝄞　 \n\t\x85\u2028"),
        st.characters(categories=["Lo"]),
    ),
    max_size=8,
).map(str.strip)
NAMES = st.sampled_from(["k", "金额", "30217", "'q'", '"d e"'])


@dataclass(frozen=True)
class Line:
    """A key with a value in some style, and what stands behind it."""

    style: str
    words: str
    behind: str

    def text(self, key: str, indent: str) -> str:
        """As it is written."""
        if self.style in ("|", ">", "|-", ">+"):
            below = "".join(f"{indent}   {line}\n" for line in self.words.split())
            return f"{indent}{key}: {self.style}\n{below}{indent}\n"
        value = {
            "'": "'" + self.words.replace("'", "''").replace("\n", " ") + "'",
            '"': '"' + "".join(c for c in self.words if c not in '"\\') + '"',
            "": "0.66",
            "two": f"甲\n{indent}  乙",
            "blank": "",
            "[": "[a, 'b', \"c\"]",
            "{": "{k: , l: d}",
        }[self.style]
        return f"{indent}{key}: {value}{self.behind}\n"


LINES = st.builds(
    Line,
    st.sampled_from(["'", '"', "", "two", "blank", "[", "{", "|", ">", "|-", ">+"]),
    st.text(st.sampled_from("ab汉𝄞 '"), min_size=1, max_size=8),
    st.sampled_from(["", "  ", "  # 上年 0.66", " # c  "]),
)


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A file with values in every style, at two depths and in a list."""
    lines = draw(st.lists(LINES, min_size=2, max_size=6))
    half = len(lines) // 2
    text = "# 首\n上:\n" + "".join(line.text(f"k{n}", "  ") for n, line in enumerate(lines[:half]))
    text += "列:\n- x\n" + "".join(
        f"-\n{line.text('k', '    ')}" for line in lines[half:]
    )  # fmt: skip
    text = text if draw(st.booleans()) else text.rstrip("\n")
    ends = draw(st.sampled_from([("\n",), ("\r\n",), ("\r",), ("\n", "\r\n"), ("\r\n", "\r")]))
    pieces = text.split("\n")
    mixed = "".join(piece + ends[n % len(ends)] for n, piece in enumerate(pieces[:-1]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + (mixed + pieces[-1]).encode()


def scalars(node: yaml.Node, path: str = "") -> list[tuple[str, yaml.ScalarNode, yaml.Node | None]]:
    """Every value with its path and its key, as another reader of YAML sees them."""
    if isinstance(node, yaml.MappingNode):
        found = []
        for key, value in node.value:
            inner = scalars(value, f"{path}.{key.value}")
            found += [(p, s, key if s is value else k) for p, s, k in inner]
        return found
    if isinstance(node, yaml.SequenceNode):
        each = (scalars(item, f"{path}.{n}") for n, item in enumerate(node.value, 1))
        return [found for inner in each for found in inner]
    assert isinstance(node, yaml.ScalarNode)
    return [(path.removeprefix("."), node, None)]


@given(documents(), WORDS, st.integers(min_value=0))
@example(b"k:\r\n  l: '0.66'  # c\r\n", "0.7O", 0)
@example(b"a: {k: , l: d}", "-", 0)
@example(b"\xef\xbb\xbfk: |\r  a\r\r\rl: 1", "b\nc", 0)
def test_every_byte_outside_the_value_stays(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, value: str, which: int
) -> None:
    raw = content.decode("utf-8-sig")
    mark = len(content) - len(raw.encode())
    found = scalars(yaml.compose(raw, yaml.BaseLoader))
    path, old, key = found[which % len(found)]
    after = changed(tmp_path_factory.getbasetemp(), content, path, value)
    start, end = old.start_mark.index, old.end_mark.index
    if start == end:  # a blank one: somewhere behind its key
        start = key.end_mark.index if key is not None else start
    front, back = content[: mark + len(raw[:start].encode())], raw[end:].encode()
    assert after.startswith(front)
    assert after.endswith(back)
    again = scalars(yaml.compose(after.decode("utf-8-sig"), yaml.BaseLoader))
    assert [p for p, _, _ in again] == [p for p, _, _ in found]
    for (_, was, _), (name, now, _) in zip(found, again, strict=True):
        if name != path:
            assert now.value == was.value
        elif now.style in ("|", ">"):
            assert now.value.strip("\n") == value
        else:
            assert now.value.strip() == value
