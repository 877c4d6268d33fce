"""gongkai explain: where a number comes from, where it goes, what would move."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.columns import width
from generator.read.files import SourceText
from generator.read.nodes import Node, parse
from generator.read.path import UnknownPathError, find, scalar_at, with_value
from tests.conftest import ROOT, Run

SPEC = "specs/qinhuangdao-etdz-office/2024.yaml"


@pytest.fixture
def explain(
    monkeypatch: pytest.MonkeyPatch, gongkai: Callable[..., Run]
) -> Callable[..., list[str]]:
    """The lines that `gongkai explain` prints of the spec of 2024."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: str) -> list[str]:
        done = gongkai("explain", SPEC, *arguments)
        assert (done.status, done.err) == (0, "")
        return done.out.splitlines()

    return run


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, gongkai: Callable[..., Run]) -> Callable[..., str]:
    """What is said of a question that has no answer."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: str) -> str:
        done = gongkai("explain", SPEC, *arguments)
        assert done.status == 1
        assert done.out == ""
        return done.err.strip()

    return run


def unplaced(lines: list[str]) -> list[str]:
    """Without lines and columns of the spec, which move when it is edited."""
    return [re.sub(r"2024\.yaml:\d+:\d+", "2024.yaml", line) for line in lines]


@pytest.mark.parametrize(
    "words",
    [
        "三公经费表/公务用车运行维护费/合计",
        "三公经费表 公务用车运行维护费 合计",
        "部门预算财政拨款“三公”经费支出表 公务用车运行维护费 合计",
        "三公经费表/公务用车运行维护费 合计",
    ],
)
def test_a_cell_down_to_what_was_typed(words: str, explain: Callable[..., list[str]]) -> None:
    lines = unplaced(explain(words))
    assert lines[:3] == [
        "三公经费表/公务用车运行维护费/合计 = 3.60    合计",
        "  三公经费表/公务用车运行维护费/一般公共预算财政拨款 = 3.60    合计",
        f"    基本支出/按经济科目/30231 = 3.60    写在 {SPEC}",
    ]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("支出总表 2010301 基本支出", "支出总表/2010301/基本支出"),
        ("支出总表 2010301 行政运行 基本支出", "支出总表/2010301/基本支出"),
        ("支出总表 行政运行 基本支出", "支出总表/2010301/基本支出"),
        ("支出总表 合计 合计", "支出总表/合计/合计"),
        ("三公经费表 一、因公出国（境）费 合计", "三公经费表/因公出国（境）费/合计"),
        ("基本支出.按经济科目.30231", "基本支出/按经济科目/30231"),
        ("三公经费", "三公经费"),
    ],
)
def test_words_mean_one_figure(words: str, id: str, explain: Callable[..., list[str]]) -> None:
    assert explain(words)[0].startswith(f"{id} = ")


def test_words_that_mean_several_cells(explain: Callable[..., list[str]]) -> None:
    first, *cells = explain("支出总表 行政运行")
    assert first == "“支出总表 行政运行”可以是下面 6 个数，请写出其中一个："
    assert cells[:3] == [
        "  支出总表/2010301/合计                842.83",
        "  支出总表/2010301/基本支出            767.33",
        "  支出总表/2010301/项目支出             75.50",
    ]
    assert len({width(line) for line in cells}) == 1


@pytest.mark.parametrize("words", ["14.26", "14.26万元"])
def test_a_printed_number(words: str, explain: Callable[..., list[str]]) -> None:
    assert explain(words) == [
        "14.26 印在 3 处：",
        "  三公经费表  “三公”经费小计 合计                  14.26",
        "  三公经费表  “三公”经费小计 一般公共预算财政拨款  14.26",
        "  四、财政拨款“三公”经费预算情况及增减变化原因",
        "    …财政拨款“三公”经费预算安排14.26万元，其中因公出…    （三公经费）",
    ]


def test_a_number_printed_of_one_figure_is_explained_at_once(
    explain: Callable[..., list[str]],
) -> None:
    first, *_, last = unplaced(explain("4500"))
    assert first == "4500 印在 1 处："
    assert last == f"绩效指标/机关互联网用户数 = 4500    写在 {SPEC}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("14.27", "文件里没有印出“14.27”。最接近的是 14.26。"),
        ("三公经废", "没有“三公经废”这个数。是不是“三公经费”？"),
        ("支出总表/合计/合计计", "没有“支出总表/合计/合计计”这个数。是不是“支出总表/合计/合计”？"),
    ],
)
def test_nothing_of_that_name(words: str, said: str, refused: Callable[..., str]) -> None:
    assert refused(words) == said
    assert refused(words, "--uses") == said


def test_uses_of_a_fact(explain: Callable[..., list[str]]) -> None:
    lines = unplaced(explain("基本支出/按经济科目/30217", "--uses"))
    assert lines[:3] == [
        f"基本支出/按经济科目/30217 = 0.66    写在 {SPEC}",
        "它变了，下面 16 处跟着变：",
        "  一般公共预算基本支出表  合计 合计                            1849.09",
    ]
    assert lines[13:] == [
        "  三公经费表              公务接待费 一般公共预算财政拨款         0.66",
        "  2、支出说明",
        "    …万元和日常公用经费101.99万元；项目支出…    （公用经费）",
        "  三、机关运行经费安排情况",
        "    …，我部门机关运行经费共计安排101.99万元。    （机关运行经费）",
        "  四、财政拨款“三公”经费预算情况及增减变化原因",
        "    …财政拨款“三公”经费预算安排14.26万元，其中因公出…万元）；公务接待费0.66万元。"
        "    （三公经费、公务接待费）",
        "    与2023年相比减少0.03万元，增减变化的…    （较上年/三公经费/数额）",
    ]


def test_uses_of_a_shared_number(explain: Callable[..., list[str]]) -> None:
    lines = explain("共用/出访批次", "--uses")
    assert lines[1] == "它变了，下面 3 处跟着变："


def test_what_a_new_amount_moves(explain: Callable[..., list[str]]) -> None:
    """Everything that rests on it, as `--uses` says, with old and new."""
    lines = unplaced(explain("--set", "基本支出.按经济科目.30217=0.80"))
    assert lines[:3] == [
        f"基本支出.按经济科目.30217：0.66 → 0.80    写在 {SPEC}",
        "表中 12 格：",
        "  一般公共预算基本支出表  合计 合计                            1849.09 → 1849.23",
    ]
    assert lines[13:23] == [
        "  三公经费表              公务接待费 一般公共预算财政拨款            0.66 → 0.80",
        "文中 4 句：",
        "  2、支出说明",
        "    …万元和日常公用经费101.99→102.13万元；项目支出…",
        "  三、机关运行经费安排情况",
        "    …，我部门机关运行经费共计安排101.99→102.13万元。",
        "  四、财政拨款“三公”经费预算情况及增减变化原因",
        "    …财政拨款“三公”经费预算安排14.26→14.40万元，"
        "其中因公出…万元）；公务接待费0.66→0.80万元。",
        "    旧：与2023年相比减少0.03万元，增减变化的主要原因是"
        "公务接待费是按照在职人员公务费计提的，"
        "本年度退休1人导致公务接待费减少。",
        "    新：与2023年相比增加0.11万元，增减变化的主要原因是"
        "公务接待费是按照在职人员公务费计提的，"
        "本年度退休1人导致公务接待费减少。",
    ]
    assert re.fullmatch(r"会新发现 \d+ 个问题：", lines[23])
    assert any("错误 X201：" in line and "1849.23" in line for line in lines[24:])


def test_only_what_rests_on_a_figure(explain: Callable[..., list[str]]) -> None:
    lines = explain("机关运行经费", "--set", "基本支出.按经济科目.30217=0.80")
    end = next(i for i, line in enumerate(lines) if line.startswith("会新发现"))
    assert lines[1:end] == [
        "文中 1 句：",
        "  三、机关运行经费安排情况",
        "    …，我部门机关运行经费共计安排101.99→102.13万元。",
    ]


def test_a_project_by_its_name_and_a_name_in_many_texts(
    explain: Callable[..., list[str]],
) -> None:
    lines = explain("--set", "项目.因公出访费用.金额=12", "--set", "共用.出访批次=4")
    assert lines[0].startswith("项目.因公出访费用.金额：10.00 → 12    写在 ")
    assert lines[1].startswith("共用.出访批次：3 → 4    写在 ")
    assert any("≤10万元 → ≤12万元" in line for line in lines)
    assert any("≥3组 → ≥4组" in line for line in lines)


def test_a_cell_that_becomes_blank(explain: Callable[..., list[str]]) -> None:
    lines = explain("三公经费表 公务接待费 合计", "--set", "基本支出.按经济科目.30217=0")
    assert any(line.split("  ")[-1].strip() == "0.66 → （空）" for line in lines)


def test_nothing_moves(explain: Callable[..., list[str]]) -> None:
    lines = explain("--set", "基本支出.按经济科目.30217=0.66")
    assert lines[1:] == ["印出的数和文字都不变。"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("项目.因公出费用.金额=9", "没有“因公出费用”这一项。是不是“因公出访费用”？"),
        ("基本支出.按经济科目.30217x=9", "没有“30217x”这一项。是不是“30217”？"),
        ("基本支出.按经济科木.30217=9", "没有“按经济科木”这一项。是不是“按经济科目”？"),
        ("年度.月份=9", "“2024”下面没有“月份”。"),
        ("职责.99=x", "“职责”共有 18 项，没有第 99 项。"),
        ("项目.11.金额=9", "“项目”共有 10 项，没有第 11 项。"),
    ],
)
def test_a_path_that_leads_nowhere(setting: str, said: str, refused: Callable[..., str]) -> None:
    path, _, _ = setting.partition("=")
    assert refused("--set", setting) == f"{SPEC}: 错误 E902：{path}：{said}"


def test_two_values_for_one_place(refused: Callable[..., str]) -> None:
    path = "基本支出.按经济科目.30217"
    said = refused("--set", f"{path}=5", "--set", f"{path}=6")
    assert f"错误 E903：“{path}”写了两个值。" in said


def test_a_path_that_stops_too_early(refused: Callable[..., str]) -> None:
    said = refused("--set", "项目.因公出访费用=9")
    assert "“因公出访费用”下面还有几项，请写到具体的一项：名称、编码、" in said


def test_a_setting_without_a_value(gongkai: Callable[..., Run]) -> None:
    run = gongkai("explain", ROOT / SPEC, "--set", "年度")
    assert run.status == 2
    assert "--set 应当写成 路径=值，这里是“年度”。" in run.err


def test_a_value_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, gongkai: Callable[..., Run]
) -> None:
    monkeypatch.chdir(ROOT)
    run = gongkai("explain", SPEC, "--set", "项目.因公出访费用.金额=十万")
    assert run.status == 1
    lines = unplaced(run.out.splitlines())
    assert lines[1] == "会新发现 1 个问题："
    assert lines[2].endswith("错误 S114：“金额”的“十万”不是数字。")


def test_a_spec_with_errors_is_explained_all_the_same(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    """Where two numbers differ, one wants to know what they are made of."""
    folder = tmp_path / "specs/x"
    folder.mkdir(parents=True)
    shutil.copyfile((ROOT / SPEC).with_name("2023.yaml"), folder / "2023.yaml")
    text = (ROOT / SPEC).read_text(encoding="utf-8")
    (folder / "2024.yaml").write_text(text.replace("30231: 3.60", "30231: 3.61"), encoding="utf-8")
    run = gongkai("explain", folder / "2024.yaml", "公务用车运维费")
    assert run.status == 0
    assert run.out.startswith("公务用车运维费 = 3.61    合计\n")
    assert "下面的数可能不对；请运行 gongkai check。" in run.err
    moved = gongkai("explain", folder / "2024.yaml", "--set", "基本支出.按经济科目.30231=3.60")
    assert re.search(r"^会消除 \d+ 个问题：.*X201", moved.out, re.MULTILINE)


def tree(text: str) -> Node:
    parsed = parse(SourceText("a.yaml", text, Path("a.yaml"))).value
    assert parsed is not None
    return parsed


LIST = """\
项目:
  - 名称: 2.0系统
    金额: 1.00
  - 名称: 无名
    金额: {一般公共预算: 2.00}
单位:
  - 甲
  - 乙
"""


@pytest.mark.parametrize(
    ("path", "was"),
    [
        ("项目.2.0系统.金额", "1.00"),
        ("项目/1/金额", "1.00"),
        ("项目.无名.金额.一般公共预算", "2.00"),
        ("项目.2.金额/一般公共预算", "2.00"),
        ("单位.2", "乙"),
    ],
)
def test_paths(path: str, was: str) -> None:
    place = find(tree(LIST), path)
    assert place.scalar.value == was
    changed = with_value(tree(LIST), place, "9.99")
    new = find(changed, path)
    assert new.scalar == scalar_at(changed, place)
    assert (new.scalar.value, with_value(changed, new, was)) == ("9.99", tree(LIST))


@pytest.mark.parametrize("path", ["", ".", "项目", "项目.3.金额", "单位.0", "项目..金额"])
def test_wrong_paths(path: str) -> None:
    with pytest.raises(UnknownPathError):
        find(tree(LIST), path)
