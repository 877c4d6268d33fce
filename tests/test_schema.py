"""The schema for editors: what the reader accepts it accepts, and it explains every key."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from yaml.emitter import Emitter
from yaml.representer import SafeRepresenter
from yaml.resolver import BaseResolver
from yaml.serializer import Serializer

from generator.authoring.schema.document import header_line, schema_text
from generator.build.budget import build_budget
from generator.model import spec as spec_module
from generator.model.diagnostic import failed
from generator.model.key import keys_of
from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.spec import Spec, Standing
from generator.model.values import Text
from generator.read.pack import read_pack
from generator.read.spec import read_spec
from tests.conftest import ROOT, Run
from tests.test_docs import EXAMPLES, MINIMUM

SPECS = ROOT / "specs/qinhuangdao-etdz-office"
STARTER = ROOT / "templates/hebei-2024/starter.yaml"
COMMITTED = ROOT / "specs/hebei-2024.schema.json"
HEADER = "# yaml-language-server: $schema=../hebei-2024.schema.json"
REFRESH = "gongkai schema specs/qinhuangdao-etdz-office/2024.yaml"
CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def pack(name: str = "hebei-2024", root: Path = ROOT) -> Pack:
    made = read_pack(Text(name, Span("spec")), root).value
    assert made is not None
    return made


@cache
def schema(name: str = "hebei-2024", root: Path = ROOT) -> Any:
    return json.loads(schema_text(pack(name, root)))


def as_an_editor_reads(text: str) -> Any:
    """The values of a file by the core schema of YAML 1.2; keys are always words."""
    return _value(yaml.compose(text, Loader=yaml.BaseLoader))


def _value(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {name.value: _value(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if node is None:
        return None
    word = node.value
    if node.style is not None:  # type: ignore[attr-defined]  # a scalar
        return word
    if word in ("", "~", "null", "Null", "NULL"):
        return None
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return word.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", word):
        return int(word)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", word):
        return Decimal(word)
    return word


def faults(text: str, of: Any = None) -> list[str]:
    """Where an editor underlines a file: the keys that lead to each place."""
    found = Draft7Validator(of or schema()).iter_errors(as_an_editor_reads(text))
    return list(dict.fromkeys(".".join(map(str, innermost(problem))) for problem in found))


def innermost(problem: ValidationError) -> list[str | int]:
    """The place of a problem: where several shapes were tried, the one that came furthest."""
    tried = [innermost(inner) for inner in problem.context or ()]
    return max([list(problem.absolute_path), *tried], key=len)


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(schema())
    assert schema()["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_committed_schema_is_current() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == schema_text(pack()), f"run: {REFRESH}"
    assert COMMITTED.stat().st_size < 300_000


@pytest.mark.parametrize("spec", [*sorted(ROOT.glob("specs/*/*.yaml")), STARTER], ids=str)
def test_nothing_is_underlined_in_a_spec(spec: Path) -> None:
    assert faults(spec.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("year", ["2025", "2026"])
def test_a_pack_of_another_shape_has_its_own(year: str) -> None:
    spec = ROOT / f"tests/packs/specs/river-bureau/{year}.yaml"
    other = schema("yunzhou-2026", ROOT / "tests/packs")
    Draft7Validator.check_schema(other)
    assert faults(spec.read_text(encoding="utf-8"), other) == []
    assert "项目经费" in json.dumps(other, ensure_ascii=False)
    assert "三公经费" not in json.dumps(other, ensure_ascii=False)


def test_nothing_is_underlined_in_a_file_of_next_year(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    shutil.copytree(SPECS, tmp_path / "specs/office", ignore=shutil.ignore_patterns("2025*"))
    assert gongkai("new-year", tmp_path / "specs/office/2024.yaml").status == 0
    made = (tmp_path / "specs/office/2025.yaml").read_text(encoding="utf-8")
    assert made.splitlines()[0] == HEADER
    assert faults(made) == []
    placed = tmp_path / "specs/hebei-2024.schema.json"
    assert placed.read_bytes() == COMMITTED.read_bytes()


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_nothing_is_underlined_in_an_example_of_the_manual(number: int) -> None:
    example = EXAMPLES[number]
    written = yaml.load(example, yaml.BaseLoader)
    assert (
        faults("".join(f"{k}: {v}\n" for k, v in MINIMUM.items() if k not in written) + example)
        == []
    )


MISTAKES = [
    # old text, new text, where it is underlined
    ("    编码: 13990024P00AA00000022", "    编吗: 13990024P00AA00000022", "项目.1"),
    ("30201: 8.00 ", "30201: 3,600.00 ", "基本支出.按经济科目.30201"),
    ("30201: 8.00 ", "30201: 8.00万元 ", "基本支出.按经济科目.30201"),
    ("30201: 8.00 ", "30201: 8.005 # ", ""),  # the reader counts decimals of plain numbers
    ("30201: 8.00 ", "30201: '8.005' ", "基本支出.按经济科目.30201"),
    ("30201: 8.00 ", "30201: -8.00 ", "基本支出.按经济科目.30201"),
    ("    30201: 8.00 ", "    302: 8.00 ", "基本支出.按经济科目"),
    ("      一般公共预算: 150.00", "      一般预算: 150.00", "项目.0.金额"),
    ("    功能科目: 2120399 ", "    功能科目: 21203 ", "项目.0.功能科目"),
    ("    功能科目: 2120399 ", "    状态: 继续\n    功能科目: 2120399 ", "项目.0.状态"),
    ("单位: 万元 ", "单位: 千元 ", "单位"),
    ("年度: 2024", "年度: 24", "年度"),
    ("模板: hebei-2024", "模板: hebei-2023", "模板"),
    ("      3月底: 20%", "      三月底: 20%", "项目.0.支出计划"),
    ("      3月底: 20%", "      3月底: 一成", "项目.0.支出计划.3月底"),
    ("  车辆:\n", "  汽车:\n", "国有资产"),
    ("    数量: 860 ", "    数量: 约860 ", "国有资产.房屋.数量"),
    ("  专项资金: 无", "  专项资金: [无]", "文字.专项资金"),
    ("  专项资金: 无", "  专用资金: 无", "文字"),
    ("  收入总计: 420.50", "  收入合计: 420.50", "批复数"),
    ("    固定资产购置: 全额 ", "    固定资产购置: 全部 ", "项目.1.固定资产购置"),
    ("        数量: 4\n", "", "项目.1.政府采购.0"),
    ('  代码: "318"', "  代码:", "部门.代码"),
    ("    经济科目: 31002 ", "    经济科目: 办公设备 ", "项目.1.经济科目"),
    ("共用:\n", "豁免: {代码: X204, 原因: 无, 人: 甲, 截止: 年底}\n共用:\n", "豁免.截止"),
]


@pytest.mark.parametrize(("old", "new", "where"), MISTAKES, ids=lambda words: words.strip()[:24])
def test_a_typing_mistake_is_underlined_where_it_stands(old: str, new: str, where: str) -> None:
    text = STARTER.read_text(encoding="utf-8")
    assert text.count(old) == 1
    assert faults(text.replace(old, new)) == ([where] if where else [])


def test_a_code_that_no_catalog_knows_is_accepted() -> None:
    text = STARTER.read_text(encoding="utf-8")
    text = text.replace("功能科目: 2120399 ", "功能科目: 2129999 ").replace(
        "30201: 8.00", "30298: 8.00"
    )
    assert faults(text) == []


def test_what_is_still_open_is_accepted() -> None:
    text = STARTER.read_text(encoding="utf-8")
    for old, new in (
        ("30201: 8.00", "30201: 待填"),
        ("一般公共预算: 150.00", "一般公共预算: 待填"),
        ("    功能科目: 2120399 ", "    功能科目: 待填 "),
        ("    功能科目: 2120399 ", "    状态: 待确认\n    功能科目: 2120399 "),
        ("    数量: 860 ", "    数量: 待填 "),
        ("3月底: 20%", "3月底: 待填"),
        ("固定资产购置: 全额", "固定资产购置: 待填"),
        ("专项资金: 无", "专项资金: 【待核】无"),
        ("共用:\n", "补充数:\n共用:\n"),
    ):
        assert old in text
        assert faults(text.replace(old, new, 1)) == [], new


def records() -> dict[str, type]:
    """The records of a spec by their names in the schema."""
    declared = [r for r in vars(spec_module).values() if isinstance(r, type) and is_dataclass(r)]
    return {record.__name__: record for record in declared if keys_of(record)}


@pytest.mark.parametrize("name", records())
def test_every_key_of_a_record_is_explained(name: str) -> None:
    record = records()[name]
    shape = schema() if record is Spec else schema()["definitions"][name]
    keys = [key for _, key in keys_of(record)]
    assert list(shape["properties"]) == [key.name for key in keys]
    for key in keys:
        assert shape["properties"][key.name]["description"].startswith(key.meaning)


def explained(shape: Any) -> Iterator[tuple[str, Any]]:
    """Every property of a schema, wherever it stands."""
    if isinstance(shape, dict):
        yield from shape.get("properties", {}).items()
    if isinstance(shape, (dict, list)):
        for inner in shape.values() if isinstance(shape, dict) else shape:
            yield from explained(inner)


@pytest.mark.parametrize("root", [("hebei-2024", ROOT), ("yunzhou-2026", ROOT / "tests/packs")])
def test_every_name_that_is_offered_has_a_chinese_meaning(root: tuple[str, Path]) -> None:
    found = list(explained(schema(*root)))
    assert len(found) > 100
    assert [name for name, shape in found if not CHINESE.search(shape["description"])] == []


def test_what_the_pack_declares_is_offered_with_its_meaning() -> None:
    offered = dict(explained(schema()))
    for name, words in (
        ("项目支出中的会议费", "项目支出里的会议费"),
        ("大型设备", "单价在20万元以上的设备"),
        ("专项资金", "不写就是“无”"),
        ("6月底", "到6月底为止累计支出"),
        ("三公经费", "三公经费"),
        ("2010301", "行政运行"),
        ("30217", "公务接待费"),
    ):
        assert words in offered[name]["description"], name
    codes = schema()["definitions"]["FunctionCode"]["anyOf"]
    assert {"const": 2010350, "description": "事业运行"} in codes
    standings = json.dumps(schema()["definitions"]["Project"]["properties"]["状态"])
    assert all(json.dumps(word.value) in standings for word in Standing)


class _Plain(Emitter, Serializer, SafeRepresenter, BaseResolver):
    """Writes words without quotes wherever YAML can do without."""

    def __init__(self, stream: Any, **options: Any) -> None:
        Emitter.__init__(self, stream, allow_unicode=True, width=10_000)
        Serializer.__init__(self)
        SafeRepresenter.__init__(self, sort_keys=False)
        BaseResolver.__init__(self)

    def ignore_aliases(self, data: Any) -> bool:
        return True


RICH = """\
模板: hebei-2024
年度: "2024"
单位: 元
部门: {代码: 034, 名称: 园林局}
所属单位: {名称: 养护站, 性质: 事业}
职责: {文件: 职责.txt}
基本支出:
  - 按功能科目: {2010301: {一般公共预算: 4, 上年结转: {其他收入: 1.5}}, 2010350: {上年结转: 3}}
    明细: {功能科目: "2120199", 经济科目: 30101, 金额: 5}
  - {所属单位: 养护站, 按经济科目: {30101: "9"}}
经营支出: {2120199: {经营收入: 8.00}}
年终结转: {2120199: 待填}
项目:
  名称: 培训
  编码: 13
  状态: 延续
  功能科目: "2120102"
  金额: "6.00"
  经济科目: {30215: 1.50}
  说明排序: 1
  支出计划: {6月底: 50, 10月底: 99.5%, 12月底: "100"}
  绩效目标: 举办培训班
  绩效指标: {产出指标: {数量指标: {名称: 期数, 指标值: 2期}}}
  政府采购: {品名: 书, 目录编码: A02, 计量单位: 册, 数量: 0.5, 单价: 0.000001, 资金来源: 其他收入}
  固定资产购置: 0.5
补充数: {项目支出中的会议费: 1}
共用: {期数: 2, 名称: true}
增减原因:
  基本支出: 退休
  项目支出: [{项目: 培训, 增加: 1.00, 文字: 新增}, {其余: 其他项目}]
整体绩效目标:
  总体目标: 好
  分项目标: {名称: 一, 目标: {绩效目标: 好, 绩效指标: {率: 95%}}}
  保障措施: 一
国有资产: {车辆: {数量: 2}}
文字: {专项资金: 无}
文中数字: 四个意识
科目名称: {2129999: 某科目}
批复数: {收入总计: 1, 三公经费表/合计/合计: 2}
豁免: {代码: X204, 原因: 核过, 人: 甲, 截止: 2024-12-31}
"""
# Not null: what stands there for the reader is a word, and for an editor nothing.
WORDS = [
    *("", "~", "true", "no", "0", "3.60", "3.605", "3,600", "1e3", "-1", "100%", "0201"),
    *("12345678901234567", "2010301", "30217", "20103", "9999999", "99999", "待填", "全额", "延续"),
    *(
        "结束",
        "一般公共预算",
        "万元",
        "元",
        "2024",
        "1999",
        "2024-12-31",
        "无",
        "【待核】无",
        " 3 ",
    ),
    *(
        "三公经费",
        "三公经费表/合计/合计",
        "12月底",
        "名称",
        "文件",
        "职责.txt",
        "上年结转",
        "养护站",
    ),
]

# As a key, ~ is a name for the reader, and none for an editor.
NAMES = [word for word in WORDS if word not in ("", "~", "待填")]
# What they hold has names that the pack gives; the reader passes over a blank one.
NAMED = ("补充数", "增减原因", "国有资产", "文字", "批复数", "合计数")


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Every container of a tree with each key or position in it."""
    found: list[tuple[Any, Any]] = []
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    if isinstance(tree, (dict, list)):
        for at, inner in list(items):
            found.append((tree, at))
            found += places(inner) if isinstance(inner, (dict, list)) else []
    return found


@st.composite
def changed_specs(draw: st.DrawFn) -> str:
    """A spec in which some values, keys and shapes are others."""
    base = draw(st.sampled_from([RICH, STARTER.read_text(encoding="utf-8")]))
    tree = yaml.load(base, yaml.BaseLoader)
    for _ in range(draw(st.integers(1, 3))):
        container, at = draw(st.sampled_from(places(tree)))
        change = draw(st.sampled_from(["value", "value", "value", "key", "drop", "list", "wrap"]))
        if change == "value":
            container[at] = draw(st.sampled_from(WORDS))
        elif change == "list":
            container[at] = [container[at]]
        elif change == "wrap":
            container[at] = {draw(st.sampled_from(NAMES)): container[at]}
        elif change == "key" and isinstance(container, dict):
            container[draw(st.sampled_from(NAMES))] = container.pop(at)
        else:
            container.pop(at)
        if not places(tree):
            break
    quoted: str = yaml.dump(tree, Dumper=draw(st.sampled_from([_Plain, yaml.SafeDumper])))
    return quoted


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("agreement") / "specs/office"
    made.mkdir(parents=True)
    (made / "职责.txt").write_text("负责园林绿化。", encoding="utf-8")
    return made


def accepted(text: str, folder: Path) -> bool:
    """Whether the reader and the build take a file as it stands."""
    file = folder / "2024.yaml"
    file.write_text(text, encoding="utf-8")
    read = read_spec(file, folder.parent.parent)
    tree = yaml.load(text, yaml.BaseLoader)
    sections = (tree.get(name) for name in NAMED) if isinstance(tree, dict) else ()
    if any(isinstance(section, dict) and "" in section.values() for section in sections):
        return False
    if read.value is None or failed(read.diagnostics) or read.value.pack.value != pack().name:
        return False
    built = build_budget(read.value, pack(), None)
    # Control totals are compared by a check; one of them names a figure or a cell.
    totals = [entry.name.value for entry in read.value.approved]
    known = all(name in built.value.figures or "/" in name for name in totals)
    return known and not failed(built.diagnostics)


def test_the_specs_that_are_changed_are_accepted(folder: Path) -> None:
    for text in (RICH, STARTER.read_text(encoding="utf-8")):
        assert accepted(text, folder)
        assert faults(text) == []


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=changed_specs())
def test_what_the_reader_accepts_no_editor_underlines(text: str, folder: Path) -> None:
    if accepted(text, folder):
        assert faults(text) == []


def test_schema_is_printed(gongkai: Callable[..., Run]) -> None:
    run = gongkai("schema", "--template", "hebei-2024")
    assert (run.status, run.err) == (0, "")
    assert run.out == schema_text(pack())


def test_schema_of_a_spec_lies_above_the_departments(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    shutil.copytree(SPECS, tmp_path / "specs/office")
    spec = tmp_path / "specs/office/2024.yaml"
    run = gongkai("schema", spec)
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines()[-1] == HEADER
    placed = tmp_path / "specs/hebei-2024.schema.json"
    assert placed.read_text(encoding="utf-8") == schema_text(pack())
    older = COMMITTED.read_text(encoding="utf-8").replace("基本支出", "原来的")
    placed.write_text(older, encoding="utf-8", newline="\r\n")
    spec.write_text(f"{HEADER}\n{spec.read_text(encoding='utf-8')}", encoding="utf-8")
    run = gongkai("schema", spec)
    assert (run.status, run.out.count("\n")) == (0, 1)
    assert "已写出" in run.out
    assert placed.read_bytes() == COMMITTED.read_bytes()
    assert "已是最新" in gongkai("schema", spec).out


def test_schema_is_written_where_it_is_wished(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    target = tmp_path / "x.json"
    run = gongkai("schema", "--out", target)
    assert (run.status, run.err) == (0, "")
    assert target.read_bytes() == COMMITTED.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["x.json"]


@pytest.mark.parametrize("there", [SPECS / "2024.yaml", "{}", '{"$comment": "mine"}', ""])
def test_schema_takes_the_place_of_no_other_file(
    there: Path | str, tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    content = there.read_bytes() if isinstance(there, Path) else there.encode()
    shutil.copytree(SPECS, tmp_path / "specs/office")
    spec, placed = tmp_path / "specs/office/2024.yaml", tmp_path / "specs/hebei-2024.schema.json"
    placed.write_bytes(content)
    for arguments in ([spec], ["--out", placed]):
        run = gongkai("schema", *arguments)
        assert (run.status, run.out) == (1, "")
        assert "错误 D703：这里已有别的文件，不是编辑器的提示文件，没有改动它。" in run.err
        assert placed.read_bytes() == content


def test_schema_makes_no_folder_that_was_not_there(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    run = gongkai("schema", "--out", tmp_path / "new/x.json")
    assert (run.status, run.out) == (1, "")
    assert "new”这个文件夹。" in run.err
    assert "请先建好文件夹" in run.err
    assert "D703：这是一个文件夹。" in gongkai("schema", "--out", tmp_path).err
    assert list(tmp_path.iterdir()) == []


def test_schema_misused(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    wrong = tmp_path / "specs/a/2024.yaml"
    wrong.parent.mkdir(parents=True)
    wrong.write_text("模板: hebei-2042\n", encoding="utf-8")
    for arguments, status, said in (
        (["--template", "hebei-2042"], 2, "没有“hebei-2042”这个模板。是不是“hebei-2024”？"),
        ([wrong, "--template", "hebei-2024"], 2, "不能再写 --template"),
        ([wrong], 1, "2024.yaml:1:5: 错误 S201：没有“hebei-2042”这个模板。"),
        ([tmp_path / "none.yaml"], 1, "S101：没有这个文件。"),
        (["--out", wrong / "x.json"], 1, "D701"),
    ):
        run = gongkai("schema", *arguments)
        assert run.status == status
        assert said in run.err
        assert run.out == ""
    assert [file.name for file in wrong.parent.parent.iterdir()] == ["a"]


def test_a_new_folder_has_the_schema_that_its_spec_names(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    assert gongkai("init", tmp_path / "我的", "--department", "园林").status == 0
    spec = tmp_path / "我的/specs/园林/2024.yaml"
    header = spec.read_text(encoding="utf-8").splitlines()[0]
    named = spec.parent / header.partition("$schema=")[2]
    assert header == header_line(spec, tmp_path / "我的", "hebei-2024") == HEADER
    assert named.resolve() == tmp_path / "我的/specs/hebei-2024.schema.json"
    assert named.read_bytes() == COMMITTED.read_bytes()


@pytest.mark.parametrize(
    ("spec", "path"),
    [
        ("specs/a/2024.yaml", "../p.schema.json"),
        ("specs/2024.yaml", "p.schema.json"),
        ("specs/a/b/2024.yaml", "../../p.schema.json"),
        ("2024.yaml", "specs/p.schema.json"),
    ],
)
def test_the_header_leads_from_the_spec_to_the_schema(spec: str, path: str) -> None:
    assert header_line(Path(spec), Path(), "p") == f"# yaml-language-server: $schema={path}"
