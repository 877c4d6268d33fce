"""沿用上年的文字没有改

查什么：与上年的文件对照，照抄的文字里还有没有上年的年份和金额；增减原因以外，有没有提到上年有、
本年没有的项目；增减原因是不是与上年一字不差。开头的【待核】不算在文字里。
为什么：上年的文字沿用下来，年份、金额和原因说的是上年的事，公开出来就是错的。
出错的例子：2026 年度的文件，主要职能还写着“2025年完成河道清淤”，与上年相同。
怎么改：改写这句话；随年度变的写成 {{ 年度 }}；说的确是那一年的，把整个词语写进“文中数字”。
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from generator.build.renamed import codes_since, renamed
from generator.checks.check import PLACES, PRIOR, Subject
from generator.checks.left_over import Left
from generator.checks.passages import Role
from generator.checks.stale import Kind
from generator.model.diagnostic import Diagnostic, Severity, warning
from generator.model.pending import REVIEW
from generator.model.spec import Reason, ReasonItem, Spec
from generator.model.values import Text

CODE = "Y106"
TITLE = "沿用上年的文字没有改"
RESTS_ON: tuple[str, ...] = (PRIOR,)
# Punctuation that is typed in either width, where NFKC keeps both.
_NARROW = str.maketrans("。、“”‘’", ".,\"\"''")


def find(subject: Subject) -> Iterator[Diagnostic]:
    """Each text with something of last year in it, and each reason that has not changed."""
    budget = subject.budget
    if budget.last_year is None:
        return
    said = []
    for left in subject.left_over:
        # Amounts typed in sentences are what N302 and N304 report, once they can.
        if left.kind is Kind.AMOUNT and subject.settled and left.passage.role is not Role.FACT:
            continue
        said.append(f"{left.passage.path}.")
        yield _diagnostic(left)
    last_year = renamed(budget.last_year, codes_since(budget.last_year, budget.pack), {})
    for name, mine, theirs in _same_reasons(budget.spec, last_year):
        if not any(path.startswith(f"增减原因.{name}.") for path in said):
            message = f"“{name}”的增减原因与上年一字不差。"
            advice = "请按本年的增减改写；原因确实没有变的，核对后豁免。"
            yield warning(CODE, mine.span, message, advice, theirs.span, about=name)


def _same_reasons(spec: Spec, last: Spec) -> Iterator[tuple[str, Reason, Reason]]:
    """Each reason that last year's file has under the same name in the same words."""
    before = {entry.name.value: entry.value for entry in last.reasons}
    for entry in spec.reasons:
        was = before.get(entry.name.value)
        if was and entry.value and _words(entry.value) == _words(was):
            yield entry.name.value, entry.value, was


def _words(reason: Reason) -> tuple[str | tuple[str, ...], ...]:
    """What is said, however it is spaced and whichever width its punctuation has."""
    return (_said(reason.text), *map(_item, reason.items))


def _item(item: ReasonItem) -> tuple[str, ...]:
    return tuple(map(_said, (item.project, item.code, item.rest, item.words)))


def _said(text: Text | None) -> str:
    words = text.value.replace(REVIEW, "") if text is not None else ""
    return "".join(normalize("NFKC", words).translate(_NARROW).split())


def _diagnostic(left: Left) -> Diagnostic:
    prose, first = left.passage.prose, left.traces[0]
    words = prose.excerpt(first.start, first.end)
    typed = prose.typed[first.start : first.end]
    severity = Severity.WARNING
    also = [prose.place(trace.start) for trace in left.traces[1:]]
    if left.before != prose.text.span:
        also.append(left.before)
    if left.kind is Kind.YEAR:
        message = f"“{words}”：这是上年的文字，{typed} 是上年的年份。"
        advice = "请改写；随年度变的写成 {{ 年度 }}；确是那一年的，把整个词语写进“文中数字”。"
        if left.passage.role is Role.NAME:
            message = f"名称“{prose.text}”与上年相同，里面有上年的年份 {typed}。"
            advice = "请核对；随年度变的，名称和引用它的地方一起改。"
            words = prose.text.value
        else:
            severity = Severity.ERROR
    elif left.kind is Kind.AMOUNT:
        message = f"“{words}”：这是上年的文字，里面的金额 {typed} 是手写的。"
        advice = "请核对；是本年的某个金额就引用它。"
    else:
        message = f"“{typed}”是上年的项目，本年没有这个项目。"
        advice = "请改写这句话；项目改了名称的，写本年的名称。"
        words = typed
    return Diagnostic(
        CODE, severity, message, prose.place(first.start), advice, tuple(also[:PLACES]), words
    )
