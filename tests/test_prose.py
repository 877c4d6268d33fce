"""Checks of texts under Hypothesis: any text, every digit, every way YAML writes a text."""

from __future__ import annotations

import json
import re
import shutil
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.checks.check import Subject
from generator.checks.prose import Prose
from generator.checks.registry import CHECKS
from generator.model.diagnostic import Diagnostic
from generator.model.source import Span
from generator.model.values import Text
from generator.narrate.sentence import Sentence
from generator.read.files import read_text
from generator.read.spec import read_spec
from tests.conftest import ROOT
from tests.test_checks import FOLDER

OF_TEXTS = [check for check in CHECKS if check.CODE.startswith("N3") and check.CODE != "N301"]
TOKEN = re.compile(r"\d+(?:[.,．]\d+)*")
LIST = re.compile(r"(?:^|[。；：;:\n])[ \t*#]*[（(]?\d{1,2}[）)、.．]$")
HEAD = "模板: hebei-2024\n年度: 2024\n单位: 万元\n部门: {代码: '1', 名称: 局}\n"

# What texts are made of, so that every check has something to find.
PIECES = st.sampled_from(
    [
        *("2024年", "2019年", "14.26万元", "万元", "元", "三批", "第八次", "1.", "2、", "（3）"),
        *("ISO14001", "IS04001", "ISO14000", "6月底前", "秦开财〔2022〕78号", "退休1人", "退休2人"),
        *(
            "专项业务费",
            "综合业务费",
            "援助中西部地区开发经费",
            "13800138000",
            "11010519491231002X",
        ),
        *(
            "XX",
            "【请填写】",
            "（",
            "）",
            "“",
            "”",
            "的的",
            "预算预算",
            "，，",
            "。",
            "；",
            "５０％",
            ",",
        ),
        *("辦法", "{{", "}}", "{%", "{{年度}}", "{{8}}", "%", ".", "0", "\n", " "),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@cache
def clean() -> Subject:
    """The subject of the clean spec."""
    prepared = pipeline.examine(ROOT / "specs/qinhuangdao-etdz-office/2024.yaml").value
    assert prepared is not None
    return Subject(prepared.budget, prepared.report, prepared.narrated.sentences)


def said(value: str, *phrases: str) -> Subject:
    """A spec with one text, and the phrases it exempts."""
    text = Text(value, Span("文字", 1, 1))
    spec = replace(clean().budget.spec, phrases=tuple(Text(p, Span("词语")) for p in phrases))
    budget = replace(clean().budget, spec=spec)
    return Subject(budget, clean().report, (Sentence("职责", text, (value,)),))


def found(subject: Subject) -> list[Diagnostic]:
    return [problem for check in OF_TEXTS for problem in check.find(subject)]


def offset(value: str, span: Span) -> int:
    """The character of a text at a place."""
    lines = value.split("\n")
    return sum(len(line) + 1 for line in lines[: span.line - 1]) + span.column - 1


@given(TEXTS)
def test_any_text_is_checked(value: str) -> None:
    for problem in found(said(value)):
        assert problem.message.endswith("。")
        assert problem.span.file in ("词语", "文字") or problem.span.line > 0
        if problem.span.file == "文字":
            assert 0 <= offset(value, problem.span) <= len(value)


@given(TEXTS, st.sampled_from(["秦开财〔2022〕78号", "6月底前", "第八次"]))
def test_every_digit_is_reported_or_exempt(value: str, phrase: str) -> None:
    value = value.replace("{", "").replace("}", "")
    subject = said(value, phrase)
    reported = {offset(value, p.span) for p in found(subject) if p.span.file == "文字"}
    phrases = (phrase, *(text.value for text in subject.budget.pack.rule.exempt))
    for match in TOKEN.finditer(value):
        start = match.start()
        word = re.search("[0-9A-Za-z]*$", value[:start])
        assert word is not None
        exempt = any(
            value.startswith(p, at)
            for p in phrases
            for at in range(max(start - len(p) + 1, 0), start + 1)
        )
        listed = LIST.search(value[: match.end() + 1]) is not None
        assert reported & {start, word.start()} or exempt or listed, match


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_phrase_exempts_its_own_number_only(one: int, other: int) -> None:
    codes = [p.code for p in found(said(f"组织了{one}个部门。", f"{other}个部门"))]
    assert codes == ([] if one == other else ["N302", "N303"])


WORDS = st.lists(
    st.sampled_from(["管理", "河道", "3", "12.5", "'", '"', "\\", "：", "，", "# ", "年", "a"]),
    min_size=1,
    max_size=12,
).map(lambda words: "文" + "".join(words).strip())
STYLES = {
    "single": lambda lines: "'" + "\n\n    ".join(lines).replace("'", "''") + "'",
    "double": lambda lines: json.dumps("\n".join(lines)),
    "escaped": lambda lines: json.dumps("\n".join(lines), ensure_ascii=True),
    "continued": lambda lines: (
        '"' + "\\\n      \\".join(json.dumps(f" {x}")[1:-1] for x in lines) + '"'
    ),
    "literal": lambda lines: "|\n" + "".join(f"      {line}\n" for line in lines),
    "literal with a comment": lambda lines: (
        "|-  # 12 注\n\n" + "".join(f"      {line}\n" for line in lines)
    ),
    "folded": lambda lines: ">\n" + "".join(f"     {line}\n\n" for line in lines),
}


@pytest.mark.parametrize("style", STYLES)
@given(lines=st.lists(WORDS, min_size=1, max_size=4))
def test_every_character_has_its_place(
    style: str, lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "2024.yaml"
    path.write_text(f"{HEAD}职责:\n  - {STYLES[style](lines)}\n", encoding="utf-8", newline="\n")
    read = read_spec(path, path.parent)
    assert read.value is not None and read.diagnostics == ()
    (text,) = read.value.duties
    prose = Prose("职责", text)
    source = read_text(path).value
    assert source is not None
    rows = source.text.split("\n")
    for at, character in enumerate(text.value):
        if character.isspace():
            continue
        place = prose.place(at)
        row = rows[place.line - 1]
        escape = f"\\u{ord(character):04x}"
        assert row.startswith((character, f"\\{character}", escape), place.column - 1), (at, place)


HOSTILE = {
    "digits": "1" * 200_000,
    "braces": "{{" * 100_000,
    "opening": "（" * 100_000,
    "closing": "》" * 100_000,
    "crossed": "（《" * 50_000 + "）" * 50_000,
    "letters": "A" * 200_000,
    "one character": "经" * 200_000,
    "numerals": "二" * 200_000,
    "wide points": "．" * 200_000,
    "brackets": "【请" * 70_000,
    "years": "2019年" * 40_000,
    "names": "援助中西部地区开发经费" * 10_000,
    "amounts": "，业务费1万元" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_no_longer(name: str) -> None:
    """Twice the text takes about twice the time: quadratic work would take minutes."""
    begun = time.perf_counter()
    found(said(HOSTILE[name]))
    assert time.perf_counter() - begun < 20


def test_ten_thousand_lines(tmp_path: Path) -> None:
    spec = (FOLDER / "river/2026.yaml").read_text(encoding="utf-8")
    line = "  - 第{n}项：管理河道{n}公里，组织{n}人培训，安排{n}.5万元（含2019年结转）。\n"
    duties = "职责:\n" + "".join(line.format(n=n) for n in range(10_000))
    path = tmp_path / "specs/river/2026.yaml"
    path.parent.mkdir(parents=True)
    shutil.copytree(ROOT / "tests/packs/templates", tmp_path / "templates")
    path.write_text(spec.replace("上年: 2025.yaml\n", "") + duties, encoding="utf-8")
    prepared = pipeline.examine(path).value
    assert prepared is not None
    subject = Subject(prepared.budget, prepared.report, prepared.narrated.sentences)
    begun = time.perf_counter()
    problems = found(subject)
    assert time.perf_counter() - begun < 10
    assert len(problems) > 40_000
