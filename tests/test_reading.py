"""Any bytes give a spec or sentences, never a traceback."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.model.diagnostic import Severity
from generator.model.source import Span
from generator.model.values import Text
from generator.read.pack import read_pack
from tests.conftest import ROOT

SPEC = (ROOT / "tests/packs/specs/river-bureau/2026.yaml").read_text(encoding="utf-8")
LINES = SPEC.split("\n")
PIECES = """
    部门 项目 金额 上年结转 本项目 |文中 30101 1,000 ２０ 0.1 -5 1e3 ~ null
    ： : - { } [ ] " ' # &a *a !x --- %
"""
WORDS = st.sampled_from(
    [
        *PIECES.split(),
        *(": ", "- ", "  ", "\n", "\t", "\x00", "\ue000", "|\n", ">\n"),
        *("{{ ", " }}", "{% for a in 项目列表 %}"),
    ]
)


def checked(folder: Path, text: str) -> None:
    spec = folder / "specs" / "x" / "2026.yaml"
    spec.parent.mkdir(parents=True, exist_ok=True)
    link = folder / "templates"
    if not link.exists():
        import shutil

        shutil.copytree(ROOT / "tests/packs/templates", link)
    spec.write_bytes(text.encode("utf-8", "surrogatepass"))
    outcome = pipeline.prepare(spec)
    errors = [d for d in outcome.diagnostics if d.severity is Severity.ERROR]
    assert (outcome.value is None) == bool(errors)
    assert len(set(outcome.diagnostics)) == len(outcome.diagnostics)
    for problem in outcome.diagnostics:
        assert problem.message.endswith(("。", "？")), problem


FUZZ = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(st.lists(WORDS, max_size=40).map("".join))
def test_random_yaml(tmp_path: Path, text: str) -> None:
    checked(tmp_path, text)


@FUZZ
@given(st.text(max_size=200))
def test_random_text(tmp_path: Path, text: str) -> None:
    checked(tmp_path, text.encode("utf-8", "replace").decode())


@FUZZ
@given(st.integers(0, len(LINES) - 1), st.integers(0, 60), WORDS, st.booleans())
def test_a_good_spec_damaged_at_one_place(
    tmp_path: Path, line: int, column: int, word: str, cut: bool
) -> None:
    lines = list(LINES)
    text = lines[line]
    lines[line] = text[:column] + word + ("" if cut else text[column:])
    # Last year's file is not there, which is one more mistake to be said.
    checked(tmp_path, "\n".join(lines))


def test_every_pack_in_the_project_is_good() -> None:
    for name in ("hebei-2024",):
        outcome = read_pack(Text(name, Span("test")), ROOT)
        assert outcome.diagnostics == ()
        assert outcome.value is not None
