"""A clerk's whole year through the command line alone: tests/cases/clerk_year.yaml says how."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT, Run

CASE = ROOT / "tests/cases/clerk_year.yaml"
DEPARTMENT = "specs/qinhuangdao-etdz-office"
EXAMPLE = ROOT / DEPARTMENT / "2025-example.yaml"
MANUAL = (ROOT / "docs/manual.md").read_text(encoding="utf-8")
# The only lines of the example that no command has written: they say that it is one.
NOTE = "# 示例：由 2024.yaml"


def steps() -> list[dict[str, Any]]:
    """The steps in order; scalars are texts."""
    case = yaml.load(CASE.read_text(encoding="utf-8"), yaml.BaseLoader)
    found: list[dict[str, Any]] = case["steps"]
    return found


def arguments(step: Mapping[str, Any], places: Mapping[str, str]) -> list[str]:
    """What a step types."""
    if "run" in step:
        return [places.get(word, word) for word in step["run"]]
    return ["set", places["SPEC"], *(f"{path}={value}" for path, value in step["set"].items())]


def follow(step: Mapping[str, Any], gongkai: Callable[..., Run], places: Mapping[str, str]) -> str:
    """Run a step, compare what it says and give all of it."""
    run = gongkai(*arguments(step, places))
    said = run.out + run.err
    assert run.status == int(step.get("status", 0)), (step["why"], said)
    for words in step.get("says", ()):
        assert words in said, (step["why"], words, said)
    for words in step.get("silent", ()):
        assert words not in said, (step["why"], words, said)
    return said


def quoted() -> list[str]:
    """What the manual's walk through the year shows of outputs."""
    tour = MANUAL.partition("## 十一、下一年")[2]
    blocks = re.findall(r"^```text\n(.*?)^```$", tour, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 20
    return lines


def without_note(text: str) -> str:
    """The example as the commands leave it."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(NOTE))


def test_the_clerks_year(tmp_path: Path, gongkai: Callable[..., Run], monkeypatch: Any) -> None:
    """From last year's file to the finished document and the comparison with last year."""
    for folder in ("specs", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / DEPARTMENT / EXAMPLE.name).unlink()
    monkeypatch.chdir(tmp_path)
    places = {
        "OLD": f"{DEPARTMENT}/2024.yaml",
        "SPEC": f"{DEPARTMENT}/{EXAMPLE.name}",
    }
    said = "".join(follow(step, gongkai, places) for step in steps())
    assert [line for line in quoted() if line not in said.splitlines()] == []
    made = (tmp_path / places["SPEC"]).read_text(encoding="utf-8")
    assert made == without_note(EXAMPLE.read_text(encoding="utf-8"))
    out = tmp_path / "output/qinhuangdao-etdz-office/2025-example"
    names = sorted(file.name for file in out.iterdir())
    assert names == [
        "2025年与2024年对比.docx",
        "2025年与2024年对比.html",
        "2025年与2024年对比.xlsx",
        "2025年部门预算信息公开.docx",
        "2025年部门预算信息公开.pdf",
        "2025年部门预算信息公开（草稿）.docx",
    ]


def test_the_example_says_that_it_is_one() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines[:3] if line.startswith(NOTE)]
    assert any("虚构" in line for line in lines if line.startswith("  其他说明:"))
