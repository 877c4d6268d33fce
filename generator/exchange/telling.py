"""Differences in words: where, what the spec says and where it was typed, what the file says."""

from __future__ import annotations

from collections.abc import Sequence

from generator.exchange.difference import Change, Difference
from generator.exchange.found import WordText
from generator.exchange.places import brief
from generator.exchange.tokens import normal
from generator.exchange.whole import Summary
from generator.model.diagnostic import Diagnostic, error, warning
from generator.model.figure import Figure, Written
from generator.model.report import plain
from generator.model.source import Span
from generator.narrate.sentence import Sentence

_LONGEST = 60
_MOST_PLACES = 3
_MOST_BOXES = 3
_FIRST_PAGE = 1


class Teller:
    """Says differences of one file; knows where the spec's own sentences are written."""

    def __init__(self, file: Span, sentences: Sequence[Sentence]) -> None:
        self._file = file
        self._typed = {
            normal(line): sentence.text.span
            for sentence in reversed(sentences)
            for line in plain(sentence.runs).split("\n")
            if line.strip()
        }

    def told(self, difference: Difference) -> Diagnostic:
        """The diagnostic of a difference."""
        where = f"PDF 第 {difference.page} 页，" if difference.page else ""
        message = f"{where}{difference.place}：{_said(difference)}。"
        places = self._places(difference)
        about = difference.figures[0].id if difference.figures else ""
        return error(
            difference.change, self._file, message, _advice(difference, places),
            *places[:_MOST_PLACES], about=about,
        )  # fmt: skip

    def _places(self, difference: Difference) -> tuple[Span, ...]:
        """Where what the spec says was typed."""
        if difference.figures:
            leaves = (leaf for figure in difference.figures for leaf in figure.leaves())
            spans = (leaf.origin.span for leaf in leaves if isinstance(leaf.origin, Written))
            return tuple(dict.fromkeys(spans))
        if difference.unit is None or difference.change is Change.ADDED:
            return ()
        texts = (
            "".join(token.text for token in cell)
            for cell in difference.unit.cells
            if any(token.shown in difference.was for token in cell) or not difference.was
        )
        return tuple(dict.fromkeys(self._typed[text] for text in texts if text in self._typed))


def _said(difference: Difference) -> str:
    was, now = brief(difference.was, _LONGEST), brief(difference.now, _LONGEST)
    if difference.change is Change.MOVED:
        return f"换了位置，文件里在{now}" + (f"：“{was}”" if was else "")
    if not (was or now):
        return "整个不在文件里"
    if not was:
        said = f"多了“{now}”"
    elif not now:
        said = f"少了“{was}”"
    else:
        said = f"应为“{was}”，文件里是“{now}”"
    if difference.before or difference.after:
        change = f"【{was or '（无）'}→{now or '（无）'}】"
        said += f"（…{difference.before}{change}{difference.after}…）"
    return said


def _advice(difference: Difference, places: Sequence[Span]) -> str:
    if not difference.figures:
        return ""
    told = "；".join(_origin(figure) for figure in difference.figures[:_MOST_PLACES])
    more = f"共来自 {len(places)} 处，上面是前 {_MOST_PLACES} 处。"
    return f"{told}。" + (more if len(places) > _MOST_PLACES else "")


def _origin(figure: Figure) -> str:
    return f"这个数是“{figure.id}”"


def foreign(place: Span, why: str) -> Diagnostic:
    """V605: the file is another document."""
    return error("V605", place, f"{why}，没有逐处核对。", "请检查是否选错了文件。")


def notes(summary: Summary, place: Span) -> tuple[Diagnostic, ...]:
    """V608 when the file holds less than half of the report."""
    if not summary.partial:
        return ()
    share = f"{int(summary.present * 100)}%"
    message = f"文件里只有这份公开文件的一部分（约 {share}），只核对了有的部分。"
    return (warning("V608", place, message, "用自己的 Word 文件生成的，可能本来如此。"),)


def word_notes(read: WordText, place: Span) -> tuple[Diagnostic, ...]:
    """V606, V607: what a clerk should know of a Word file beside its differences."""
    found: list[Diagnostic] = []
    if read.revised:
        message = "文件里有尚未接受的修订：插入的按已有核对，删除的按已删核对。"
        found.append(warning("V606", place, message, "请在“审阅”中接受或拒绝全部修订。"))
    if read.boxes:
        quoted = "、".join(f"“{brief(box)}”" for box in read.boxes[:_MOST_BOXES])
        more = "等" if len(read.boxes) > _MOST_BOXES else ""
        message = f"文本框里的文字没有核对：{quoted}{more}。"
        found.append(warning("V607", place, message, "请自行核对文本框，或把文字移到正文里。"))
    return tuple(found)
