"""Why figures changed: found by the system, written item by item, said in the pack's words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.reasons.explained import explained
from generator.authoring.reasons.remarks import OWN
from generator.model.report import plain
from generator.narrate.lineage import figures
from generator.narrate.places import places
from generator.pipeline import examine
from tests import reading
from tests.conftest import ROOT, Run

Runner = Callable[..., Run]
OFFICE = ROOT / "specs/qinhuangdao-etdz-office"

# From 2024 to the year after: a project ends, one begins, two change; a retired person less.
NEXT_YEAR = [
    ("年度: 2024\n", "年度: 2025\n"),
    ("上年: 2023.yaml", "上年: 2024.yaml"),
    (
        "  - 名称: 《秦皇岛经济技术开发区年鉴（2024）》",
        "  - 名称: 《秦皇岛经济技术开发区年鉴（2025）》",
    ),
    ("    金额: 380.81", "    金额: 400.00"),
    ("    金额: 75.50", "    金额: 60.00"),
    ("指标值: ≤18万元", "指标值: ≤2.5万元"),
    ("    编码: 13031124P00AN9710513K", "    编码: 13031124P00AN9710513K\n    状态: 结束"),
    ("    编码: 13031124P00AN9710509D", "    编码: 13031125P00AN9710999X"),
    ("  - 名称: 绿色示范园区建设", "  - 名称: 智慧园区建设"),
    ("    30302: 245.95", "    30302: 240.00"),
    ("    2080501: 230.67", "    2080501: 224.72"),
    ("    30217: 0.66", "    30217: 0.50"),
    ("    30226: 11.56", "    30226: 11.72"),
]
ITEMS = """增减原因:
  基本支出:
    - {科目: 30302, 文字: '本年度退休{{ 共用.本年退休人数 }}人'}
    - {其余: 其他经费}
  项目支出:
    - {项目: 开发区大气污染防治第三方技术服务, 文字: 合同延续}
    - {项目: 智慧园区建设}
    - {项目: 援助黑河地区开发经费, 文字: 援助期满}
    - {项目: 综合业务费, 减少: 15.50}
    - {其余: 其余项目}
  三公经费: 公务接待费减少

"""
SAID = (
    "其中：基本支出减少5.95万元，主要为退休费减少5.95万元（本年度退休1人）。项目支出减少16.31万元，"
    "主要为开发区大气污染防治第三方技术服务增加19.19万元（合同延续），增加智慧园区建设10万元，"
    "减少援助黑河地区开发经费20万元（援助期满），综合业务费减少15.5万元，其余项目减少10万元。"
)


def changed(text: str, *edits: tuple[str, str]) -> str:
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def next_year(folder: Path, reasons: str, *edits: tuple[str, str]) -> Path:
    """The spec of 2025 beside that of 2024, with these reasons."""
    here = folder / "specs/office"
    here.mkdir(parents=True)
    shutil.copytree(ROOT / "templates", folder / "templates")
    for year in ("2023", "2024"):
        shutil.copy(OFFICE / f"{year}.yaml", here)
    text = changed((OFFICE / "2024.yaml").read_text(encoding="utf-8"), *NEXT_YEAR)
    before, _, rest = text.partition("增减原因:\n")
    behind = rest.partition("\n\n")[2].partition("# ── 批复数")[0]
    spec = here / "2025.yaml"
    spec.write_text(changed(before + reasons + behind, *edits), encoding="utf-8")
    return spec


def sentences(spec: Path) -> str:
    """The text of the document that a spec gives."""
    prepared = examine(spec).value
    assert prepared is not None
    return "\n".join(plain(place.runs) for place in places(prepared.report) if not place.table)


def findings(run: Run, *codes: str) -> list[str]:
    """What was found under some codes, line and sentence."""
    found = re.findall(r"^\S*?:([0-9]+):[0-9]+: \S+ ([A-Z][0-9]{3})：(.*)$", run.err, re.MULTILINE)
    return [f"{line} {said}" for line, code, said in found if code in codes]


def line_of(spec: Path, words: str) -> int:
    """The line on which some words stand."""
    text = spec.read_text(encoding="utf-8")
    assert text.count(words) == 1
    return text[: text.index(words)].count("\n") + 1


def test_items_are_said_in_the_words_of_the_pack(tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(tmp_path, ITEMS)
    run = gongkai("build", spec)
    assert (run.status, findings(run, "Y104", "Y105", "Y106", "N302", "N304")) == (0, [])
    (word,) = spec.parent.parent.parent.glob("output/office/2025/*.docx")
    assert any(SAID in text for text in reading.docx_texts(word))
    for output in word.parent.iterdir():
        assert gongkai("verify", spec, output).status == 0


def test_every_amount_of_an_item_comes_from_the_lines_of_both_years(
    tmp_path: Path, gongkai: Runner
) -> None:
    spec = next_year(tmp_path, ITEMS)
    size = gongkai("explain", spec, "较上年/项目支出/综合业务费/数额").out
    assert f"2025.yaml:{line_of(spec, '    金额: 60.00')}:" in size
    assert f"2024.yaml:{line_of(OFFICE / '2024.yaml', '    金额: 75.50')}:" in size
    rest = gongkai("explain", spec, "较上年/项目支出/其余/数额").out
    assert rest.startswith("较上年/项目支出/其余/数额 = 10.00")


def test_a_figure_of_last_year_is_not_named_like_one_of_this_year(
    tmp_path: Path, gongkai: Runner
) -> None:
    spec = next_year(tmp_path, ITEMS)
    now = gongkai("explain", spec, "项目/综合业务费/金额").out
    before = gongkai("explain", spec, "上年/项目/综合业务费/金额").out
    assert now.startswith("项目/综合业务费/金额 = 60.00")
    assert before.startswith("上年/项目/综合业务费/金额 = 75.50")


def test_a_rest_of_nothing_is_not_said(tmp_path: Path) -> None:
    every = ITEMS.replace(
        "- {其余: 其余项目}", "- {项目: 绿色示范园区建设}\n    - {其余: 其余项目}"
    )
    said = sentences(next_year(tmp_path, every))
    assert "减少绿色示范园区建设10万元。" in said
    assert "其余项目" not in said


MISTAKES = {
    "a project that never was": (
        ("{项目: 智慧园区建设}", "{项目: 智慧园区建没}"),
        "B112 “项目支出”的原因里写的项目“智慧园区建没”，两年都没有。",
    ),
    "a code without money in this figure": (
        ("{科目: 30302,", "{科目: 30303,"),
        "B112 “基本支出”两年都没有科目“30303”的钱。",
    ),
    "no code at all": (
        ("{科目: 30302,", "{科目: 3030,"),
        "B112 “基本支出”两年都没有科目“3030”的钱。",
    ),
    "an amount the years do not give": (
        ("减少: 15.50", "减少: 15.05"),
        "Y104 “项目支出”的原因里，“综合业务费”写的是减少 15.05，两年的明细相减是减少 15.50 万元。",
    ),
    "the other direction": (
        ("减少: 15.50", "增加: 15.50"),
        "Y104 “项目支出”的原因里，“综合业务费”写的是增加 15.50，两年的明细相减是减少 15.50 万元。",
    ),
    "something left out": (
        ("    - {其余: 其余项目}\n", ""),
        (
            "Y104 “项目支出”减少 16.31 万元，原因里所列各项合计减少 6.31，"
            "还有减少的 10.00 万元 没有说明。"
        ),
    ),
    "a project twice": (
        ("{项目: 智慧园区建设}", "{项目: 综合业务费}"),
        "B116 “项目支出”的原因里，“综合业务费”与“综合业务费”说的有同一笔钱。",
    ),
    "a project and its code": (
        ("{项目: 智慧园区建设}", "{科目: '2010302'}"),
        "B116 “项目支出”的原因里，“2010302 一般行政管理事务”与“援助黑河地区开发经费”"
        "说的有同一笔钱。",
    ),
    "a code and a code below it": (
        ("    - {其余: 其他经费}", "    - {科目: 303}\n    - {其余: 其他经费}"),
        "B116 “基本支出”的原因里，“30302 退休费”与“303 对个人和家庭的补助”说的有同一笔钱。",
    ),
    "codes of both classifications": (
        ("    - {其余: 其他经费}", "    - {科目: 2080501}\n    - {其余: 其他经费}"),
        ("B116 “基本支出”的原因里既有功能科目“2080501”，又有经济科目“30302”，同一笔钱会说两遍。"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_finding(name: str, tmp_path: Path, gongkai: Runner) -> None:
    edit, expected = MISTAKES[name]
    run = gongkai("check", next_year(tmp_path, ITEMS, edit))
    found = findings(run, "B112", "B113", "B114", "B115", "B116", "Y104", "Y105", "N302", "N304")
    assert run.status == 1
    assert [words.partition(" ")[2] for words in found] == [expected.partition(" ")[2]]
    assert f"{expected[:4]}：" in run.err


def test_the_whole_year_as_a_skeleton(tmp_path: Path, gongkai: Runner) -> None:
    run = gongkai("reasons", next_year(tmp_path, ""))
    assert run.status == 0
    summary = [line for line in run.out.splitlines() if line.startswith("# ")]
    assert summary == [
        "# 基本支出：上年 1849.09，本年 1843.14 万元，减少 5.95（0.32%）",
        "# 项目支出：上年 899.02，本年 882.71 万元，减少 16.31（1.81%）",
        "# 三公经费：上年 14.26，本年 14.10 万元，减少 0.16（1.12%）",
    ]
    skeleton = yaml.load(run.out, yaml.BaseLoader)["增减原因"]
    named = [item.get("项目") or item.get("科目") for item in skeleton["项目支出"]]
    assert named == [
        "援助黑河地区开发经费",
        "开发区大气污染防治第三方技术服务",
        "综合业务费",
        "智慧园区建设",
        "绿色示范园区建设",
    ]
    assert [item["科目"] for item in skeleton["基本支出"]] == ["30302", "30217", "30226"]
    assert "  # 已结束，减少 20.00" in run.out
    assert "  # 新增，增加 10.00" in run.out
    assert "  # 退休费：上年 245.95，本年 240.00，减少 5.95" in run.out


def test_what_is_written_into_the_file(tmp_path: Path, gongkai: Runner) -> None:
    given = "增减原因:\n  三公经费: 公务接待费减少  # 已定\n  项目支出: 待填  # 问项目科\n\n"
    spec = next_year(tmp_path, given)
    text = spec.read_text(encoding="utf-8")
    run = gongkai("reasons", spec, "--write")
    assert (run.status, run.out.splitlines()[-1][:3]) == (0, "已写进")
    written = spec.read_text(encoding="utf-8")
    before, after = text.split(given)
    assert written.startswith(before)
    assert written.endswith("\n" + after)
    entries = written[len(before) :].splitlines()
    assert entries[:3] == [
        "增减原因:",
        "  三公经费: 公务接待费减少  # 已定",
        "  项目支出:  # 问项目科",
    ]
    assert entries[3] == "    - {项目: 援助黑河地区开发经费, 文字: 待填}  # 已结束，减少 20.00"
    again = gongkai("reasons", spec, "--write").out.splitlines()[-1]
    assert again.startswith("底稿已经在文件里，没有变。")
    assert spec.read_text(encoding="utf-8") == written
    assert "还没有完成：待填" in gongkai("check", spec).err


def test_what_is_written_is_what_is_accepted(tmp_path: Path, gongkai: Runner) -> None:
    """The skeleton without its open words: nothing is found, and every item is said."""
    spec = next_year(tmp_path, "增减原因:\n\n")
    assert gongkai("reasons", spec, "--write").status == 0
    filled = spec.read_text(encoding="utf-8").replace(", 文字: 待填", "")
    spec.write_text(filled, encoding="utf-8")
    run = gongkai("check", spec)
    assert (run.status, findings(run, "Y104", "Y105", "Y106", "N302", "N304")) == (0, [])
    assert "公务接待费减少0.16万元，劳务费增加0.16万元。" in sentences(spec)


LAST_YEARS = """增减原因:
  基本支出:
    - {科目: 30302, 文字: 【待核】退休1人}  # 退休费：上年 230.00，本年 245.95，增加 15.95
    - {其余: 【待核】其他经费}
  # 问人事科
  项目支出:  # 问项目科
    # 上年的顺序不变
    - {项目: 【待核】因公出访费用}  # 上年 8.00，本年 10.00，增加 2.00
    - 项目: 综合业务费
      文字: |
        【待核】活动
        # 不是注释
      # 新增，增加 75.50
    - {其余: 【待核】其余项目}  # 其余 2 项，减少 25.50
  # 三公的
  三公经费: 公务接待费减少

"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_last_years_items_are_replaced_as_a_whole(
    end: str, tmp_path: Path, gongkai: Runner
) -> None:
    spec = next_year(tmp_path, LAST_YEARS)
    text = spec.read_text(encoding="utf-8")
    spec.write_bytes(text.replace("\n", end).encode())
    run = gongkai("reasons", spec, "--write", "--most", "2")
    assert run.out.splitlines()[-1].startswith("已写进")
    written = spec.read_bytes().decode()
    assert "\n" not in written.replace(end, "")
    before, after = text.split(LAST_YEARS)
    assert (
        written.replace(end, "\n")
        == before
        + (
            """增减原因:
  基本支出:
    - {科目: 30302, 文字: 待填}  # 退休费：上年 245.95，本年 240.00，减少 5.95
    - {科目: 30217, 文字: 待填}  # 公务接待费：上年 0.66，本年 0.50，减少 0.16
    - {其余: 其余支出}  # 其余 1 项，增加 0.16
  # 问人事科
  项目支出:  # 问项目科
    # 上年的顺序不变
    - {项目: 援助黑河地区开发经费, 文字: 待填}  # 已结束，减少 20.00
    - {项目: 开发区大气污染防治第三方技术服务, 文字: 待填}  # 上年 380.81，本年 400.00，增加 19.19
    - {其余: 其余项目}  # 其余 3 项，减少 15.50
  # 三公的
  三公经费: 公务接待费减少

"""
        )
        + after
    )


BEGUN = {
    "why": ("文字: 待填}  # 上年 380.81", "文字: 合同延续}  # 上年 380.81"),
    "nothing more to say": (", 文字: 待填}  # 上年 380.81", "}  # 上年 380.81"),
    "how much": ("{项目: 援助黑河地区开发经费,", "{项目: 援助黑河地区开发经费, 减少: 20,"),
}


@pytest.mark.parametrize("name", BEGUN)
def test_a_reason_that_somebody_began_is_not_touched(
    name: str, tmp_path: Path, gongkai: Runner
) -> None:
    spec = next_year(tmp_path, "增减原因:\n\n")
    assert gongkai("reasons", spec, "--write").status == 0
    begun = changed(spec.read_text(encoding="utf-8"), BEGUN[name])
    spec.write_text(changed(begun, ("30302: 240.00", "30302: 241.00")), encoding="utf-8")
    run = gongkai("reasons", spec, "--write")
    assert (
        "# 项目支出：上年 899.02，本年 882.71 万元，减少 16.31（1.81%）；已经写了一部分原因"
        in run.out
    )
    *_, kept, done = run.out.splitlines()
    assert kept == "已经写了一部分原因，没有动：项目支出。"
    assert "：基本支出、三公经费。" in done
    written = spec.read_text(encoding="utf-8")
    assert BEGUN[name][1] in written
    assert "# 退休费：上年 245.95，本年 241.00，减少 4.95" in written


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_without_the_key_it_comes_at_the_end(end: str, tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(tmp_path, "")
    data = b"\xef\xbb\xbf" + spec.read_text(encoding="utf-8").replace("\n", end).encode()
    data = data.rstrip()
    spec.write_bytes(data)
    assert gongkai("reasons", spec, "--write").status == 0
    written = spec.read_bytes()
    assert written.startswith(data + f"{end}{end}增减原因:{end}  基本支出:{end}".encode())
    assert b"\n" not in written.replace(end.encode(), b"")


def test_braces_are_left_alone(tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(tmp_path, "增减原因: {三公经费: 接待费减少}\n\n")
    data = spec.read_bytes()
    run = gongkai("reasons", spec, "--write")
    assert run.status == 1
    assert "E921：“增减原因”写在花括号里" in run.err
    assert spec.read_bytes() == data


def test_last_year_with_totals_only_asks_for_amounts(tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(
        tmp_path, "", ("上年: 2024.yaml", "上年: 2023.yaml"), ("年度: 2025", "年度: 2024")
    )
    run = gongkai("reasons", spec, "--write")
    assert "# 上年文件只有合计数：每一条的“增加”或“减少”要自己填。" in run.out
    assert "    - {项目: 开发区大气污染防治第三方技术服务, 增加: 待填, 文字: 待填}" in run.out
    assert "  项目支出:\n    - {项目: 援助黑河地区开发经费, 减少: 待填, 文字: 待填}" in run.out
    assert run.out.count("援助黑河") == 1
    text = spec.read_text(encoding="utf-8")
    spec.write_text(text.replace("增加: 待填, ", ""), encoding="utf-8")
    found = findings(gongkai("check", spec), "B114")
    assert len(found) == text.count("增加: 待填")
    assert found[0].endswith("上年文件只有合计数，算不出“基本工资”增减了多少。")


def test_typed_amounts_where_last_year_has_only_totals(tmp_path: Path) -> None:
    items = """增减原因:
  项目支出:
    - {项目: 开发区大气污染防治第三方技术服务, 增加: 380.81}
    - {项目: 综合业务费, 增加: 10.05, 文字: '建区{{ 共用.建区年数 }}年活动'}
    - {项目: 援助黑河地区开发经费, 减少: 0.55}
    - {其余: 其余项目}

"""
    last = ("上年: 2024.yaml", "上年: 2023.yaml")
    edits = (last, ("年度: 2025", "年度: 2024"), ("金额: 400.00", "金额: 380.81"))
    said = sentences(next_year(tmp_path, items, *edits))
    assert (
        "项目支出增加680.65万元，主要为增加开发区大气污染防治第三方技术服务380.81万元，"
        "综合业务费增加10.05万元（建区40年活动），减少援助黑河地区开发经费0.55万元，"
        "其余项目增加290.34万元。" in said
    )


def test_no_last_year_is_a_clear_sentence(tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(tmp_path, "", ("上年: 2024.yaml\n", ""))
    run = gongkai("reasons", spec)
    assert (run.status, run.out) == (1, "")
    assert "没有写“上年”，不能比较增减。" in run.err


def test_another_year_is_not_compared_with(tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(tmp_path, "", ("上年: 2024.yaml\n", "上年: 2023.yaml\n"))
    run = gongkai("reasons", spec, "--write")
    assert (run.status, run.out) == (1, "")
    assert "Y101：“上年”文件的年度是 2023，应当是 2024。" in run.err
    assert run.err.endswith("上年文件不对，不能比较增减。\n")


def test_a_pack_without_words_for_items(tmp_path: Path, gongkai: Runner) -> None:
    spec = next_year(tmp_path, ITEMS)
    pack = tmp_path / "templates/hebei-2024/pack.yaml"
    words = re.sub(r"\nreason_words:\n(?:  .*\n)+", "\n", pack.read_text(encoding="utf-8"))
    pack.write_text(words, encoding="utf-8")
    run = gongkai("check", spec)
    assert run.status == 1
    assert [said.partition(" ")[2] for said in findings(run, "B115", "Y104")] == [
        "模板“hebei-2024”没有规定逐条的原因怎样写成句子。"
    ] * 2
    offered = gongkai("reasons", spec).out
    assert "  项目支出: 待填\n" in offered
    assert "  # 援助黑河地区开发经费：已结束，减少 20.00\n" in offered
    before = spec.read_text(encoding="utf-8")
    marked = changed(before, ("三公经费: 公务接待费减少", "三公经费: 【待核】公务接待费减少  # 定"))
    items = marked[marked.index("  基本支出:\n    - {") : marked.index("  三公经费:")]
    marked = marked.replace(items, "  项目支出: 【待核】合同到期\n  基本支出:\n")
    spec.write_text(marked, encoding="utf-8")
    assert gongkai("reasons", spec, "--write").status == 0
    written = spec.read_text(encoding="utf-8")
    for line in ("  三公经费: 待填  # 定\n", "  项目支出: 待填\n", "  基本支出: 待填\n"):
        assert written.count(line) == 1
    assert written.count("  # 援助黑河地区开发经费：已结束，减少 20.00\n") == 1
    assert "没有变" in gongkai("reasons", spec, "--write").out
    assert spec.read_text(encoding="utf-8") == written


RIVER = """模板: yunzhou-2026
年度: {year}
单位: 元
{prior}部门: {{代码: "088", 名称: 河道局}}
所属单位:
  - {{名称: 机关, 性质: 行政}}
"""


def river(year: int, yuan: dict[str, int], projects: dict[str, int], extra: str = "") -> str:
    """A small spec of the invented jurisdiction: 基本支出 by function code, and projects."""
    prior = f"上年: {year - 1}.yaml\n" if year == 2026 else ""
    text = RIVER.format(year=year, prior=prior)
    text += "基本支出:\n  按功能科目:\n" + "".join(f"    {c}: {n}\n" for c, n in yuan.items())
    text += "项目:\n" if projects else ""
    for name, amount in projects.items():
        text += f"  - {{名称: {name}, 编码: P{name}, 功能科目: 2130314, 金额: {amount}}}\n"
    return text + extra + "文字:\n  主要职能: 管理河道。\n"


def both_years(folder: Path, before: str, now: str) -> Path:
    """A folder with two years, and the spec of the second."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "2025.yaml").write_text(before, encoding="utf-8")
    spec = folder / "2026.yaml"
    spec.write_text(now, encoding="utf-8")
    return spec


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder with the invented pack."""
    folder = tmp_path_factory.mktemp("rivers")
    shutil.copytree(ROOT / "tests/packs/templates", folder / "templates")
    return folder / "specs/river"


SHARES = [
    # Last year's total and this year's in 元, what is said.
    (1_000_000, 1_125_000, "比2025年增加12.50万元，增加12.5%。"),
    (3_000_000, 2_000_000, "比2025年减少100.00万元，减少33.33%。"),
    (80_000, 80_001, "预算总额与上年持平。"),
    (0, 49, "预算总额与上年持平。"),
    (80_000, 80_050, "比2025年增加0.01万元，增加0.13%。"),
    (0, 80_000, "比2025年增加8.00万元。"),
    (40, 80_000, "比2025年增加8.00万元。"),
    (80_000, 0, "比2025年减少8.00万元，减少100%。"),
]


@pytest.mark.parametrize(("before", "now", "said"), SHARES, ids=str)
def test_percentages_and_a_base_of_zero(before: int, now: int, said: str, rivers: Path) -> None:
    old, new = (river(y, {"2130301": n}, {}) for y, n in ((2025, before), (2026, now)))
    assert said in sentences(both_years(rivers, old, new))


@pytest.mark.parametrize(("policy", "share"), [("of_displayed", "25.81"), ("of_exact", "25")])
def test_the_policy_of_percentages(policy: str, share: str, tmp_path: Path) -> None:
    """3,120 to 3,900 元 are printed as 0.31 and 0.39 万元."""
    shutil.copytree(ROOT / "tests/packs/templates", tmp_path / "templates")
    pack = tmp_path / "templates/yunzhou-2026/pack.yaml"
    text = changed(pack.read_text(encoding="utf-8"), ("share: of_displayed", f"share: {policy}"))
    pack.write_text(text, encoding="utf-8")
    old, new = (river(y, {"2130301": n}, {}) for y, n in ((2025, 3120), (2026, 3900)))
    spec = both_years(tmp_path / "specs/river", old, new)
    assert f"增加0.08万元，增加{share}%。" in sentences(spec)
    prepared = examine(spec).value
    assert prepared is not None
    found = figures(prepared.budget, prepared.report)["较上年/预算总额/百分比"]
    assert {leaf.value for leaf in found.leaves()} == {Decimal(3120), Decimal(3900)}


def test_an_item_of_the_other_jurisdiction(rivers: Path) -> None:
    reasons = "增减原因:\n  预算总额:\n    - {项目: 甲, 文字: 连日暴雨}\n    - {其余: 其余各项}\n"
    old = river(2025, {"2130301": 900_000}, {"乙": 50_000})
    new = river(2026, {"2130301": 950_000}, {"甲": 200_000}, reasons)
    said = sentences(both_years(rivers, old, new))
    assert "主要原因是连日暴雨，新增甲20.00万元；其余各项减少0.00万元" not in said
    assert "主要原因是连日暴雨，新增甲20.00万元。" in said


def test_what_is_open_is_printed_as_open(rivers: Path) -> None:
    reasons = "增减原因:\n  预算总额:\n    - {项目: 甲, 文字: 待填}\n    - {其余: 其余各项}\n"
    old = river(2025, {"2130301": 900_000}, {"甲": 50_000})
    new = river(2026, {"2130301": 950_000}, {"甲": 0}, reasons).replace("金额: 0", "金额: 待填")
    spec = both_years(rivers, old, new)
    said = sentences(spec)
    assert "比2025年【待填】万元，【待填】%。" in said
    assert "主要原因是【待填】，甲【待填】万元；其余各项【待填】万元。" in said
    codes = [p.code for p in examine(spec).diagnostics]
    assert "S119" in codes
    assert "Y104" not in codes
    prepared = examine(spec).value
    assert prepared is not None
    paths = [item.path for item in prepared.budget.progress.pending]
    assert "增减原因.预算总额.1.文字" in paths


def test_an_item_that_is_still_to_be_looked_at_is_no_mistake(rivers: Path) -> None:
    """Last year's item of a project that is no more: once it is settled, it is one."""
    item = (
        "增减原因:\n  预算总额:\n    - {项目: 丙, 文字: 【待核】汛期延长}\n    - {其余: 其余各项}\n"
    )
    old = river(2025, {"2130301": 900_000}, {"甲": 50_000})
    for reasons, codes in ((item, {"S119"}), (item.replace("【待核】", ""), {"B112"})):
        new = river(2026, {"2130301": 950_000}, {"甲": 60_000}, reasons)
        found = {p.code for p in examine(both_years(rivers, old, new)).diagnostics}
        assert found & {"S119", "B112", "Y104"} == codes


def test_a_project_that_never_was_stops_no_draft(rivers: Path, gongkai: Runner) -> None:
    """Nor a comparison: the item is left out of the sentence, and the mistake is told."""
    reasons = (
        "增减原因:\n  预算总额:\n    - {项目: 丙, 文字: 汛期延长}\n"
        "    - {项目: 甲, 文字: 连日暴雨}\n    - {其余: 其余各项}\n"
    )
    old = river(2025, {"2130301": 900_000}, {"甲": 50_000})
    new = river(2026, {"2130301": 950_000}, {"甲": 260_000}, reasons)
    spec = both_years(rivers, old, new)
    draft = gongkai("build", spec, "--draft", "--to", "docx")
    assert (draft.status, findings(draft, "B112")) == (
        0,
        ["15 “预算总额”的原因里写的项目“丙”，两年都没有。"],
    )
    beside = gongkai("diff", spec)
    assert beside.status == 0
    assert "原因：连日暴雨，甲增加21.00万元\n" in beside.out
    assert gongkai("check", spec).status == 1


def test_the_manual_shows_items_and_their_sentence(tmp_path: Path) -> None:
    manual = (ROOT / "docs/manual.md").read_text(encoding="utf-8")
    example = manual.partition("**逐条列出**")[2].partition("```yaml\n")[2].partition("```")[0]
    said = re.search(r"项目支出印出来是：(.*?)。说法由", manual)
    assert said is not None
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    folder = tmp_path / "specs/office"
    shutil.copytree(OFFICE, folder)
    spec = folder / "2025-example.yaml"
    before, _, rest = spec.read_text(encoding="utf-8").partition("增减原因:\n")
    behind = rest[rest.index("\n\n") :]
    spec.write_text(before + example + behind, encoding="utf-8")
    assert f"主要为{said.group(1)}。" in sentences(spec)


names = st.sampled_from(["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子", "丑"])
amounts = st.integers(0, 9_999_999)
some = st.dictionaries(names, amounts, max_size=12)
basic = st.dictionaries(
    st.sampled_from(["2130301", "2101102", "2210201", "2130314"]), amounts, min_size=1
)


@given(before=st.tuples(basic, some), now=st.tuples(basic, some))
@settings(max_examples=40, deadline=None)
def test_what_is_offered_always_adds_up(
    rivers: Path,
    before: tuple[dict[str, int], dict[str, int]],
    now: tuple[dict[str, int], dict[str, int]],
) -> None:
    """The items offered and their rest are the change, and checks accept them as they stand."""
    from generator.authoring.reasons.skeleton import wording

    spec = both_years(rivers, river(2025, *before), river(2026, *now))
    examined = examine(spec).value
    assert examined is not None
    (each,) = explained(examined.budget)
    total = Decimal(sum(now[0].values()) + sum(now[1].values()))
    total -= sum(before[0].values()) + sum(before[1].values())
    assert each.change is not None
    lines = list(wording(examined.budget).skeleton(each, "  "))
    if each.change.same:
        assert abs(total) < 50
        assert (each.items, lines) == ((), [])
        return
    assert not any(item.change is None or item.change.same for item in each.items)
    remarks = [line[line.index("#") :] for line in lines if "#" in line]
    assert all(OWN.fullmatch(remark) for remark in remarks)
    parts = [item.change.exact for item in each.items if item.change is not None]
    assert sum(parts, each.rest or Decimal(0)) == total == each.change.exact
    assert [abs(part) for part in parts] == sorted((abs(part) for part in parts), reverse=True)
    text = "".join(f"{line}\n" for line in ("增减原因:", *lines)).replace(", 文字: 待填", "")
    if len(lines) > 1:
        outcome = examine(both_years(rivers, river(2025, *before), river(2026, *now, text)))
        codes = {p.code for p in outcome.diagnostics}
        assert not {c for c in codes if c[0] in "BSN" or c in ("Y103", "Y104", "Y105", "Y106")}
