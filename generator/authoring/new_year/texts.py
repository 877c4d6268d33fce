"""Texts of last year that somebody has to look at, each marked in front of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.authoring.new_year.plan import Plan
from generator.authoring.reasons.remarks import OWN
from generator.checks.digits import Exemptions
from generator.checks.passages import Passage, Role, passages
from generator.checks.prose import Prose
from generator.checks.stale import Kind, Past, traces
from generator.checks.years import fixed_years, mentions
from generator.model.key import keys_of
from generator.model.pack import Pack
from generator.model.pending import REVIEW, UNFILLED
from generator.model.source import Span
from generator.model.spec import Spec
from generator.model.values import Text
from generator.read.nodes import Mapping
from generator.read.path import words

# 45, 120万平方米; ISO14001 is a name.
_NUMBER = re.compile(r"[0-9][0-9.,]*[^0-9]{0,6}")
_REASONS = next(key.name for field, key in keys_of(Spec) if field.name == "reasons")


class Why(StrEnum):
    """Why a text is to be looked at."""

    YEAR = "写着上年的年份"
    ENDED = "提到已经结束的项目"
    AMOUNT = "写着金额"
    SHARED = "“共用”的数"
    REASON = "增减原因"
    WAIVER = "豁免的原因"


_WHY = {Kind.YEAR: Why.YEAR, Kind.ENDED: Why.ENDED, Kind.AMOUNT: Why.AMOUNT}


@dataclass(frozen=True, slots=True)
class Review:
    """A text that has been marked: why, and where."""

    why: Why
    at: int


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text that cannot be marked, as both years share it or it is a name: `why` may be None."""

    path: str
    span: Span
    why: Why | None


@dataclass(frozen=True, slots=True)
class Reviews:
    """The texts marked, those in files of their own, names and phrases with last year's year."""

    marked: tuple[Review, ...]
    included: tuple[Unmarked, ...]
    named: tuple[Unmarked, ...]


def mark_texts(spec: Spec, pack: Pack, past: Past, plan: Plan) -> Reviews:
    """Mark every text in which something of last year stands, every reason and waiver."""
    exempt = Exemptions(pack.rule.exempt, pack)
    marked: list[Review] = []
    included: list[Unmarked] = []
    named: list[Unmarked] = []
    for passage, why in _whys(spec, pack, past, exempt):
        text = passage.prose.text
        item = Unmarked(passage.path, text.span, why)
        if text.span.file != plan.original.source.name:
            included.append(item)
        elif why is not None and passage.role is Role.NAME:
            named.append(item)
        elif why is not None and REVIEW not in text.value and text.value != UNFILLED:
            spot = plan.layout.spot(text.span)
            assert spot is not None  # it stands in the file itself
            marked.append(Review(why, plan.review(spot)))
    return Reviews(tuple(marked), tuple(included), tuple(named))


def _whys(
    spec: Spec, pack: Pack, past: Past, exempt: Exemptions
) -> Iterator[tuple[Passage, Why | None]]:
    for passage in passages(spec):
        # What is said of a project's name stands beside it.
        if passage.role is not Role.NAME or passage.project is None:
            yield passage, _why(passage, spec, pack, past, exempt)
    yield from ((passage, Why.REASON) for passage in _named(spec))
    for number, waiver in enumerate(spec.waivers, 1):
        path = f"豁免.{number}.原因"
        yield Passage(path, path, Role.REASON, Prose(path, waiver.reason)), Why.WAIVER


def _named(spec: Spec) -> Iterator[Passage]:
    """What the items of reasons without words of their own name."""
    for entry in spec.reasons:
        for number, item in enumerate(entry.value.items, 1):
            named = item.project or item.code
            if named is not None and not item.words:
                path = f"增减原因.{entry.name}.{number}"
                yield Passage(path, path, Role.REASON, Prose(path, named))


def drop_remarks(plan: Plan) -> None:
    """Drop the comments that `gongkai reasons` wrote: they speak of the two years before."""
    entries = plan.tree.entries if isinstance(plan.tree, Mapping) else ()
    keys = [key for key, _ in entries]
    at = next((place for place, key in enumerate(keys) if words(key) == _REASONS), None)
    if at is None:
        return
    begin = keys[at].start
    end = keys[at + 1].start if at + 1 < len(keys) else len(plan.layout.text)
    for _, start, stop in plan.layout.comment_places():
        own = OWN.match(plan.layout.text, start, stop)
        if own is not None and begin <= start < end:
            plan.drop(start, own.end())


def _why(passage: Passage, spec: Spec, pack: Pack, past: Past, exempt: Exemptions) -> Why | None:
    if passage.role is Role.REASON:
        return Why.REASON
    if passage.path.startswith("共用.") and _NUMBER.fullmatch(passage.prose.text.value):
        return Why.SHARED
    found = {trace.kind for trace in traces(passage, past, pack, spec.money_unit, exempt)}
    return next((why for kind, why in _WHY.items() if kind in found), None)


def dated_phrases(spec: Spec, past: Past) -> tuple[Text, ...]:
    """The phrases of 文中数字 in which a year of the past stands."""
    return tuple(
        phrase
        for phrase in spec.phrases
        if any(
            start not in fixed_years(phrase.value, past.now)
            for year in past.years
            for start, _ in mentions(phrase.value, year)
        )
    )
