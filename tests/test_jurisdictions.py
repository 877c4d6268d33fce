"""The generator knows no jurisdiction: packs do, and a new one needs no Python."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model import spec as spec_module
from generator.model.key import keys_of
from generator.model.ledger import Fund, Kind
from generator.read.values import CARRIED
from tests import reading
from tests.conftest import ROOT, Run

PACKS = sorted(
    p.parent
    for p in (*ROOT.glob("templates/*/pack.yaml"), *ROOT.glob("tests/packs/templates/*/pack.yaml"))
)
WORDING = {
    "title",
    "label",
    "head",
    "note",
    "empty_note",
    "caption",
    "subtotal",
    "contents",
    "basis",
}


def vocabulary() -> set[str]:
    """Words of the spec and the ledger, which are the generator's own."""
    words = {kind.value for kind in Kind} | {fund.value for fund in Fund}
    for record in vars(spec_module).values():
        if isinstance(record, type) and is_dataclass(record):
            words |= {key.name for _, key in keys_of(record)}
    # Words of the spec's values and of the names that texts may use.
    return words | {CARRIED, "财政资金", "其他资金"}


def explanations() -> set[str]:
    """What the keys of the spec mean, for the manual and for messages."""
    return {
        key.meaning
        for record in vars(spec_module).values()
        if isinstance(record, type) and is_dataclass(record)
        for _, key in keys_of(record)
    }


def wordings(node: Any, under: str = "") -> Iterator[str]:
    """Every title, label, heading and note of a pack file."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from wordings(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from wordings(value, under)
    elif isinstance(node, str) and under in WORDING:
        yield node


def sentences(pack: Path) -> Iterator[str]:
    for file in (*pack.glob("*.yaml"), *pack.glob("tables/*.yaml")):
        yield from wordings(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    for file in pack.glob("narrative/*"):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield from (part.strip("# *") for part in line.replace("}}", "{{").split("{{")[::2])


def strings() -> Iterator[tuple[Path, str]]:
    """Every string of the generator but docstrings."""
    for file in ROOT.glob("generator/**/*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                yield file, node.value


def test_no_word_of_a_jurisdiction_in_python() -> None:
    own = vocabulary()
    words = {s for pack in PACKS for s in sentences(pack) if len(s) >= 4 and "%}" not in s}
    foreign = {w for w in words if not w.isascii() and w not in own}
    assert len(foreign) > 200
    explained = explanations()
    found = sorted(
        (f.name, w) for f, text in strings() if text not in explained for w in foreign if w in text
    )
    assert found == []


def test_no_word_of_a_jurisdiction_in_the_typst_library() -> None:
    library = (ROOT / "generator/render/pdf/gongkai.typ").read_text(encoding="utf-8")
    foreign = {s for pack in PACKS for s in sentences(pack) if len(s) >= 4 and not s.isascii()}
    assert [word for word in foreign if word in library] == []


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented jurisdiction, built."""
    from generator.cli.main import main

    out = tmp_path_factory.mktemp("other")
    spec = ROOT / "tests/packs/specs/river-bureau/2026.yaml"
    with pytest.raises(SystemExit) as exit:
        main(["build", str(spec), "--out", str(out)])
    assert not exit.value.code
    return out / "river-bureau" / "2026"


ROWS = [
    ("类", "款", "项"),
    ("213", "农林水支出", "4,974,568.39", "3,740,000.50", "1,234,567.89"),
    ("213", "03", "水利", "4,974,568.39", "3,740,000.50", "1,234,567.89"),
    ("213", "03", "14", "防汛", "1,854,567.89", "620,000.00", "1,234,567.89"),
    ("213", "03", "01", "行政运行", "3,120,000.50", "3,120,000.50", "0.00"),
    ("合计", "5,754,568.39", "4,520,000.50", "1,234,567.89"),
    ("一、财政拨款收入", "5,554,568.39", "一、社会保障和就业支出", "400,000.00"),
    ("二、事业收入", "200,000.00", "二、卫生健康支出", "80,000.00"),
    ("三、其他收入", "0.00", "三、农林水支出", "4,974,568.39"),
    ("四、住房保障支出", "300,000.00"),
    ("收入总计", "5,754,568.39", "支出总计", "5,754,568.39"),
    ("合计", "0.00"),
    ("25.00", "0.00", "2.00", "23.00", "18.00", "5.00", "52.00"),
    ("产出指标", "储备物资批次", "≥2批", "年度计划"),
    ("物资完好率", "100%", "年度计划"),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_rows_of_the_other_shape(other: Path, row: tuple[str, ...]) -> None:
    path = next(other.glob("*.docx"))
    rows = {tuple(c.replace("，", ",") for c in r if c) for r in reading.docx_rows(path)}
    assert row in rows


SENTENCES = [
    "2026年，云州市河道管理局预算总额575.46万元，其中：财政拨款555.46万元，事业收入20.00万元。",
    "比2025年减少24.54万元，减少4.09%。主要原因是防汛应急储备减少。",
    "“三公”经费25.00万元，机关运行经费52.00万元。",
    "注:本部门2026年无政府性基金预算，故本表为空表。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_of_the_other_shape(other: Path, sentence: str) -> None:
    assert sentence in reading.docx_texts(next(other.glob("*.docx")))
    assert sentence in reading.pdf_text(next(other.glob("*.pdf")))


def test_total_stands_last(other: Path) -> None:
    body = reading.docx_body(next(other.glob("*.docx")))
    tables = [
        [
            [reading.words(c) for c in row.iter(f"{reading.W}tc")]
            for row in table.iter(f"{reading.W}tr")
        ]
        for table in body.iter(f"{reading.W}tbl")
    ]
    spending = next(t for t in tables if any("功能分类科目名称" in r for r in t))
    assert "合计" in spending[-1]


def test_every_record_is_frozen() -> None:
    """Frozen types hold tuples, not lists."""
    for record in vars(spec_module).values():
        if isinstance(record, type) and is_dataclass(record):
            assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
            assert all("list" not in str(f.type) for f in fields(record))


def test_extending_a_pack_replaces_whole_files(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    """A pack may extend one other and hold only what differs."""
    import shutil

    shutil.copytree(ROOT / "tests/packs", tmp_path / "p")
    base = tmp_path / "p/templates/yunzhou-2026"
    mine = tmp_path / "p/templates/yunzhou-2027"
    (mine / "narrative").mkdir(parents=True)
    rule = (base / "pack.yaml").read_text(encoding="utf-8")
    (mine / "pack.yaml").write_text(rule + "extends: yunzhou-2026\n", encoding="utf-8")
    (mine / "narrative/explanation.md.j2").write_text("# 新的说明\n\n无\n", encoding="utf-8")
    spec = tmp_path / "p/specs/river-bureau/2026.yaml"
    spec.write_text(
        spec.read_text(encoding="utf-8").replace("模板: yunzhou-2026", "模板: yunzhou-2027"),
        encoding="utf-8",
    )
    run = gongkai("build", spec, "--to", "docx")
    assert run.status == 0, run.err
    texts = reading.docx_texts(next((tmp_path / "p/output").glob("**/*.docx")))
    assert "新的说明" in texts
    assert "“三公”经费25.00万元，机关运行经费52.00万元。" not in texts
