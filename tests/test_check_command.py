"""gongkai check: what people and programs are told, manual pages, waivers."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.checks.codes import MEANINGS, codes, page
from generator.checks.manual import manual
from generator.checks.registry import CHECKS
from generator.cli.columns import around, width
from generator.cli.printing import ROOM
from tests.conftest import ROOT, Run
from tests.test_mistakes import CASES

BASE: str = CASES["base"].replace("30217: 20.00", "30201: 20.00")
WRONG = BASE.replace("30201: 20.00", "30201: 20.01")
GENERATOR = ROOT / "generator"


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A spec of the invented pack, named from the working folder."""
    shutil.copytree(ROOT / "tests/packs/templates", tmp_path / "templates")
    (tmp_path / "specs/river").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return Path("specs/river/2026.yaml")


@pytest.fixture
def check(spec: Path, gongkai: Callable[..., Run]) -> Callable[..., Run]:
    """`gongkai check` of a text."""

    def run(text: str, *options: str) -> Run:
        spec.write_text(text, encoding="utf-8")
        return gongkai("check", spec, *options)

    return run


def waiver(**words: str) -> str:
    given = {"代码": "X201", "原因": "尾差", "人": "王芳", **words}
    entries = ", ".join(f"{key}: {word}" for key, word in given.items() if word)
    return WRONG + f"豁免:\n  - {{{entries}}}\n"


def test_a_finding_for_people(check: Callable[..., Run]) -> None:
    run = check(WRONG)
    assert run.status == 1
    assert run.err == (
        "── specs/river/2026.yaml（错误 1）\n"
        "specs/river/2026.yaml:13:12: 错误 X201：基本支出（一般公共预算）"
        "按功能科目合计 100.00，按经济科目合计 100.01，相差 0.01 元。\n"
        "      30101: 80.00\n"
        "             ^\n"
        "    另见 specs/river/2026.yaml:11:14  2130301: 100.00\n"
        "    同一笔钱的两种分列应当相等，请核对两边的科目金额。\n"
        "    对象：基本支出（一般公共预算）\n"
        "\n"
    )
    total = len(CHECKS)
    closing, why = run.out.splitlines()
    match = re.fullmatch(
        rf"specs/river/2026.yaml：核对 {total} 项，通过 (\d+) 项，有问题 1 项，"
        r"没有进行 (\d+) 项；1 个错误，0 个警告。",
        closing,
    )
    assert match
    assert int(match[1]) + 1 + int(match[2]) == total
    assert why.startswith("  没有进行：X202")
    assert why.endswith("（因为 X201 有错误，或者没有进行）")


def test_nothing_found(check: Callable[..., Run]) -> None:
    run = check(BASE)
    total = len(CHECKS)
    said = f"specs/river/2026.yaml：核对 {total} 项，全部通过；没有发现问题。\n"
    assert (run.status, run.out, run.err) == (0, said, "")


def test_findings_are_grouped_by_file_and_severity(check: Callable[..., Run], spec: Path) -> None:
    text = BASE.replace("单位: 元\n", "单位: 元\n上年: 2025.yaml\n")
    text = text.replace("2130301", "2130399").replace("30101: 80.00", "30101: 8O.00")
    prior = spec.with_name("2025.yaml")
    (spec.parent / prior.name).write_text(
        BASE.replace("年度: 2026", "年度: 2025").replace("50.00", "5O.00"), encoding="utf-8"
    )
    run = check(text)
    groups = [line for line in run.err.splitlines() if line.startswith("── ")]
    assert groups[0].startswith("── specs/river/2026.yaml（错误 1，警告 ")
    assert groups[1] == "── specs/river/2025.yaml（错误 1）"
    first = run.err.partition("\n── specs/river/2025.yaml")[0]
    words = re.findall(r": (错误|警告) ", first)
    assert words == sorted(words, key=["错误", "警告"].index)
    listed = re.search(
        r"  没有进行 (\d+) 项：(.*)（因为有金额或编码没有读懂，或还没有填）", run.out
    )
    assert listed
    assert len(listed[2].split("、")) == int(listed[1]) > 5


def test_the_file_could_not_be_understood(check: Callable[..., Run]) -> None:
    total = len(CHECKS)
    for text in ("年度: [", ""):
        run = check(text)
        assert run.status == 1
        said = f"{total} 项核对都没有进行（因为文件没有全部读懂）；1 个错误，0 个警告。\n"
        assert run.out == f"specs/river/2026.yaml：{said}"


def test_the_caret_stands_below_wide_characters(check: Callable[..., Run]) -> None:
    """Chinese characters take two columns of a terminal."""
    run = check(BASE.replace("管理河道。", '管理河道和{{ 数["不存在"] }}。'))
    lines = run.err.splitlines()
    at = next(i for i, line in enumerate(lines) if "N101" in line)
    quoted, caret = lines[at + 1], lines[at + 2]
    assert caret.strip() == "^"
    before = quoted[: quoted.index("不存在")]
    assert len(caret) - 1 == width(before)
    assert width("主要职能：a") == 11


LONG = "说明：" + "绿化管护与河道清淤，" * 30 + "这里不对" + "，其余各项照旧安排" * 30


@pytest.mark.parametrize("at", [0, 4, LONG.index("这里"), len(LONG) - 1, len(LONG), 9_999, -1])
def test_long_lines_are_cut_around_the_column(at: int) -> None:
    shown, column = around("    " + LONG, at + 4, ROOM)
    assert width(shown) <= ROOM
    assert 0 <= column <= width(shown)
    inside = 0 <= at < len(LONG)
    if inside:
        behind = shown
        while width(shown) - width(behind) < column:
            behind = behind[1:]
        assert behind[0] == LONG[at]


def test_short_lines_lose_only_their_indentation() -> None:
    assert around("    30101: 1.00", 11, ROOM) == ("30101: 1.00", 7)
    assert around("\t代码: a", 0, ROOM) == (" 代码: a", 0)
    assert around("", 3, ROOM) == ("", 0)


def test_json(check: Callable[..., Run]) -> None:
    run = check(WRONG, "--format", "json")
    assert (run.status, run.err) == (1, "")
    (told,) = json.loads(run.out)["specs"]
    assert list(told) == [
        "file", "errors", "warnings", "findings", "waived", "passed", "not_run",
    ]  # fmt: skip
    assert (told["file"], told["errors"], told["warnings"]) == ("specs/river/2026.yaml", 1, 0)
    (finding,) = told["findings"]
    assert list(finding) == [
        "code", "severity", "message", "advice", "about", "file", "line", "column", "related",
    ]  # fmt: skip
    assert (finding["code"], finding["severity"]) == ("X201", "error")
    assert (finding["line"], finding["column"]) == (13, 12)
    assert finding["related"] == [{"file": "specs/river/2026.yaml", "line": 11, "column": 14}]
    assert {"code": "X202", "because": "X201"} in told["not_run"]
    checked = {*told["passed"], *(check["code"] for check in told["not_run"]), "X201"}
    assert checked == {check.CODE for check in CHECKS}


def region_of(location: dict[str, Any]) -> tuple[str, int, int]:
    place = location["physicalLocation"]
    region = place["region"]
    return place["artifactLocation"]["uri"], region["startLine"], region["startColumn"]


def test_sarif(check: Callable[..., Run]) -> None:
    run = check(waiver(对象="", 代码="X202"), "--format", "sarif")
    assert run.status == 1
    log = json.loads(run.out)
    assert log["version"] == "2.1.0"
    assert "sarif-2.1.0" in log["$schema"]
    (part,) = log["runs"]
    driver = part["tool"]["driver"]
    assert driver["name"] == "gongkai"
    assert part["columnKind"] == "unicodeCodePoints"
    (result,) = part["results"]
    rule = driver["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "X201"
    assert rule["shortDescription"]["text"] == "基本支出的两种分列不相等"
    assert "查什么：" in rule["help"]["text"]
    assert result["level"] == "error"
    assert "100.01" in result["message"]["text"]
    assert region_of(result["locations"][0]) == ("specs/river/2026.yaml", 13, 12)
    assert region_of(result["relatedLocations"][0]) == ("specs/river/2026.yaml", 11, 14)
    (invocation,) = part["invocations"]
    notes = invocation["toolExecutionNotifications"]
    named = [note["associatedRule"] for note in notes]
    assert "X202" in [note["id"] for note in named]
    assert all(driver["rules"][note["index"]]["id"] == note["id"] for note in named)


def test_sarif_of_a_file_that_is_not_there(spec: Path, gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", "specs/没有.yaml", "--format", "sarif")
    (part,) = json.loads(run.out)["runs"]
    (result,) = part["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "specs/%E6%B2%A1%E6%9C%89.yaml"}
    }


def test_several_specs_are_one_document(
    check: Callable[..., Run], spec: Path, gongkai: Callable[..., Run]
) -> None:
    check(BASE)
    told = json.loads(gongkai("check", spec, spec, "--format", "json").out)
    assert [one["errors"] for one in told["specs"]] == [0, 0]
    assert len(json.loads(gongkai("check", spec, spec, "--format", "sarif").out)["runs"]) == 2


def test_a_waived_finding_is_no_error_and_is_listed(
    check: Callable[..., Run], spec: Path, gongkai: Callable[..., Run]
) -> None:
    run = check(waiver(截止="2026-12-31"), "--today", "2026-12-31")
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines()[:3] == [
        "已豁免 1 项：",
        "  specs/river/2026.yaml:13:12: X201：基本支出（一般公共预算）"
        "按功能科目合计 100.00，按经济科目合计 100.01，相差 0.01 元。",
        "    原因：尾差（王芳，截止 2026-12-31）",
    ]
    assert "没有发现问题，已豁免 1 项。" in run.out
    built = gongkai("build", spec, "--to", "docx")
    assert (built.status, built.err) == (0, "")
    assert built.out.splitlines()[:3] == run.out.splitlines()[:3]
    assert built.out.splitlines()[3].startswith("已生成 ")


def test_waived_for_programs(check: Callable[..., Run]) -> None:
    run = check(waiver(截止="2026-12-31"), "--format", "json", "--today", "2026-01-01")
    assert run.status == 0
    (told,) = json.loads(run.out)["specs"]
    assert (told["errors"], told["findings"]) == (0, [])
    (item,) = told["waived"]
    assert item["code"] == "X201"
    assert (item["waiver"]["person"], item["waiver"]["until"]) == ("王芳", "2026-12-31")
    log = json.loads(check(waiver(), "--format", "sarif").out)
    (result,) = log["runs"][0]["results"]
    (suppression,) = result["suppressions"]
    assert suppression["kind"] == "external"
    assert suppression["justification"] == "尾差（王芳）"


def found(run: Run) -> list[str]:
    """Place, severity, code and sentence of each finding."""
    return re.findall(r"^specs/river/2026.yaml:(\d+:\d+: .*)$", run.err, re.MULTILINE)


def test_a_waiver_that_met_nothing(check: Callable[..., Run]) -> None:
    run = check(waiver().replace("20.01", "20.00"))
    assert run.status == 0
    assert found(run) == ["26:10: 警告 W501：对 X201 的豁免没有用到：没有这样的问题。"]


def test_a_waiver_of_another_object(check: Callable[..., Run]) -> None:
    run = check(waiver(对象="别的"))
    assert run.status == 1
    assert [line.split("：")[0] for line in found(run)] == ["13:12: 错误 X201", "26:10: 警告 W501"]
    about = re.findall(r"^    对象：(.*)$", run.err, re.MULTILINE)
    if about:
        assert check(waiver(对象=f'"{about[0]}"')).status == 0


OF_LAST_YEAR = [
    ("Y107", ("30201: 20.00", "30201: 20000.00")),
    ("Y107", ("    30101: 80.00", "    30101: 80.00\n    30216: 6600.00")),
    ("Y106", ("主要职能: 管理河道。", "主要职能: 管理河道，2025年完成河道清淤。")),
    ("Y106", ("储备一次所需", "2025年汛期前，“储备”一次所需")),
]


@pytest.mark.parametrize(("code", "edit"), OF_LAST_YEAR)
def test_the_object_of_a_finding_can_be_copied_into_a_waiver(
    code: str, edit: tuple[str, str], check: Callable[..., Run], spec: Path
) -> None:
    text = BASE.replace("单位: 元\n", "单位: 元\n上年: 2025.yaml\n").replace(*edit)
    prior = BASE.replace("年度: 2026", "年度: 2025")
    if code == "Y106":
        prior = prior.replace(*edit)
    spec.with_name("2025.yaml").write_text(prior, encoding="utf-8")

    def abouts(text: str) -> list[str]:
        found = re.split(r"^specs/river/2026.yaml:", check(text).err, flags=re.MULTILINE)
        own = (each for each in found if f"错误 {code}：" in each)
        return [line for each in own for line in re.findall(r"^    对象：(.*)$", each, re.M)]

    (about,) = abouts(text)
    assert len(about) < 30
    assert abouts(f"{text}豁免:\n  - {{代码: {code}, 对象: {about}, 原因: 属实, 人: 王芳}}\n") == []


def test_a_waiver_of_a_check_that_could_not_run_is_not_called_unused(
    check: Callable[..., Run],
) -> None:
    run = check(waiver(代码="X202"))
    assert "W501" not in run.err


@pytest.mark.parametrize("code", ["S101", "B103", "N101", "W501", "D701", "X999"])
def test_what_cannot_be_waived(code: str, check: Callable[..., Run]) -> None:
    run = check(waiver(代码=code))
    assert run.status == 1
    said = f"26:10: 错误 W502：“{code}”不能豁免：只有核对发现的问题可以豁免。"
    assert said in found(run)


def test_a_waiver_ends(check: Callable[..., Run], spec: Path, gongkai: Callable[..., Run]) -> None:
    text = waiver(截止="2026-06-30")
    assert check(text, "--today", "2026-06-30").status == 0
    run = check(text, "--today", "2026-07-01")
    assert run.status == 1
    assert found(run)[1] == ("26:10: 警告 W503：对 X201 的豁免已于 2026-06-30 到期，不再起作用。")
    past = check(waiver(截止="1999-12-31"))
    assert "W503" in past.err
    assert gongkai("build", spec, "--to", "docx").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"原因": ""}, "26:5: 错误 S113：“豁免”里缺少“原因”。"),
        ({"人": ""}, "26:5: 错误 S113：“豁免”里缺少“人”。"),
        ({"人": '""'}, "26:31: 错误 S113：“人”没有填。"),
        ({"截止": "年底"}, "26:32: 错误 S116：“截止”应当是日期，这里是“年底”。"),
        ({"截止": "2026-02-30"}, "26:32: 错误 S116：“截止”应当是日期，这里是“2026-02-30”。"),
    ],
    ids=str,
)
def test_a_waiver_needs_reason_person_and_a_real_day(
    words: dict[str, str], said: str, check: Callable[..., Run]
) -> None:
    run = check(waiver(**words))
    assert run.status == 1
    assert [re.sub(r"^26:\d+", "26", line) for line in found(run) if " S1" in line] == [
        re.sub(r"^26:\d+", "26", said)
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少 文件..."),
        (["x.yaml", "--format", "xml"], "--format 不认识“xml”，可以用：text、json、sarif。"),
        (["x.yaml", "--today", "明天"], "--today 应当是日期，如 2024-12-31，这里是“明天”。"),
    ],
    ids=str,
)
def test_misuse(arguments: list[str], said: str, gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", *arguments)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


def test_the_page_of_a_check(gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", "--explain", "x201")
    assert run.status == 0
    title, *paragraphs = run.out.split("\n\n")
    assert title == "X201 基本支出的两种分列不相等"
    assert [p[:4] for p in paragraphs] == ["查什么：", "为什么：", "出错的例", "怎么改："]


def test_the_page_of_a_code_that_is_no_check(gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", "--explain", "S106")
    assert (run.status, run.out) == (0, "S106 行首用了 Tab\n\n怎么改：改成空格。\n")


def test_the_page_of_a_code_of_a_pack(gongkai: Callable[..., Run]) -> None:
    alone = gongkai("check", "--explain", "HB01")
    assert alone.status == 1
    assert "模板自己的代号，请在后面写上用这个模板的文件。" in alone.err
    run = gongkai("check", "--explain", "HB01", ROOT / "specs/qinhuangdao-etdz-office/2024.yaml")
    assert run.status == 0
    assert run.out.startswith("HB01 模板规定的核对\n\n查什么：")


def test_an_unknown_code(gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", "--explain", "X20")
    assert run.status == 1
    assert run.err.startswith("没有“X20”这个代号。是不是“X20")


def raised() -> set[str]:
    """Every code that the generator's other modules name."""
    named: list[str] = []
    for file in GENERATOR.glob("**/*.py"):
        if file.name in ("codes.py", "pipeline.py"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named += re.findall(r"\A[A-Z][0-9]{3}\Z", node.value)
    return set(named)


def test_every_code_means_something() -> None:
    assert set(codes()) == raised()
    assert not set(MEANINGS) & {check.CODE for check in CHECKS}
    assert all(page(code) is not None for code in codes())


def test_the_manual_says_what_the_codes_mean() -> None:
    text = (ROOT / "docs/manual.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z][0-9]{3}) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    told = {code: (_quoted(meaning), _quoted(advice)) for code, meaning, advice in rows}
    assert {code: told.get(code) for code in MEANINGS} == dict(MEANINGS)


def _quoted(text: str) -> str:
    return re.sub(r" ?`([^`]*)` ?", r"“\1”", text)


def test_the_pages_of_the_checks_are_current() -> None:
    """`python -m generator.checks.manual docs/checks.md` makes them."""
    written = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
    assert written == manual()
    for check in CHECKS:
        assert f"\n## {check.CODE} {check.TITLE}\n" in written
