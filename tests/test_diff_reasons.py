"""The reasons of the new year in a comparison: beside the figure, the project, the 科目."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator.comparing import compare_specs
from generator.model.comparison import Comparison, Difference
from tests.conftest import ROOT, Run
from tests.reading import docx_texts

OFFICE = "specs/qinhuangdao-etdz-office"
AIR = "开发区大气污染防治第三方技术服务"
SAID = f"{AIR}减少165.41万元（按合同进度付款）"
PENSION = "职业年金缴费减少52.19万元（补缴以前年度部分上年已完成）"
GENERAL = "综合业务费减少10.4万元（压减一般性支出）"
Gongkai = Callable[..., Run]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with 2023, 2024 and the example of 2025."""
    root = tmp_path_factory.mktemp("reasons")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copytree(ROOT / OFFICE, root / OFFICE)
    return root / OFFICE


def compared(old: Path, new: Path) -> Comparison:
    outcome = compare_specs(old, new)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value.comparison


def numbers(made: Comparison) -> list[Difference]:
    """Every number of a comparison."""
    records = [number for project in made.projects for number in project.numbers]
    cells = [cell for table in made.tables for cell in table.cells]
    return [*made.figures, *records, *cells, *(mover.difference for mover in made.movers)]


def test_an_item_stands_beside_its_project_and_its_code(office: Path) -> None:
    made = compared(office / "2024.yaml", office / "2025-example.yaml")
    project = next(p for p in made.projects if p.name == AIR)
    assert {n.column: n.reason for n in project.numbers} == {"金额": SAID}
    assert next(m for m in made.movers if m.name == AIR).difference.reason == SAID
    ended = next(m for m in made.movers if m.name == "网络安全设备购置费")
    assert ended.difference.reason == "减少网络安全设备购置费50万元（上年一次性购置）"
    basic = next(t for t in made.tables if t.id == "一般公共预算基本支出表")
    row = next(r for r in basic.rows if r.code == "30109")
    assert [cell.reason for cell in row.cells if cell and cell.differs] == [PENSION, ""]
    assert not any(cell.unexplained for cell in row.cells if cell)


def test_an_item_stands_only_where_it_means_every_line(office: Path) -> None:
    made = compared(office / "2024.yaml", office / "2025-example.yaml")
    spending = next(t for t in made.tables if t.id == "支出总表")
    row = next(r for r in spending.rows if r.code == "2010301")
    said = {cell.column: cell.reason for cell in row.cells if cell and cell.differs}
    assert {label: words for label, words in said.items() if words} == {"项目支出": GENERAL}
    above = next(r for r in spending.rows if r.code == "211")
    assert not any(cell.reason for cell in above.cells if cell)
    # An item without words says nothing that the number does not.
    text = (office / "2025-example.yaml").read_text(encoding="utf-8")
    bare = office / "bare.yaml"
    bare.write_text(text.replace(", 文字: 压减一般性支出", ""), encoding="utf-8")
    silent = compared(office / "2024.yaml", bare)
    mover = next(m for m in silent.movers if m.name == "综合业务费")
    assert (mover.difference.shown.change, mover.difference.reason) == ("-10.40", "")


def test_no_row_says_a_reason_twice(office: Path) -> None:
    made = compared(office / "2024.yaml", office / "2025-example.yaml")
    for table in made.tables:
        for row in table.rows:
            said = [cell.reason for cell in row.cells if cell and cell.reason]
            assert len(said) == len(set(said))


@pytest.mark.parametrize(("old", "new"), [("2023.yaml", 2025), ("2024.yaml", 2026)])
def test_reasons_speak_of_the_year_before_only(old: str, new: int, office: Path) -> None:
    text = (office / "2025-example.yaml").read_text(encoding="utf-8")
    later = text.replace("年度: 2025", "年度: 2026").replace("上年: 2024", "上年: 2025-example")
    (office / "2026.yaml").write_text(later, encoding="utf-8")
    made = compared(office / old, office / {2025: "2025-example.yaml", 2026: "2026.yaml"}[new])
    assert made.differing and not any(number.reason for number in numbers(made))
    note = f"{new}年的“增减原因”说的是比{new - 1}年的增减，这里没有列出。"
    assert made.notes.count(note) == 1


def test_two_versions_of_a_year_say_nothing_of_reasons(office: Path) -> None:
    text = (office / "2025-example.yaml").read_text(encoding="utf-8")
    other = office / "other.yaml"
    other.write_text(text.replace("金额: 65.10", "金额: 66.10"), encoding="utf-8")
    made = compared(office / "2025-example.yaml", other)
    assert made.differing and not any(number.reason for number in numbers(made))
    assert not any("增减原因" in note for note in made.notes)


def test_every_output_shows_the_reason_beside_the_number(office: Path, gongkai: Gongkai) -> None:
    spec, out = office / "2025-example.yaml", office.parent / "out"
    assert SAID in gongkai("diff", spec).out
    assert gongkai("diff", spec, "--to", "html,docx,xlsx,json", "--out", out).status == 0
    files = {file.suffix: file for file in out.rglob("*.*")}
    page = files[".html"].read_text(encoding="utf-8")
    movers = page[page.index('id="movers"') : page.index('id="projects"')]
    assert movers.count(SAID) == 1
    behind = page[page.index('id="projects"') :]
    assert behind.index(AIR) < behind.index(SAID) < behind.index("网络安全设备购置费")
    said = docx_texts(files[".docx"])
    assert said.count(f"原因：{SAID}") >= 3  # movers, projects, tables
    book = load_workbook(files[".xlsx"])
    for sheet in ("变动来源", "项目", "部门预算支出总表"):
        rows = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
        assert sum(SAID in row for row in rows) == 1, sheet
    content = json.loads(files[".json"].read_text(encoding="utf-8"))
    (project,) = (p for p in content["projects"] if p["name"] == AIR)
    assert project["numbers"][0]["reason"] == SAID
