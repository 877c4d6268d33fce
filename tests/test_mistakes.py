"""What a wrong spec is answered with: each mistake once, its place, a sentence, nothing written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

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


def test_mistakes_in_the_prior_year(folder: Path, gongkai: Callable[..., Run]) -> None:
    spec = folder / "specs/river/2026.yaml"
    base = CASES["base"]
    spec.write_text(base.replace("单位: 元\n", "单位: 元\n上年: 2025.yaml\n"), encoding="utf-8")
    prior = base.replace("年度: 2026", "年度: 2025").replace("80.00", "8O.00")
    (spec.parent / "2025.yaml").write_text(prior, encoding="utf-8")
    run = gongkai("check", spec)
    assert said(run) == ["13:12 S114 “30101”的“8O.00”不是数字。"]
    assert "2025.yaml:13:12" in run.err
