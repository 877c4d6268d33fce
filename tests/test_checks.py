"""Every check with its cases: tests/cases/checks/README.md explains their form."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.codes import own_codes
from generator.checks.registry import CHECKS
from generator.model.diagnostic import Diagnostic, Severity
from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.values import Text
from generator.pipeline import prepare
from generator.read.pack import read_pack
from tests.conftest import ROOT

FOLDER = ROOT / "tests/cases/checks"
CASES: dict[str, dict[str, Any]] = {}
for file in sorted(FOLDER.glob("*.yaml")):
    for code_, cases_ in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        assert code_ not in CASES, code_
        CASES[code_] = cases_


@dataclass(frozen=True)
class Base:
    """A spec, last year's file and the folder of packs."""

    spec: Path
    prior: Path
    packs: Path
    pack: str


BASES = {
    "river": Base(
        FOLDER / "river/2026.yaml",
        FOLDER / "river/2025.yaml",
        ROOT / "tests/packs/templates",
        "yunzhou-2026",
    ),
    "hebei": Base(
        ROOT / "specs/qinhuangdao-etdz-office/2024.yaml",
        ROOT / "specs/qinhuangdao-etdz-office/2023.yaml",
        ROOT / "templates",
        "hebei-2024",
    ),
}


def changed(text: str, edits: Any) -> str:
    """The text with every edit made; each old text stands in it once."""
    for old, new in edits or ():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def laid_out(case: Mapping[str, Any], folder: Path) -> Path:
    """The spec of a case in a project folder of its own."""
    assert set(case) <= {"base", "replace", "prior", "pack", "expect"}
    base = BASES[case.get("base", "river")]
    here = folder / "specs/department"
    here.mkdir(parents=True)
    for source, edits in ((base.spec, case.get("replace")), (base.prior, case.get("prior"))):
        made = changed(source.read_text(encoding="utf-8"), edits)
        (here / source.name).write_text(made, encoding="utf-8")
    shutil.copytree(base.packs / base.pack, folder / "templates" / base.pack)
    for name, old, new in case.get("pack", ()):
        file = folder / "templates" / base.pack / name
        file.write_text(changed(file.read_text(encoding="utf-8"), [[old, new]]), encoding="utf-8")
    return here / base.spec.name


def place(words: str, spec: Path, pack: Path) -> tuple[str, int, int]:
    """The file, line and column that some words point at."""
    name, bar, near = words.partition("|")
    if not bar:
        name, near = spec.name, words
    if not near:
        return name, 0, 0
    (file,) = (*spec.parent.glob(name), *pack.rglob(name))
    text = file.read_text(encoding="utf-8")
    plain = near.replace("^", "", 1)
    assert text.count(plain) == 1, f"{plain!r} stands {text.count(plain)} times in {name}"
    before = text[: text.index(plain) + max(near.find("^"), 0)]
    return file.name, before.count("\n") + 1, len(before) - before.rfind("\n")


def stands(span: Span) -> tuple[str, int, int]:
    return Path(span.file).name, span.line, span.column


def found(code: str, diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [problem for problem in diagnostics if problem.code == code]


def ids(prefix: str) -> list[tuple[str, str]]:
    return [(code, name) for code, cases in CASES.items() for name in cases if name[:5] == prefix]


@pytest.mark.parametrize(("code", "name"), ids("pass_"))
def test_passes(code: str, name: str, tmp_path: Path) -> None:
    outcome = prepare(laid_out(CASES[code][name] or {}, tmp_path))
    errors = [p for p in outcome.diagnostics if p.severity is Severity.ERROR]
    assert errors == []
    assert found(code, outcome.diagnostics) == []


@pytest.mark.parametrize(("code", "name"), ids("fail_"))
def test_fails(code: str, name: str, tmp_path: Path) -> None:
    case = CASES[code][name]
    spec = laid_out(case, tmp_path)
    pack = tmp_path / "templates" / BASES[case.get("base", "river")].pack
    problems = found(code, prepare(spec).diagnostics)
    expected = case["expect"]
    assert [problem.message for problem in problems] == [e["says"] for e in expected]
    for problem, wanted in zip(problems, expected, strict=True):
        assert stands(problem.span) == place(wanted["at"], spec, pack)
        assert problem.severity == wanted.get("severity", "error")
        if "also" in wanted:
            related = [place(words, spec, pack) for words in wanted["also"]]
            assert [stands(span) for span in problem.related] == related
        # Waivers name a finding by its code and by what it is about.
        assert problem.about or problem.span.file.endswith((".j2", "pack.yaml")), problem


@pytest.mark.parametrize("name", BASES)
def test_the_base_has_no_error(name: str, tmp_path: Path) -> None:
    outcome = prepare(laid_out({"base": name}, tmp_path))
    assert [p for p in outcome.diagnostics if p.severity is Severity.ERROR] == []
    assert outcome.value is not None


def declared(name: str) -> list[str]:
    """The codes that a pack gives to rules of its own."""
    base = BASES[name]
    pack: Pack | None = read_pack(Text(base.pack, Span("spec")), base.packs.parent).value
    assert pack is not None
    return sorted(own_codes(pack))


@pytest.mark.parametrize(
    "code", [*(check.CODE for check in CHECKS), *declared("river"), *declared("hebei")]
)
def test_has_both_kinds_of_cases(code: str) -> None:
    kinds = {name.partition("_")[0] for name in CASES.get(code, {})}
    assert kinds == {"pass", "fail"}


def test_cases_are_of_known_codes() -> None:
    known = {check.CODE for check in CHECKS} | {*declared("river"), *declared("hebei")}
    assert set(CASES) <= known


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.CODE)
def test_the_example_of_the_manual_page_really_fails(check: Any) -> None:
    page = check.__doc__
    example = page.partition("\n出错的例子：")[2].partition("\n怎么改：")[0].replace("\n", "")
    case = CASES[check.CODE]["fail_example"]
    words = yaml.safe_dump(case, allow_unicode=True, width=10_000)
    for phrase in (*re.findall("“([^”]*)”", example), *re.findall(r"[0-9][0-9.]*%?", example)):
        assert phrase.rstrip(".") in words, phrase
