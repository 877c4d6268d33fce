"""标题下面没有内容

查什么：每个标题下面都要有文字或表；没有内容也要写“无”。
为什么：空着的一节看不出是没有还是漏了；公开检查按目录逐节查看。
出错的例子：“主要职能”一节的文字写成空的引号，标题后面什么也没有。
怎么改：补上这一节的文字；确实没有时写“无”。
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import SPEC, Subject
from generator.model.diagnostic import Diagnostic, error
from generator.model.pack import Pack
from generator.model.report import Block, Heading, Paragraph, Report, Title, plain
from generator.model.source import Span

CODE = "R104"
TITLE = "标题下面没有内容"
RESTS_ON: tuple[str, ...] = (SPEC,)


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each heading that nothing stands under, at its line of the pack."""
    budget = subject.budget
    for heading in _bare(subject.report):
        words = plain(heading.runs)
        place = _line(words, budget.pack) or budget.spec.span
        message = f"“{words}”下面没有内容。"
        yield error(CODE, place, message, "请补上文字；确实没有时写“无”。", about=words)


def _bare(report: Report) -> Iterator[Heading]:
    """A heading is bare when what follows is no deeper heading and no content, or nothing."""
    last: Heading | None = None
    for block in report.blocks():
        if isinstance(block, Paragraph) and not plain((*block.lead, *block.runs)).strip():
            continue
        if last is not None and _ends(block, last):
            yield last
        last = block if isinstance(block, Heading) else None
    if last is not None:
        yield last


def _ends(block: Block, heading: Heading) -> bool:
    return isinstance(block, Title) or (isinstance(block, Heading) and block.level <= heading.level)


def _line(words: str, pack: Pack) -> Span | None:
    for narrative in pack.narratives.values():
        for number, line in enumerate(narrative.source.split("\n")):
            if line.startswith("#") and line.lstrip("#").strip() == words:
                return narrative.span.moved(number)
    return None
