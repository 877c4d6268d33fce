"""模板或草稿的痕迹没有删去

查什么：文字里的 XX、××、下划线空格、TODO、空的括号和引号、【请填写】之类，以及模板列出的待填词语。
为什么：这些是给填写的人看的，公开出来就是没有写完。
出错的例子：其他说明写“主要原因是XX。”。
怎么改：写上内容，或删去这句话。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.pending import REVIEW, Lack

CODE = "N309"
TITLE = "模板或草稿的痕迹没有删去"
RESTS_ON: tuple[str, ...] = ()

_SHAPES = (
    r"(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])",
    r"[×✕✖]{2,}",
    r"[_＿]{2,}",
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])",
    r"[【\[［][^】\]］\n]{0,20}(?:填|待|请|此处|XX)[^】\]］\n]{0,20}[】\]］]",
    r"[（(【〔《“‘][ \u3000]*[）)】〕》”’]",
)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each trace of a template."""
    listed = sorted((word.value for word in subject.budget.pack.rule.residue), key=len)
    shapes = (*_SHAPES, *map(re.escape, reversed([word for word in listed if word])))
    pattern = re.compile("|".join(shapes))
    # Said once for the whole file.
    waiting = {item.span for item in subject.budget.progress.pending if item.lack is Lack.UNFILLED}
    for prose in subject.prose:
        if prose.text.span in waiting:
            continue
        for match in pattern.finditer(prose.typed):
            if match.group() == REVIEW:
                continue
            message = f"“{prose.excerpt(*match.span())}”里的“{match.group()}”没有写完。"
            advice = "请写上内容，或删去这句话。"
            yield error(CODE, prose.place(match.start()), message, advice, about=match.group())
