"""Each open place of a spec with what helps to settle it: last year's value, the words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from generator.build.projects import aligned
from generator.build.renamed import renamed
from generator.model.diagnostic import Diagnostic
from generator.model.key import keys_of
from generator.model.leaves import Leaf, Scalar, leaves, project_leaves
from generator.model.ledger import Fund
from generator.model.pending import REVIEW, Lack, Pending, Progress
from generator.model.source import Span
from generator.model.spec import Spec

_REASONS = next(key.name for field, key in keys_of(Spec) if field.name == "reasons")
_BARE = f".{Fund.GENERAL}"  # a bare amount is read as this part


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """A place that is open.

    `project` is the one it stands in, "" elsewhere; `path` leads there from its section or its
    project. `value` is what stands there, `before` what last year's file has in its place, None
    where that is not known. `why` are the findings about its words. `about` is the project or the
    code that an item of a reason names.
    """

    pending: Pending
    project: str
    path: str
    value: Scalar | None = None
    before: Scalar | None = None
    why: tuple[Diagnostic, ...] = ()
    about: str = ""

    @property
    def unfilled(self) -> bool:
        """Whether a value is to be written here."""
        return self.pending.lack is Lack.UNFILLED


@dataclass(frozen=True, slots=True)
class _Known:
    """A value of this year's file: where it stands, and last year's."""

    project: str
    path: str
    value: Scalar
    before: Scalar | None


def open_places(
    spec: Spec,
    progress: Progress,
    last_year: Spec | None = None,
    codes: Mapping[str, str] = MappingProxyType({}),
    findings: Iterable[Diagnostic] = (),
) -> tuple[OpenPlace, ...]:
    """What is open, in the order of the file.

    `codes` gives this year's code for each of last year's that moved; `findings` are told at
    the places whose words they are about.
    """
    if last_year is not None:
        last_year = renamed(last_year, codes, {})
    known = dict(_known(spec, last_year))
    findings_at, named = _by_value(known, findings), _named(spec)
    return tuple(
        replace(
            _open(item, known, findings_at.get(item.span, ())),
            about=named.get(item.path.rpartition(".")[0], ""),
        )
        for item in progress.pending
    )


def _named(spec: Spec) -> dict[str, str]:
    """What each item of a reason names, by the path of the item."""
    found = {}
    for entry in spec.reasons:
        for number, item in enumerate(entry.value.items, 1):
            named = item.project or item.code
            if named is not None:
                word = named.value.replace(REVIEW, "").strip()
                found[f"{_REASONS}.{entry.name}.{number}"] = word
    return found


def _open(item: Pending, known: Mapping[Span, _Known], why: Iterable[Diagnostic]) -> OpenPlace:
    value = known.get(item.span)
    if value is None:
        return OpenPlace(item, "", item.path.partition(".")[2] or item.path)
    looked_at = tuple(why) if item.lack is Lack.REVIEW else ()
    return OpenPlace(item, value.project, value.path, value.value, value.before, looked_at)


def _known(spec: Spec, last_year: Spec | None) -> Iterator[tuple[Span, _Known]]:
    """Every value by its place."""
    before = _by_path(leaves(last_year)) if last_year is not None else {}
    for leaf in leaves(replace(spec, projects=())):
        path = leaf.path.partition(".")[2] or leaf.path
        yield leaf.span, _Known("", path, leaf.value, _before(leaf.path, before))
    pairs = aligned(last_year.projects if last_year is not None else (), spec.projects)
    for old, new in pairs:
        if new is None:
            continue
        name = f"{new.name}."
        before = _by_path(project_leaves(replace(old, name=new.name))) if old is not None else {}
        for leaf in project_leaves(new):
            path = leaf.path.removeprefix(name)
            yield leaf.span, _Known(str(new.name), path, leaf.value, _before(leaf.path, before))


def _by_path(found: Iterable[Leaf]) -> dict[str, Scalar]:
    return {leaf.path: leaf.value for leaf in found}


def _before(path: str, before: Mapping[str, Scalar]) -> Scalar | None:
    """Last year's value; one of the two years may have split an amount by fund."""
    for other in (path, path + _BARE, path.removesuffix(_BARE)):
        if other in before:
            return before[other]
    return None


def _by_value(
    known: Mapping[Span, _Known], findings: Iterable[Diagnostic]
) -> dict[Span, list[Diagnostic]]:
    """The findings about each value: a finding points at it or at words inside it."""
    spans = sorted(known, key=_position)
    positions = list(map(_position, spans))
    about: dict[Span, list[Diagnostic]] = {}
    for finding in findings:
        at = bisect_right(positions, _position(finding.span))
        before = spans[at - 1] if at else None
        if at == len(spans) or not _opens(finding.span, spans[at], before):
            at -= 1
        if at >= 0 and spans[at].file == finding.span.file:
            about.setdefault(spans[at], []).append(finding)
    return about


def _opens(place: Span, words: Span, before: Span | None) -> bool:
    """Whether a place is the quotation mark in front of words, the sign above a block, or where
    a list begins that has them in its first line."""
    begins = place.line == words.line and (before is None or before.line != place.line)
    above = (place.moved(1).line, 1) == (words.line, words.column)
    return begins or above or place.moved(0, 1) == words


def _position(span: Span) -> tuple[str, int, int]:
    return span.file, span.line, span.column
