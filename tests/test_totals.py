"""Random ledgers: every total of every table is the sum of what was typed, in every format."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pipeline
from generator.model.figure import Figure
from generator.model.report import Mention
from tests import reading
from tests.conftest import ROOT
from tests.published import clean

FUNCTIONS = ["2010301", "2010302", "2010350", "2010399", "2080505", "2101101", "2110301", "2210201"]
FUNDS = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户", "事业收入", "其他收入"]
BASE = """
模板: hebei-2024
年度: 2024
单位: 万元
部门: {代码: "001", 名称: 某局}
所属单位: [{名称: 某局本级, 性质: 行政}]
"""

AMOUNT = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)
BY_FUND = st.dictionaries(st.sampled_from(FUNDS), AMOUNT, min_size=1, max_size=3)
BASIC = st.dictionaries(st.sampled_from(FUNCTIONS), BY_FUND, min_size=1, max_size=6)
PROJECTS = st.lists(st.tuples(st.sampled_from(FUNCTIONS), BY_FUND), max_size=5)
Basic = dict[str, dict[str, Decimal]]
Projects = list[tuple[str, dict[str, Decimal]]]


def text(parts: dict[str, Decimal]) -> dict[str, str]:
    return {fund: f"{amount:.2f}" for fund, amount in parts.items()}


def spec_text(basic: Basic, projects: Projects) -> str:
    """A spec whose money of one fund all goes to one economic code, so that margins agree."""
    margin: dict[str, Decimal] = defaultdict(Decimal)
    for parts in basic.values():
        for fund, amount in parts.items():
            margin[fund] += amount
    content = {
        "基本支出": {
            "按功能科目": {code: text(parts) for code, parts in basic.items()},
            "按经济科目": {"30101": text(margin)},
        },
        "项目": [
            {"名称": f"项目{number}", "编码": f"P{number}", "功能科目": code, "金额": text(parts)}
            for number, (code, parts) in enumerate(projects)
        ],
    }
    return BASE + yaml.safe_dump(content, allow_unicode=True)


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("random")
    shutil.copytree(ROOT / "templates", folder / "templates")
    path = folder / "specs/x/2024.yaml"
    path.parent.mkdir(parents=True)
    return path


def prepared(spec: Path, basic: Basic, projects: Projects) -> pipeline.Prepared:
    spec.write_text(spec_text(basic, projects), encoding="utf-8")
    value = pipeline.examine(spec).value
    assert value is not None
    return value


def typed(basic: Basic, projects: Projects) -> Iterator[tuple[str, str, str, Decimal]]:
    """Every amount typed: code, kind, fund, 万元."""
    for code, parts in basic.items():
        yield from ((code, "基本支出", fund, amount) for fund, amount in parts.items())
    for code, parts in projects:
        yield from ((code, "项目支出", fund, amount) for fund, amount in parts.items())


@settings(max_examples=60, deadline=None)
@given(BASIC, PROJECTS)
def test_totals_are_sums_of_what_was_typed(spec: Path, basic: Basic, projects: Projects) -> None:
    made = prepared(spec, basic, projects)
    cells = {
        cell.id: cell.value / 10_000
        for sheet in made.budget.sheets
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, Figure)
    }
    lines = list(typed(basic, projects))

    def total(code: str, kind: str = "", funds: tuple[str, ...] = tuple(FUNDS)) -> Decimal:
        return sum(
            (a for c, k, f, a in lines if c.startswith(code) and kind in k and f in funds),
            Decimal(0),
        )

    codes = {code[:length] for code, *_ in lines for length in (3, 5, 7)}
    for row, code in [("合计", ""), *((code, code) for code in codes)]:
        assert cells[f"支出总表/{row}/合计"] == total(code)
        assert cells[f"支出总表/{row}/基本支出"] == total(code, "基本")
        assert cells[f"支出总表/{row}/项目支出"] == total(code, "项目")
        assert cells[f"收入总表/{row}/合计"] == total(code)
        assert cells[f"收入总表/{row}/财政拨款收入"] == total(code, funds=tuple(FUNDS[:3]))
    for table, fund in (("一般公共预算", 0), ("政府性基金", 1), ("国有资本经营", 2)):
        expected = total("", funds=(FUNDS[fund],))
        assert cells.get(f"{table}支出表/合计/合计", Decimal(0)) == expected
    named = {name: figure.value / 10_000 for name, figure in made.budget.figures.items()}
    assert named["收入总计"] == named["支出总计"] == total("")


@settings(max_examples=4, deadline=None)
@given(BASIC, PROJECTS)
def test_a_figure_shows_the_same_text_in_every_format(
    spec: Path, basic: Basic, projects: Projects
) -> None:
    made = prepared(spec, basic, projects)
    files = pipeline.render(made, ("docx", "pdf")).value.files
    found = []
    for extension, content in files.items():
        path = spec.with_suffix(f".{extension}")
        path.write_bytes(content)
        words = reading.docx_texts(path) if extension == "docx" else [reading.pdf_text(path)]
        found.append("|".join(words))
    mentions: list[Mention] = list(made.report.mentions())
    assert len(mentions) > 20
    for mention in mentions:
        assert all(clean(mention.text) in words for words in found), mention.figure.id
