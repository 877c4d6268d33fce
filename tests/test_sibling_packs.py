"""Packs of two years: what they are called, when codes have moved between them, whose they are."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.authoring.new_year.heading import next_pack
from generator.comparing import compare_specs
from generator.model.comparison import Comparison, Side
from generator.pipeline import examine
from generator.read.pack import family, of_year
from tests.conftest import ROOT, Run
from tests.test_diff import next_year

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
MOVED = "\nrenamed: {2010350: 2010399}\n"
Gongkai = Callable[..., Run]


@pytest.mark.parametrize(
    ("name", "common", "next"),
    [
        ("hebei-2024", "hebei", "hebei-2025"),
        ("hebei-town-1999", "hebei-town", "hebei-town-2025"),
        # Only a year at the end, behind a hyphen, tells one year's pack from another's.
        ("2024-hebei", "2024-hebei", "2024-hebei"),
        ("hebei2024", "hebei2024", "hebei2024"),
        ("hebei-2024-b", "hebei-2024-b", "hebei-2024-b"),
        ("hebei-20240", "hebei-20240", "hebei-20240"),
        ("hebei-2024-2024", "hebei-2024", "hebei-2024-2025"),
    ],
)
def test_the_family_of_a_pack_is_its_name_without_the_year_at_its_end(
    name: str, common: str, next: str
) -> None:
    assert (family(name), of_year(name, 2025)) == (common, next)


def test_rolling_forward_and_comparing_go_by_the_same_family(
    gongkai: Gongkai, project: Path
) -> None:
    for name in ("2024-hebei", "2025-hebei"):
        shutil.copytree(ROOT / "templates/hebei-2024", project / "templates" / name)
    folder = project / "specs/office"
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("hebei-2024", f"{file.stem}-hebei"), encoding="utf-8")
    assert next_pack("2024-hebei", 2025, project) == "2024-hebei"
    run = gongkai("diff", folder / "2024.yaml", folder / "2025.yaml")
    assert run.status == 1 and "C802" in run.err


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder with the years 2024 and 2025, and no pack of its own."""
    return made_project(tmp_path / "here")


def made_project(root: Path) -> Path:
    folder = root / "specs/office"
    folder.mkdir(parents=True)
    (root / "templates").mkdir()
    text = SPEC.read_text(encoding="utf-8")
    shutil.copyfile(SPEC.with_name("2023.yaml"), folder / "2023.yaml")
    (folder / "2024.yaml").write_text(text.partition("\n批复数:")[0] + "\n", encoding="utf-8")
    (folder / "2025.yaml").write_text(next_year(text), encoding="utf-8")
    return root


def with_moved_code(project: Path) -> None:
    """The pack of 2025, in which a code has moved."""
    folder = project / "templates/hebei-2025"
    shutil.copytree(ROOT / "templates/hebei-2024", folder)
    rule = folder / "pack.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + MOVED, encoding="utf-8")


def edit(file: Path, *replacements: tuple[str, str]) -> Path:
    text = file.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return file


def compared(old: Path, new: Path) -> Comparison:
    outcome = compare_specs(old, new)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value.comparison


def sides(made: Comparison, *codes: str) -> dict[str, Side]:
    """On which side the rows of some codes stand in 支出总表."""
    spending = next(table for table in made.tables if table.id == "支出总表")
    return {row.id: row.side for row in spending.rows if row.id in codes}


def test_a_year_that_has_the_new_codes_already_is_left_alone(project: Path) -> None:
    with_moved_code(project)
    years = [project / f"specs/office/{year}.yaml" for year in (2024, 2025)]
    for file in years:
        edit(file, ("模板: hebei-2024", "模板: hebei-2025"))
    made = compared(*years)
    assert sides(made, "2010350", "2010399") == {"2010350": Side.BOTH, "2010399": Side.BOTH}
    assert "2010350" not in {mover.code for mover in made.movers}
    # Both years are written with one pack: what 2010350 had last year is found under it.
    prepared = examine(years[1]).value
    assert prepared is not None
    lines = prepared.budget.prior_ledger.by_function
    assert {"2010350", "2010399"} <= {line.function for line in lines}


def test_a_year_of_the_old_pack_is_read_with_the_new_codes(project: Path) -> None:
    with_moved_code(project)
    years = [project / f"specs/office/{year}.yaml" for year in (2024, 2025)]
    edit(years[1], ("模板: hebei-2024", "模板: hebei-2025"), ("2010350: 425.90", "2010399: 426.90"))
    assert sides(compared(*years), "2010350", "2010399") == {"2010399": Side.BOTH}
    prepared = examine(years[1]).value
    assert prepared is not None
    lines = prepared.budget.prior_ledger.by_function
    assert "2010350" not in {line.function for line in lines}


@pytest.mark.parametrize(("pack", "shown"), [("hebei-2024", True), ("hebei-2025", False)])
def test_last_years_amount_is_told_under_the_code_it_has_now(
    gongkai: Gongkai, project: Path, pack: str, shown: bool
) -> None:
    with_moved_code(project)
    last, spec = (project / f"specs/office/{year}.yaml" for year in (2024, 2025))
    edit(last, ("模板: hebei-2024", f"模板: {pack}"))
    edit(spec, ("模板: hebei-2024", "模板: hebei-2025"), ("2010350: 425.90", "2010399: 待填"))
    said = gongkai("todo", spec).out
    assert ("上年 425.90" in said) is shown
    # An amount a thousand times last year's is asked about where it is the same code's.
    edit(spec, ("2010399: 待填", "2010399: 4259000.00"))
    said = gongkai("check", spec)
    assert ("上年 425.90" in (said.out + said.err).partition("Y107")[2]) is shown


def test_two_versions_of_one_year_have_the_same_codes(project: Path) -> None:
    with_moved_code(project)
    old = project / "specs/office/2025.yaml"
    new = old.with_name("new.yaml")
    shutil.copyfile(old, new)
    edit(new, ("模板: hebei-2024", "模板: hebei-2025"), ("2010350: 425.90", "2010399: 426.90"))
    found = sides(compared(old, new), "2010350", "2010399")
    assert found["2010350"] is Side.OLD


def test_each_side_is_written_with_the_pack_of_its_own_project_folder(
    gongkai: Gongkai, project: Path
) -> None:
    there = made_project(project.parent / "there")
    for root, words in ((project, "我部门没有别的事项"), (there, "我部门没有其他事项")):
        folder = root / "templates/hebei-2024"
        shutil.copytree(ROOT / "templates/hebei-2024", folder)
        edit(folder / "narrative/11-other.md.j2", ('{{ 文字["其他说明"] }}', f"{words}。"))
    old, new = there / "specs/office/2025.yaml", project / "specs/office/2025.yaml"
    assert old.read_bytes() == new.read_bytes()
    made = json.loads(gongkai("diff", old, new, "--to", "json").out)
    assert made["figures"] == made["cells"] == []
    said = [(sentence["old"], sentence["new"]) for sentence in made["sentences"]]
    assert said == [("我部门没有其他事项。", "我部门没有别的事项。")]
