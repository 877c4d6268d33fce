"""What watch does at every save: make the documents anew, write what differs, say what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import monotonic_ns

import click

from generator import pipeline
from generator.checks.unfinished import OPEN
from generator.cli.interruption import writing
from generator.cli.news import looked_for
from generator.cli.order import Made, Order
from generator.cli.printing import counted, heading
from generator.model.diagnostic import Diagnostic, Outcome, Severity, failed
from generator.model.pending import DRAFT, Lack
from generator.model.source import Span
from generator.pipeline import Prepared
from generator.publish import publish
from generator.read.files import shown
from generator.read.sources import sources

_TENTH_OF_A_SECOND = 100_000_000
# Quiet looks from one attempt to write to the next.
_PATIENCE = 5


@dataclass
class Rebuilding:
    """One spec, what was found in it last, and what could not be written yet.

    While the spec cannot be read, what is found of that stands beside what was found before: once
    it can be, that is what is compared with.
    """

    spec: Path
    order: Order
    draft: bool
    _sources: tuple[Path, ...] = ()
    _found: tuple[Diagnostic, ...] = ()
    _unreadable: tuple[Diagnostic, ...] = ()
    _made: Made | None = None
    _waiting: dict[Path, bytes] = field(default_factory=dict)
    _quiet: int = 0

    def sources(self) -> tuple[Path, ...]:
        """The files the spec is made of, as it was when it could last be read."""
        return self._sources or (self.spec,)

    def rebuild(self) -> None:
        """Make what is ordered, a draft while anything is open, and say what has changed."""
        begun = monotonic_ns()
        self._sources = sources(self.spec) or self._sources
        prepared = self._prepared()
        found = list(prepared.diagnostics)
        self._made, self._waiting = None, {}
        if prepared.value is not None and not failed(found):
            made = self.order.make(self.spec, prepared.value)
            found += made.diagnostics
            self._made = made.value
            self._waiting = _differing(made.value)
        stopped = failed(found)
        written = self._write(found)
        self._tell(Outcome(prepared.value, tuple(found)))
        done = "没有更新" if stopped or (self._waiting and not written) else _updated(written)
        tenths = (monotonic_ns() - begun) // _TENTH_OF_A_SECOND
        totals = counted(self._counting(found))
        _say(
            f"{done}（{tenths // 10}.{tenths % 10} 秒）；"
            f"错误 {totals[Severity.ERROR]}，警告 {totals[Severity.WARNING]}"
            f"{_open(prepared.value)}"
        )

    def wait(self) -> None:
        """Write, from time to time, what another program held open, and a folder that is gone."""
        self._quiet += 1
        due = self._quiet % _PATIENCE == 0
        if self._made is not None and not self._waiting and not self._made.folder.is_dir():
            self._waiting, due = _differing(self._made), True
        if self._waiting and due:
            written = self._write([])
            if written:
                held = {shown(path) for path in self._waiting}
                self._told([p for p in self._found if p.code != "D701" or p.span.file in held])
                _say(_updated(written))

    def _prepared(self) -> Outcome[Prepared | None]:
        examined = pipeline.examine(self.spec)
        unfinished = any(problem.code == OPEN for problem in examined.diagnostics)
        return pipeline.drafted(examined) if self.draft or unfinished else examined

    def _write(self, found: list[Diagnostic]) -> tuple[Path, ...]:
        """Each file by itself: one that is held open keeps no other back."""
        written: list[Path] = []
        for path, content in list(self._waiting.items()):
            with writing() as finished:
                outcome = publish(path.parent, {path.name: content})
                finished += outcome.value
            written += outcome.value
            found += (replace(p, span=Span(shown(path))) for p in outcome.diagnostics)
            if outcome.value:
                del self._waiting[path]
        return tuple(written)

    def _tell(self, made: Outcome[Prepared | None]) -> None:
        """What is found that was not, and what no longer is; of what was not looked for nothing."""
        now = tuple(self._counting(made.diagnostics))
        if made.value is None:
            before = (*self._found, *self._unreadable)
            _print(_without(self._unreadable, now), _without(now, before))
            self._unreadable = tuple(_without(now, self._found))
            return
        hidden = [p for p in _without(self._found, now) if not looked_for(p, made)]
        self._told([*now, *hidden])

    def _told(self, found: Sequence[Diagnostic]) -> None:
        before = (*self._found, *self._unreadable)
        _print(_without(before, found), _without(found, before))
        self._found, self._unreadable = tuple(found), ()

    def _counting(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings, without what is open in the spec: that is told in numbers."""
        own = shown(self.spec)
        return (p for p in found if p.code != OPEN or p.span.file != own)


def _print(gone: Iterable[Diagnostic], new: Iterable[Diagnostic]) -> None:
    for problem in gone:
        click.echo(f"  已消除 {problem.code}：{problem.message}")
    for problem in new:
        click.echo(f"  {heading(problem)}")


def _without(found: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is not among others; that a line has moved makes no other finding of it."""
    left = Counter(map(_fault, others))
    for problem in found:
        left[_fault(problem)] -= 1
        if left[_fault(problem)] < 0:
            yield problem


def _fault(problem: Diagnostic) -> tuple[str, ...]:
    return problem.code, problem.severity, problem.message, problem.span.file, problem.about


def _differing(made: Made | None) -> dict[Path, bytes]:
    """The files that do not lie there already."""
    if made is None:
        return {}
    files = {made.folder / name: content for name, content in made.files.items()}
    return {path: content for path, content in files.items() if _content(path) != content}


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _updated(written: tuple[Path, ...]) -> str:
    names = "、".join(path.suffix[1:] for path in written)
    kind = DRAFT if any(path.stem.endswith(f"（{DRAFT}）") for path in written) else ""
    return f"已更新{kind} {names}" if written else "没有变化"


def _open(prepared: Prepared | None) -> str:
    """How many places are open, by what is missing; or that the files cannot be read now."""
    if prepared is None:
        return "；现在读不懂，别的问题这次没有查"
    counts = Counter(item.lack for item in prepared.budget.progress.pending)
    said = "，".join(f"{lack.value} {counts[lack]}" for lack in Lack if counts[lack])
    return f"；{said or '已填完'}"


def _say(words: str) -> None:
    click.echo(f"{datetime.now():%H:%M:%S}  {words}")
