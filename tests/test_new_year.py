"""gongkai new-year: last year's file becomes this year's, and nothing else in it changes."""

from __future__ import annotations

import codecs
import re
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.authoring.editing.original import read_original
from generator.authoring.new_year import notes
from generator.authoring.new_year.rollover import roll_forward
from generator.model.pending import Lack
from generator.pipeline import prepare
from tests.conftest import ROOT, Run, lacks
from tests.test_checks import changed

FOLDER = "specs/qinhuangdao-etdz-office"
OLD, NEW = f"{FOLDER}/2024.yaml", f"{FOLDER}/2025.yaml"
PACK = "templates/hebei-2024"
CASES: dict[str, dict[str, Any]]
CASES = yaml.safe_load((ROOT / "tests/cases/new_year.yaml").read_text(encoding="utf-8"))
RIVER = ROOT / "tests/cases/checks/river"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the specs of 2023 and 2024, in which the command is run."""
    (tmp_path / FOLDER).mkdir(parents=True)
    for year in (2023, 2024):
        shutil.copy(ROOT / FOLDER / f"{year}.yaml", tmp_path / FOLDER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def undone(new: str, year: int, prior: str) -> str:
    """The file without what was put in, as far as that can be told by looking at its lines."""
    header, _, text = new.partition("\n")
    assert header.startswith("# yaml-language-server: $schema=../")
    text = re.sub(r"(?m)^ *状态: 待确认  # 延续、结束、新增 选一个.*\n", "", text)
    text = re.sub(r"待填([}\]]*)  # 上年 ([0-9.]+)(?=\s)", r"\2\1", text)
    text = text.replace("【待核】", "").replace(f"年度: {year + 1}\n", f"年度: {year}\n")
    return text.replace(f"上年: {year}.yaml\n", f"上年: {prior}\n")


def test_everything_else_stays_byte_for_byte(gongkai: Callable[..., Run], here: Path) -> None:
    before = Path(OLD).read_bytes()
    done = gongkai("new-year", OLD)
    assert (done.status, done.err) == (0, "")
    new = Path(NEW).read_bytes().decode()
    assert new.count("年度: 2025\n") == new.count("上年: 2024.yaml\n") == 1
    assert undone(new, 2024, "2023.yaml").encode() == before == Path(OLD).read_bytes()


def test_what_is_asked_for(gongkai: Callable[..., Run], here: Path) -> None:
    done = gongkai("new-year", OLD)
    lines = Path(NEW).read_text(encoding="utf-8").splitlines()
    assert "    2010301: 待填  # 上年 767.33  # 行政运行" in lines
    assert "    2080502: 待填  # 上年 26.54   # 事业单位离退休" in lines
    assert "    状态: 待确认  # 延续、结束、新增 选一个；名称里有“2024”" in lines
    assert "  机房数: 【待核】1            # 个" in lines
    assert "            指标值: 【待核】≤228.6元/册" in lines
    assert "      12月底: 100%" in lines
    assert "    说明排序: 3" in lines
    prepared = prepare(Path(NEW), draft=True).value
    assert prepared is not None
    progress = prepared.budget.progress
    lacks = [item.lack for item in progress.pending]
    counts = {lack: lacks.count(lack) for lack in Lack}
    assert counts == {Lack.UNFILLED: 66, Lack.REVIEW: 27, Lack.UNDECIDED: 10}
    assert sum(number for _, number in progress.values) == 66
    for said in ("待填：66 个数", "待核：27 处文字", "待确认：10 个项目", "写着金额 10 处"):
        assert said in done.out
    assert f"gongkai todo {NEW}" in done.out
    assert f"gongkai build --draft {NEW}" in done.out


def test_lines_told_are_those_of_the_new_file(gongkai: Callable[..., Run], here: Path) -> None:
    told = gongkai("new-year", OLD).out
    lines = Path(NEW).read_text(encoding="utf-8").splitlines()

    def numbers(words: str) -> list[int]:
        listed = re.search(f"{words}.*?第 ([0-9、–]+) 行", told)
        assert listed is not None
        found: list[int] = []
        for part in listed.group(1).split("、"):
            first, _, last = part.partition("–")
            found += range(int(first), int(last or first) + 1)
        return found

    marked = [n for n, line in enumerate(lines, 1) if "【待核】" in line]
    kinds = ("写着金额", "“共用”的数", "增减原因")
    assert sorted(n for kind in kinds for n in numbers(kind)) == marked
    dated = numbers("注释里还写着 2024")
    # Line 1 names the schema; the others that are not listed were written just now.
    ours = re.compile("yaml-language-server|状态: 待确认")
    comments = ((n, line.partition("#")[2]) for n, line in enumerate(lines, 1))
    naming = [n for n, words in comments if "2024" in words]
    assert dated == [n for n in naming if not ours.search(lines[n - 1])]
    for number, name in re.findall(r"(?m)^  第 ([0-9]+) 行 ([^（\n]+)", told):
        assert name in lines[int(number) - 1]


def test_a_draft_can_be_built_at_once(gongkai: Callable[..., Run], here: Path) -> None:
    gongkai("new-year", OLD)
    assert gongkai("build", NEW).status == 1
    assert gongkai("build", NEW, "--draft", "--to", "docx").status == 0


def test_the_schema_of_the_first_line_is_there(gongkai: Callable[..., Run], here: Path) -> None:
    gongkai("new-year", OLD)
    assert (Path(NEW).parent / "../hebei-2024.schema.json").is_file()


def test_nothing_is_overwritten(gongkai: Callable[..., Run], here: Path) -> None:
    Path(NEW).write_text("mine", encoding="utf-8")
    done = gongkai("new-year", OLD)
    assert done.status == 1
    assert "E911" in done.err
    assert Path(NEW).read_text(encoding="utf-8") == "mine"
    assert not (here / "specs/hebei-2024.schema.json").exists()


def test_another_name(gongkai: Callable[..., Run], here: Path) -> None:
    done = gongkai("new-year", OLD, "--to", f"{FOLDER}/2025-example.yaml")
    assert done.status == 0
    assert not Path(NEW).exists()
    assert "上年: 2024.yaml" in Path(f"{FOLDER}/2025-example.yaml").read_text(encoding="utf-8")


def test_another_folder_of_the_project(gongkai: Callable[..., Run], here: Path) -> None:
    Path("specs/trial/deep").mkdir(parents=True)
    done = gongkai("new-year", OLD, "--to", "specs/trial/deep/2025.yaml")
    assert done.status == 0
    text = Path("specs/trial/deep/2025.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../hebei-2024.schema.json\n")
    assert "上年: ../../qinhuangdao-etdz-office/2024.yaml\n" in text
    assert prepare(Path("specs/trial/deep/2025.yaml"), draft=True).value is not None


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("../2025.yaml", "不在上年的文件所在的项目文件夹里"),
        ("2025.yaml", "不在上年的文件所在的项目文件夹里"),
        (f"{FOLDER}/nowhere/2025.yaml", "没有这个文件夹"),
        (f"{FOLDER}/2025.docx", "文件名应当以 .yaml 结尾"),
    ],
)
def test_places_where_it_cannot_stand(
    target: str, says: str, gongkai: Callable[..., Run], here: Path
) -> None:
    if target == "2025.yaml":
        # A folder with specs of its own is another project.
        Path("inner/specs").mkdir(parents=True)
        target = "inner/specs/2025.yaml"
    done = gongkai("new-year", OLD, "--to", target)
    assert done.status == 1
    assert "E913" in done.err
    assert says in done.err
    assert not Path(target).exists()


def test_texts_in_files_of_their_own(gongkai: Callable[..., Run], here: Path) -> None:
    text = Path(OLD).read_text(encoding="utf-8")
    text = changed(text, [["  - 负责政务信息服务及报送工作。", "  - {文件: duty.txt}"]])
    Path(OLD).write_text(text, encoding="utf-8")
    Path(f"{FOLDER}/duty.txt").write_text("负责2024年政务信息服务。\n", encoding="utf-8")
    done = gongkai("new-year", OLD, "--to", "specs/2025.yaml")
    assert "E913" in done.err
    done = gongkai("new-year", OLD)
    assert f"职责.8 ← {FOLDER}/duty.txt，写着上年的年份" in done.out
    assert Path(f"{FOLDER}/duty.txt").read_text(encoding="utf-8") == "负责2024年政务信息服务。\n"


def test_only_totals(gongkai: Callable[..., Run], here: Path) -> None:
    done = gongkai("new-year", f"{FOLDER}/2023.yaml")
    assert done.status == 1
    assert "E912" in done.err
    assert len(list(Path(FOLDER).iterdir())) == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("年度: 2024", "年度: 二〇二四", "S116"),
        ("    2010301: 767.33", "    2010301: 767.333", "S114"),
        ("    2010301: 767.33", "    20103: 767.33", "B101"),
        ("模板: hebei-2024", "模板: hebei-2042", "S201"),
        ("项目:\n", "项目:\n\t", "S106"),
        ("    2010301: 767.33", "    ? 2010301\n    : 767.33", "S109"),
        ("年度: 2024", "年度: 2099", "E916"),
        ("职责:\n", f"职责:\n  - {'字' * 1_333_000}\n  - {'一' * 300}\n", "S102"),
    ],
)
def test_a_file_that_is_not_understood(
    old: str, new: str, code: str, gongkai: Callable[..., Run], here: Path
) -> None:
    text = Path(OLD).read_text(encoding="utf-8")
    Path(OLD).write_text(changed(text, [[old, new]]), encoding="utf-8")
    done = gongkai("new-year", OLD)
    assert done.status == 1
    assert code in done.err
    assert not Path(NEW).exists()


@pytest.mark.parametrize(
    "name",
    ["2024\u200b.yaml", "2024\x01.yaml", "20\n24.yaml", " 2024.yaml", "2024\udcff.yaml"],
    ids=ascii,
)
def test_a_name_that_cannot_be_written_as_last_years(
    name: str, gongkai: Callable[..., Run], here: Path
) -> None:
    try:
        shutil.copy(OLD, f"{FOLDER}/{name}")
    except OSError:
        lacks("this system has no such names")
    before = sorted(Path(FOLDER).iterdir())
    done = gongkai("new-year", f"{FOLDER}/{name}")
    assert done.status == 1
    assert "E917：文件名或文件夹名里有看不见的字符" in done.err
    assert sorted(Path(FOLDER).iterdir()) == before


@pytest.mark.parametrize(
    "name", ["2024 .yaml", "#上年.yaml", "a'b.yaml", "【待核】.yaml", "~.yaml"]
)
def test_an_unusual_name_is_quoted(name: str, gongkai: Callable[..., Run], here: Path) -> None:
    shutil.copy(OLD, f"{FOLDER}/{name}")
    assert gongkai("new-year", f"{FOLDER}/{name}").status == 0
    written = yaml.load(Path(NEW).read_text(encoding="utf-8"), yaml.BaseLoader)
    assert written["上年"] == name


def test_no_such_file(gongkai: Callable[..., Run], here: Path) -> None:
    done = gongkai("new-year", "specs/none.yaml")
    assert done.status == 1
    assert "S101" in done.err


def test_a_full_folder_leaves_nothing(
    gongkai: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("os.fsync", full)
    done = gongkai("new-year", OLD)
    assert done.status == 1
    assert "磁盘已满" in done.err
    assert sorted(path.name for path in Path(FOLDER).iterdir()) == ["2023.yaml", "2024.yaml"]


def test_without_links_a_file_is_renamed(
    gongkai: Callable[..., Run], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", unable)
    assert gongkai("new-year", OLD).status == 0
    assert Path(NEW).is_file()
    assert not list(Path(FOLDER).glob(".*"))


def rolled(path: Path) -> bytes:
    """The bytes of next year's file."""
    original = read_original(path).value
    assert original is not None
    made = roll_forward(original, None)
    assert made.value is not None, made.diagnostics
    return made.value.content


@pytest.mark.parametrize(
    "source",
    [OLD, f"{PACK}/starter.yaml", "tests/packs/specs/river-bureau/2026.yaml"],
)
def test_line_ends_and_byte_order_mark_stay(source: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/packs/templates", tmp_path / "templates")
    (tmp_path / "specs").mkdir()
    path = tmp_path / "specs/last.yaml"
    plain = (ROOT / source).read_bytes()
    path.write_bytes(plain)
    expected = rolled(path)
    assert b"\r" not in expected
    for line_end in (b"\r\n", b"\r"):
        path.write_bytes(codecs.BOM_UTF8 + plain.replace(b"\n", line_end))
        assert rolled(path) == codecs.BOM_UTF8 + expected.replace(b"\n", line_end)


@pytest.mark.parametrize("source", [f"{PACK}/starter.yaml", OLD])
def test_every_yaml_style_says_the_same_afterwards(source: str, tmp_path: Path) -> None:
    """PyYAML writes the spec in one style after the other, and reads what becomes of it."""
    data = yaml.load((ROOT / source).read_bytes(), Loader=yaml.BaseLoader)
    data["上年"] = "2023.yaml"
    path = tmp_path / "last.yaml"
    said = set()
    for style, flow, width in product((None, "'", '"', "|", ">"), (True, False), (20, 10_000)):
        text = yaml.dump(
            data,
            default_style=style,
            default_flow_style=flow,
            width=width,
            allow_unicode=style != '"',
            sort_keys=False,
        )
        path.write_bytes(text.encode())
        made = yaml.load(rolled(path), Loader=yaml.BaseLoader)
        said.add(re.sub(r"(?<=')\s+|\s+(?=')|\\n(?=')", "", repr(made)))
    assert len(said) == 1


@pytest.mark.parametrize("name", CASES)
def test_case(
    name: str, gongkai: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[name]
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "tests/packs/templates", "templates")
    for old, new in case.get("pack", ()):
        pack = Path("templates/yunzhou-2026/pack.yaml")
        pack.write_text(changed(pack.read_text("utf-8"), [[old, new]]), encoding="utf-8")
    Path("specs/d").mkdir(parents=True)
    prior = case.get("prior", (RIVER / "2025.yaml").read_text(encoding="utf-8"))
    Path("specs/d/2025.yaml").write_text(prior, encoding="utf-8")
    text = changed((RIVER / "2026.yaml").read_text(encoding="utf-8"), case.get("replace"))
    Path("specs/d/2026.yaml").write_text(text, encoding="utf-8")
    done = gongkai("new-year", "specs/d/2026.yaml")
    assert done.status == 0, done.err
    for said in case.get("says", ()):
        assert said in done.out
    for said in case.get("warns", ()):
        assert said in done.err
    new = Path("specs/d/2027.yaml").read_text(encoding="utf-8")
    for old, wanted in zip(case.get("old", ()), case.get("new", ()), strict=True):
        assert new.count(f"{wanted}\n") == 1, wanted
        new = new.replace(f"{wanted}\n", f"{old}\n")
    assert undone(new, 2026, "2025.yaml") == text
    assert prepare(Path("specs/d/2027.yaml"), draft=True).value is not None


@pytest.fixture
def next_pack(here: Path) -> Path:
    """The pack of 2025: codes have moved, two have become one, one is gone."""
    folder = here / "templates/hebei-2025"
    shutil.copytree(ROOT / PACK, folder)
    moved = {"2080899": "2080898", "2101101": "2101102", "30213": "30214", "2110301": "2110302"}
    renamed = "".join(f'  "{old}": "{new}"\n' for old, new in moved.items())
    rule = folder / "pack.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + f"renamed:\n{renamed}", encoding="utf-8")
    catalog = folder / "catalog/function.csv"
    text = catalog.read_text(encoding="utf-8")
    for old, new in (("2080899", "2080898"), ("2010399", "2010398"), ("2110301", "2110303")):
        assert f"\n{old}," in text
        text = text.replace(f"\n{old},", f"\n{new},")
    catalog.write_text(text, encoding="utf-8")
    return folder


def test_the_pack_of_the_new_year(gongkai: Callable[..., Run], next_pack: Path) -> None:
    done = gongkai("new-year", OLD)
    assert done.status == 0
    lines = Path(NEW).read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../hebei-2025.schema.json"
    for line in (
        "模板: hebei-2025",
        "    2080898: 待填  # 原 2080899；上年 2.60    # 其他优抚支出",
        "    2101101: 待填  # 应改为 2101102，那里已有；上年 17.14   # 行政单位医疗",
        "    2101102: 待填  # 上年 22.08   # 事业单位医疗",
        "    30214: 待填  # 原 30213；上年 0.52      # 维修（护）费",
        "    功能科目: 2110302  # 原 2110301  # 大气",
        "    功能科目: 2010399  # 新目录里没有  # 其他政府办公厅（室）及相关机构事务支出",
    ):
        assert line in lines, line
    assert "模板由 hebei-2024 换成 hebei-2025。" in done.out
    number = lines.index("    功能科目: 2110302  # 原 2110301  # 大气") + 1
    assert f"第 {number} 行 2110301 → 2110302" in done.out
    assert len(re.findall("行 2010399", done.out)) == 4
    assert "那里已有同样的编码，请合并" in done.out


def test_codes_in_items_of_reasons_move_too(gongkai: Callable[..., Run], next_pack: Path) -> None:
    text = Path(OLD).read_text(encoding="utf-8")
    items = {
        "三公经费": "    - {科目: 30213, 减少: 1.00, 文字: 少修}  # 修缮\n",
        "基本支出": "    - {科目: 2010399, 文字: 甲}\n    - 科目: 2101101\n    - 科目: 2101102\n",
    }
    for name, lines in items.items():
        text, count = re.subn(f"(?m)^  {name}: '.*'\n", f"  {name}:\n{lines}", text)
        assert count == 1
    Path(OLD).write_text(text, encoding="utf-8")
    done = gongkai("new-year", OLD)
    assert done.status == 0, done.err
    made = Path(NEW).read_text(encoding="utf-8").splitlines()
    told = [line for line in made if line.strip().startswith(("- {科目", "- 科目"))]
    codes = [re.findall("[0-9]{5,7}", line)[0] for line in told]
    assert codes == ["2010399", "2101101", "2101102", "30214"]
    for line, said in zip(
        told, ("新目录里没有", "应改为 2101102，那里已有", "", "原 30213"), strict=True
    ):
        assert said in line
    assert f"第 {made.index(told[3]) + 1} 行 30213 → 30214" in done.out


def test_a_reason_under_the_new_code_is_still_last_years(
    gongkai: Callable[..., Run], next_pack: Path
) -> None:
    text = Path(OLD).read_text(encoding="utf-8")
    items = "  三公经费:\n    - {科目: 30213, 减少: 0.03, 文字: 少修}\n"
    Path(OLD).write_text(re.sub("(?m)^  三公经费: '.*'\n", items, text), encoding="utf-8")
    assert gongkai("new-year", OLD).status == 0
    new = Path(NEW).read_text(encoding="utf-8")
    assert "{科目: 30214," in new
    assert "Y106：“三公经费”的增减原因与上年一字不差。" in gongkai("check", NEW).err


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("2010350", "2019998", "改成的 2019998 目录里没有"),
        ("2010350", "30101", "是 7 位，改成的 30101 是 5 位"),
        ("30213", "20101", "和改成的 20101 不是同一种分类"),
        ("2010350", "''", "没有写改成哪个编码"),
    ],
)
def test_a_pack_that_moves_a_code_to_no_code(
    was: str, now: str, said: str, gongkai: Callable[..., Run], here: Path
) -> None:
    shutil.copytree(ROOT / PACK, "templates/hebei-2025")
    rule = Path("templates/hebei-2025/pack.yaml")
    text = rule.read_text(encoding="utf-8")
    line = text.count("\n") + 2
    rule.write_text(f"{text}renamed:\n  {was}: {now}\n", encoding="utf-8")
    place = f"templates/hebei-2025/pack.yaml:{line}:{len(was) + 5}: 错误 B205：科目 {was} {said}。"
    done = gongkai("new-year", OLD)
    assert (done.status, done.err.splitlines()[0]) == (1, place)
    assert not Path(NEW).exists()
    text = Path(OLD).read_text(encoding="utf-8")
    edits = [
        ["年度: 2024", "年度: 2025"],
        ["2023.yaml", "2024.yaml"],
        [f"{PACK[10:]}", "hebei-2025"],
    ]
    Path(NEW).write_text(changed(text, edits), encoding="utf-8")
    found = re.findall("错误 [BS][0-9]+.*", gongkai("check", NEW).err)
    assert found == [place.partition(": ")[2]]


def test_notes_of_an_earlier_year_are_replaced(
    gongkai: Callable[..., Run], next_pack: Path
) -> None:
    gongkai("new-year", OLD)
    first = Path(NEW).read_text(encoding="utf-8")
    filled = re.sub("待填(?=[ ])", "1.00", first).replace("【待核】", "")
    Path(NEW).write_text(filled.replace("待确认", "延续"), encoding="utf-8")
    done = gongkai("new-year", NEW)
    assert done.status == 0, done.err
    lines = Path(f"{FOLDER}/2026.yaml").read_text(encoding="utf-8").splitlines()
    assert "    2010301: 待填  # 上年 1.00  # 行政运行" in lines
    assert "    2080898: 待填  # 上年 1.00    # 其他优抚支出" in lines
    choice = "    状态: 待确认  # 延续、结束、新增 选一个；2024、2025 年都有"
    assert (lines.count(choice), lines.count(f"{choice}；名称里有“2024”")) == (9, 1)
    assert "模板: hebei-2025" in lines
    assert sum("yaml-language-server" in line for line in lines) == 1


def test_a_broken_pack_of_the_new_year(gongkai: Callable[..., Run], next_pack: Path) -> None:
    (next_pack / "document.yaml").write_text("title: 甲\n", encoding="utf-8")
    done = gongkai("new-year", OLD)
    assert done.status == 1
    assert "S113" in done.err
    assert not Path(NEW).exists()


def test_years_before_that_cannot_be_read(gongkai: Callable[..., Run], here: Path) -> None:
    Path(f"{FOLDER}/2023.yaml").unlink()
    done = gongkai("new-year", OLD)
    assert done.status == 0
    assert "E915" in done.err


def test_only_five_years_back(
    gongkai: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "tests/packs/templates", "templates")
    Path("specs/d").mkdir(parents=True)
    text = (RIVER / "2026.yaml").read_text(encoding="utf-8")
    for year in range(2018, 2027):
        edits = [["年度: 2026", f"年度: {year}"], ["2025.yaml", f"{year - 1}.yaml"]]
        Path(f"specs/d/{year}.yaml").write_text(changed(text, edits), encoding="utf-8")
    done = gongkai("new-year", "specs/d/2026.yaml")
    assert (done.status, done.err) == (0, "")
    assert "防汛（2021、2022、2023、2024、2025、2026 年都有）" in done.out


@pytest.mark.parametrize(
    "said",
    [
        notes.last_years(["767.33"]),
        notes.last_years(["数量 860", "一般公共预算 172.00"]),
        notes.once("2100601"),
        notes.meets("2100701"),
        notes.every([2023, 2024]),
        notes.first(2024),
        notes.in_name("2024"),
        notes.CHOICE,
        notes.GONE,
    ],
)
def test_every_note_is_known_again(said: str) -> None:
    for behind in ("", "  # 行政运行", "   "):
        own = notes.OWN.match(f"# {said}；{notes.CHOICE}{behind}")
        assert own is not None
        assert own.group() == f"# {said}；{notes.CHOICE}"
    assert notes.OWN.match(f"# {said}，待核实") is None
