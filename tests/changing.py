"""The spec of 2024 as data, and what a department might change in it, for tests of comparing."""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from generator.comparing import Compared, compare_specs
from tests.conftest import ROOT

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
# Codes that have moved in the pack of the year after.
MOVED = {"2010350": "2010306", "2110301": "2110302"}
Content = dict[str, Any]
Change = Callable[[Content, random.Random], None]
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def base() -> Content:
    """The spec, every scalar as its text, without what rests on last year or on other names."""
    content: Content = yaml.load(SPEC.read_text(encoding="utf-8"), yaml.BaseLoader)
    for name in ("上年", "批复数", "文中数字"):
        del content[name]
    content["增减原因"] = {"项目支出": "按工作需要调整", "基本支出": "退休1人"}
    return content


def project_folder(folder: Path) -> Path:
    """A folder with the packs, one of a year after, and an empty one for specs."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    later = folder / "templates" / "hebei-2025"
    shutil.copytree(ROOT / "templates" / "hebei-2024", later)
    renamed = "".join(f"  {old}: {new}\n" for old, new in MOVED.items())
    with (later / "pack.yaml").open("a", encoding="utf-8") as rule:
        rule.write(f"\nrenamed:\n{renamed}")
    specs = folder / "specs" / "x"
    specs.mkdir(parents=True)
    return specs


def write(path: Path, content: Content) -> Path:
    """The content as YAML text."""
    text = yaml.dump(content, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")
    return path


def compared(folder: Path, old: Content, new: Content) -> Compared:
    """Both written and compared."""
    outcome = compare_specs(write(folder / "old.yaml", old), write(folder / "new.yaml", new))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def shuffled(value: Any, chance: random.Random) -> Any:
    """Every mapping and every list in another order."""
    if isinstance(value, dict):
        items = [(key, shuffled(inner, chance)) for key, inner in value.items()]
        chance.shuffle(items)
        return dict(items)
    if isinstance(value, list):
        listed = [shuffled(inner, chance) for inner in value]
        chance.shuffle(listed)
        return listed
    return value


def _amount(content: Content, chance: random.Random) -> None:
    margin = content["基本支出"][chance.choice(["按功能科目", "按经济科目"])]
    margin[chance.choice(list(margin))] = f"{chance.randint(1, 90_000)}.{chance.randint(10, 99)}"


def _project_amount(content: Content, chance: random.Random) -> None:
    chance.choice(content["项目"])["金额"] = f"{chance.randint(0, 500)}.50"


def _codes(content: Content, chance: random.Random) -> None:
    margin = content["基本支出"]["按功能科目"]
    if len(margin) > 1:
        del margin[chance.choice(list(margin))]
    margin[chance.choice(["2010399", "2010302", "2110301"])] = f"{chance.randint(1, 99)}.00"


def _end_project(content: Content, chance: random.Random) -> None:
    if len(content["项目"]) > 1:
        content["项目"].remove(chance.choice(content["项目"]))


def _new_project(content: Content, chance: random.Random) -> None:
    project = copy.deepcopy(chance.choice(content["项目"]))
    number = chance.randint(1, 10**9)
    project |= {"名称": f"新项目{number}号", "编码": f"N{number}"}
    content["项目"].insert(chance.randint(0, len(content["项目"])), project)


def _rename_project(content: Content, chance: random.Random) -> None:
    chance.choice(content["项目"])["名称"] = f"改名项目{chance.randint(1, 10**9)}号"


def _recode_project(content: Content, chance: random.Random) -> None:
    chance.choice(content["项目"])["编码"] = f"C{chance.randint(1, 10**9)}"


def _text(content: Content, chance: random.Random) -> None:
    place = chance.choice([content["职责"], content["整体绩效目标"]["保障措施"]])
    at = chance.randrange(len(place))
    place[at] = chance.choice(
        [f"新职责{chance.randint(1, 99)}项。", place[at] + "并做好其他工作。"]
    )


def _project_text(content: Content, chance: random.Random) -> None:
    project = chance.choice(content["项目"])
    project["资金用途"] = f"主要用于{chance.randint(2, 99)}项工作"
    project["绩效目标"].insert(0, f"完成{chance.randint(2, 99)}项工作")


def _indicator(content: Content, chance: random.Random) -> None:
    first = chance.choice(list(chance.choice(content["项目"])["绩效指标"].values()))
    chance.choice(chance.choice(list(first.values())))["指标值"] = f"≥{chance.randint(1, 99)}%"


def _plan(content: Content, chance: random.Random) -> None:
    chance.choice(content["项目"])["支出计划"] = {"6月底": f"{chance.randint(1, 99)}%"}


def _asset(content: Content, chance: random.Random) -> None:
    content["国有资产"]["车辆"] = {"数量": str(chance.randint(1, 40))}


def _purchases(content: Content, chance: random.Random) -> None:
    project = chance.choice(content["项目"])
    if "政府采购" in project:
        del project["政府采购"]
    else:
        project["政府采购"] = [
            {"品名": "台式机", "目录编码": "A02010105", "计量单位": "台",
             "数量": str(chance.randint(1, 9)), "单价": "0.50"}
        ]  # fmt: skip


def _left_over(content: Content, chance: random.Random) -> None:
    code = chance.choice(["2010301", "2110301"])
    content["年终结转"] = {code: f"{chance.randint(1, 99)}.50"}


def _next_year(content: Content, chance: random.Random) -> None:
    content["年度"] = "2025"
    if chance.random() < 0.5:
        content["上年"] = "old.yaml"


def _moved_codes(content: Content, chance: random.Random) -> None:
    _next_year(content, chance)
    in_words_of_2025(content)


def in_words_of_2025(content: Content) -> None:
    """The pack of 2025, and the codes as they are called there."""
    if content["模板"] == "hebei-2025":
        return
    content["模板"] = "hebei-2025"
    for owner, name in ((content["基本支出"], "按功能科目"), (content, "年终结转")):
        if name in owner:
            owner[name] = {MOVED.get(code, code): amount for code, amount in owner[name].items()}
    for project in content["项目"]:
        project["功能科目"] = MOVED.get(project["功能科目"], project["功能科目"])


def _shuffle(content: Content, chance: random.Random) -> None:
    mixed = shuffled(content, chance)
    content.clear()
    content.update(mixed)


CHANGES: dict[str, Change] = {
    "amount": _amount,
    "project amount": _project_amount,
    "codes": _codes,
    "end": _end_project,
    "new": _new_project,
    "rename": _rename_project,
    "recode": _recode_project,
    "text": _text,
    "project text": _project_text,
    "indicator": _indicator,
    "plan": _plan,
    "asset": _asset,
    "purchases": _purchases,
    "left over": _left_over,
    "next year": _next_year,
    "moved codes": _moved_codes,
    "shuffle": _shuffle,
}
# Only from the earlier year to the later one can two files be compared.
OF_ONE_YEAR = [name for name in CHANGES if name not in ("next year", "moved codes")]


def changed(content: Content, names: list[str], seed: int) -> Content:
    """A copy with some changes made one after the other."""
    made, chance = copy.deepcopy(content), random.Random(seed)
    for name in names:
        CHANGES[name](made, chance)
    return made
