"""The documents tell the truth: names in them exist, and what exists is in them."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

from generator.checks import registry
from generator.cli.main import COMMANDS, gongkai
from generator.model import spec as spec_module
from generator.model.key import keys_of
from generator.model.ledger import Fund
from generator.model.source import Span
from generator.model.values import Text
from generator.read.pack import read_pack
from generator.read.spec import read_spec
from tests.conftest import ROOT, Run

MANUAL = (ROOT / "docs/manual.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.compile(r"[A-Z][0-9]{3}")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADINGS = ("查什么：", "为什么：", "出错的例子：", "怎么改：")
EXAMPLES = [text for language, text in FENCE.findall(MANUAL) if language == "yaml"]
MINIMUM = {"模板": "hebei-2024", "年度": "2024", "单位": "万元"}
MINIMUM["部门"] = '{代码: "434", 名称: 园林局}'


def ticked(word: str, text: str = MANUAL) -> bool:
    """Whether a text names a word as code: alone or at the start of an example."""
    return re.search(rf"`{re.escape(word)}(?![\w.])", text) is not None


def spec_keys() -> list[str]:
    records = [r for r in vars(spec_module).values() if isinstance(r, type) and is_dataclass(r)]
    return sorted({key.name for record in records for _, key in keys_of(record)})


def codes() -> list[str]:
    """Every code in a string of the generator."""
    found = set()
    for file in ROOT.glob("generator/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found |= {node.value} if CODE.fullmatch(node.value) else set()
    return sorted(found)


def tables_of(text: str) -> Iterator[list[str]]:
    """The rows of the tables of a document."""
    for line in text.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def parameters(name: str) -> list[click.Parameter]:
    """What a command takes."""
    command = gongkai.get_command(click.Context(gongkai), name)
    assert command is not None
    return command.params


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_its_options_are_in_the_manual(name: str) -> None:
    section = MANUAL.partition(f"### gongkai {name}：")[2].partition("\n### ")[0]
    assert section
    for parameter in parameters(name):
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert ticked(option, section), option


def test_options_of_gongkai_are_in_the_manual() -> None:
    for parameter in gongkai.params:
        assert any(f"gongkai {option}" in MANUAL for option in parameter.opts)
    assert "`--help`" in MANUAL


def test_the_manual_knows_no_other_command_or_option() -> None:
    assert set(re.findall(r"^### gongkai ([\w-]+)", MANUAL, re.MULTILINE)) == set(COMMANDS)
    options = {"--help", "--version"}
    for name in COMMANDS:
        options |= {o for p in parameters(name) for o in p.opts if o.startswith("--")}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", MANUAL)) <= options


@pytest.mark.parametrize("key", spec_keys())
def test_spec_key_is_in_the_manual(key: str) -> None:
    assert ticked(key)


@pytest.mark.parametrize("fund", list(Fund))
def test_fund_is_in_the_manual(fund: Fund) -> None:
    assert ticked(fund.value)


def test_every_code_has_a_row_in_the_manual() -> None:
    rows = [row for row in tables_of(MANUAL) if CODE.fullmatch(row[0])]
    documented = [row[0] for row in rows]
    assert documented == list(dict.fromkeys(documented))
    assert sorted(documented) == codes()
    assert len(documented) > 30
    assert all(len(row) == 3 and all(row) for row in rows)


def test_names_of_the_pack_are_in_the_manual() -> None:
    pack = read_pack(Text("hebei-2024", Span("2024.yaml")), ROOT).value
    assert pack is not None
    rule = pack.rule
    names = [entry.name.value for entry in rule.figures]
    names += [fact.name.value for fact in rule.facts]
    names += [asset.name.value for asset in rule.assets]
    names += [text.name.value for text in rule.texts]
    names += [reason.value for reason in rule.reasons]
    names += [table.id.value for table in pack.tables]
    assert [name for name in names if not ticked(name)] == []
    for format in pack.formats:
        assert f"|{format}" in MANUAL


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_yaml_of_the_manual_is_read(number: int, tmp_path: Path) -> None:
    """Each example is a stretch of a spec that the reader takes as it stands."""
    example = EXAMPLES[number]
    written = yaml.load(example, yaml.BaseLoader)
    assert isinstance(written, dict)
    rest = "".join(f"{k}: {v}\n" for k, v in MINIMUM.items() if k not in written)
    (tmp_path / "职责.txt").write_text("负责园林绿化。", encoding="utf-8")
    file = tmp_path / "2024.yaml"
    file.write_text(rest + example, encoding="utf-8")
    read = read_spec(file, tmp_path)
    assert read.diagnostics == ()


def test_the_manual_has_examples() -> None:
    assert len(EXAMPLES) > 12


@pytest.mark.parametrize("document", ["README.md", "docs/manual.md", "docs/architecture.md"])
def test_links_lead_somewhere(document: str) -> None:
    place = ROOT / document
    text = place.read_text(encoding="utf-8")
    heads = re.findall(r"^#+ (.*)", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        elif not target.startswith("http"):
            assert (place.parent / target.partition("#")[0]).exists(), target


def test_readme_fits_one_screen() -> None:
    assert len(README.splitlines()) <= 60
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).stat().st_size < 300_000


def test_commands_of_the_readme() -> None:
    """Each is one line of its own block and enough on a bare machine; .ci/run takes the second."""
    blocks = [text.splitlines() for _, text in FENCE.findall(README)]
    linux = [lines for lines in blocks if lines[0].startswith("python3 ")]
    assert [len(lines) for lines in linux] == [1, 1]
    build, tests = (lines[0] for lines in linux)
    start = "python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt "
    assert build.startswith(start)
    assert tests.startswith(start)
    spec = build.split(" && ")[-1].removeprefix(".venv/bin/gongkai build ")
    assert (ROOT / spec).is_file()
    assert tests.endswith("&& .venv/bin/pytest -n auto --dist loadfile")
    windows = [lines for lines in blocks if "py -m venv" in lines[0]]
    assert [len(lines) for lines in windows] == [1]
    assert spec.replace("/", "\\") in windows[0][0]


def test_constraints_are_exact_pins() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", pin) for pin in pins)
    pinned = {re.sub(r"[-_.]+", "-", pin.partition("==")[0]).lower() for pin in pins}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.findall(r'"([A-Za-z0-9-]+)(?:[<>=][^"]*)?"', _dependencies(project))
    assert len(needed) > 10
    assert {name.lower() for name in needed} <= pinned


def _dependencies(project: str) -> str:
    stretches = re.findall(r"^(?:dependencies|test|dev) = \[(.*?)\]$", project, re.M | re.S)
    return "".join(stretches).replace('"gongkai[test]"', "")


def test_the_starter_builds_without_a_word(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    assert gongkai("init", tmp_path).status == 0
    (spec,) = tmp_path.glob("specs/my-department/*.yaml")
    run = gongkai("build", spec)
    assert (run.status, run.err) == (0, "")
    assert len(list(tmp_path.glob("output/my-department/2024/*"))) == 2


def checks() -> list[ModuleType]:
    """The modules of checks: named by code and fault."""
    files = sorted((ROOT / "generator/checks").glob("[a-z][0-9][0-9][0-9]_*.py"))
    return [importlib.import_module(f"generator.checks.{file.stem}") for file in files]


@pytest.mark.parametrize("module", checks(), ids=lambda module: module.__name__.rpartition(".")[2])
def test_check_is_its_own_manual_page(module: ModuleType) -> None:
    code, title, page = module.CODE, module.TITLE, module.__doc__ or ""
    assert module.__name__.rpartition(".")[2].startswith(code.lower() + "_")
    assert title
    places = [page.find(f"\n{heading}") for heading in HEADINGS]
    assert -1 not in places
    assert places == sorted(places)


def test_every_check_is_run() -> None:
    """Those of one budget by the registry; one that needs the file of last year by the pipeline."""
    listed = list(registry.CHECKS)
    assert len(listed) == len(set(listed))
    pipeline = (ROOT / "generator/pipeline.py").read_text(encoding="utf-8")
    for module in checks():
        if hasattr(module, "find"):
            assert module in listed
        else:
            assert f"from {module.__name__} import" in pipeline
    codes_ = [module.CODE for module in checks()]
    assert len(codes_) == len(set(codes_))


def test_files_named_in_the_architecture_exist() -> None:
    named = re.findall(r"`((?:generator|templates|tests|docs|specs)/[\w./-]*)`", ARCHITECTURE)
    assert len(named) > 25
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_layer_is_in_the_architecture() -> None:
    folders = [p.parent.name for p in ROOT.glob("generator/*/__init__.py")]
    modules = [p.name for p in ROOT.glob("generator/*.py") if not p.name.startswith("_")]
    for folder in folders:
        assert f"`generator/{folder}/" in ARCHITECTURE
    for module in modules:
        assert f"`generator/{module}`" in ARCHITECTURE


def test_functions_named_in_the_architecture_exist() -> None:
    """A step is written `module.py::name`; the name is defined there."""
    named = re.findall(r"`(generator/[\w/]+\.py)::([\w.]+)`", ARCHITECTURE)
    assert len(named) > 12
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        kinds = (ast.FunctionDef, ast.ClassDef)
        defined = {node.name for node in ast.walk(tree) if isinstance(node, kinds)}
        assert set(name.split(".")) <= defined, f"{file}::{name}"


def test_the_number_followed_in_the_architecture(gongkai: Callable[..., Run]) -> None:
    """What `explain` prints there is what it prints."""
    spec = "specs/qinhuangdao-etdz-office/2024.yaml"
    shown = next(text for _, text in FENCE.findall(ARCHITECTURE) if text.startswith("$ gongkai"))
    call, *lines = shown.splitlines()
    assert call.startswith(f"$ gongkai explain {spec} ")
    run = gongkai("explain", ROOT / spec, call.split()[-1])
    printed = [re.sub(r"写在 .*?(specs/)", r"写在 \1", line) for line in run.out.splitlines()]
    assert printed[: len(lines)] == lines
