"""模板或草稿的痕迹没有删去

查什么：文字、名称和指标值里的 XX、××、下划线空格、TODO、空的括号和引号、【请填写】之类，【待核】、
待填改了一半剩下的（半边括号、开头的“待核”），以及模板列出的待填词语。“待核实”“待核准”是词，不算。
为什么：这些是给填写的人看的，公开出来就是没有写完。
出错的例子：其他说明写“主要原因是XX。”。
怎么改：写上内容，或删去这句话。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.checks.prose import Prose
from generator.model.diagnostic import Diagnostic, error
from generator.model.key import Key, keys_of
from generator.model.leaves import leaves
from generator.model.pending import REVIEW, Lack
from generator.model.spec import Department, Project, Purchase, Spec
from generator.model.values import Text

CODE = "N309"
TITLE = "模板或草稿的痕迹没有删去"
RESTS_ON: tuple[str, ...] = ()

_MARK = re.compile("待(?:核|填|确认)")
_SHAPES = (
    r"(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])",
    r"[×✕✖]{2,}",
    r"[_＿]{2,}",
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])",
    r"[【\[［][^】\]］\n]{0,20}(?:填|待|请|此处|XX)[^】\]］\n]{0,20}[】\]］]",
    r"[（(【〔《“‘][ \u3000]*[）)】〕》”’]",
    # The marks of open places, edited by half.
    r"[【\[［]\s*待(?:核|填|确认)",
    r"待(?:核|填|确认)\s*[】\]］]",
    r"[（(〔]\s*待(?:核|填|确认)\s*[）)〕]",
    # 待核实 and the like are words.
    r"\A\s*待(?:核(?![实准定查对算验销减批])|填|确认)",
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each trace of a template."""
    listed = sorted((word.value for word in subject.budget.pack.rule.residue), key=len)
    shapes = (*_SHAPES, *map(re.escape, reversed([word for word in listed if word])))
    pattern = re.compile("|".join(shapes))
    # Said once for the whole file.
    waiting = {item.span for item in subject.budget.progress.pending if item.lack is Lack.UNFILLED}
    for prose in _texts(subject):
        if prose.text.span in waiting:
            continue
        for match in pattern.finditer(prose.typed):
            if match.group() == REVIEW:
                continue
            message = f"“{prose.excerpt(*match.span())}”里的“{match.group()}”没有写完。"
            advice = "请写上内容，或删去这句话。"
            if _MARK.search(match.group()):
                advice = "请写上内容；已经核对过的，把这个记号连同括号删干净。"
            yield error(CODE, prose.place(match.start()), message, advice, about=match.group())


def _texts(subject: Subject) -> Iterator[Prose]:
    """Every text that is printed: those that say something, and names and codes in tables."""
    yield from subject.prose
    for leaf in leaves(subject.budget.spec):
        if leaf.key in _IN_TABLES and isinstance(leaf.value, Text):
            yield Prose(leaf.path, leaf.value)


def _in_tables() -> Iterator[Key]:
    declared = (
        (Department, ("name",)),
        (Project, ("code",)),
        (Purchase, ("name", "code", "measure")),
        (Spec, ("names",)),
    )
    for record, fields in declared:
        yield from (key for field, key in keys_of(record) if field.name in fields)


_IN_TABLES = frozenset(_in_tables())
