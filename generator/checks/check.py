"""What a check is, and what it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Protocol

from generator.build.budget import Budget
from generator.build.prior import comparable
from generator.checks.left_over import Left, left_over, left_years
from generator.checks.prose import Prose, spec_prose
from generator.model.diagnostic import Diagnostic
from generator.model.figure import Figure
from generator.model.report import Report, plain
from generator.model.source import Span
from generator.narrate.sentence import Sentence

# What a check may rest on beside other checks: every amount and code of the spec was read, and
# none is still to be filled in.
LEDGER = "LEDGER"
# A message that names more places than this is not read.
PLACES = 5
# The same of everything in the spec: without it no check is run, or some prove nothing.
SPEC = "SPEC"
# The same of last year's file, where one is named; and that it is the right one, or that somebody
# answers for it.
PRIOR_READ = "PRIOR_READ"
PRIOR = "PRIOR"


@dataclass(frozen=True)
class Subject:
    """Everything computed and written of one spec; `whole` when all of it was read."""

    budget: Budget
    report: Report
    sentences: tuple[Sentence, ...]
    whole: bool = True

    @property
    def settled(self) -> bool:
        """Whether every amount and code was read, and none is still to be filled in."""
        return self.budget.ledger.complete and not self.budget.progress.open_numbers

    @property
    def prior_read(self) -> bool:
        """Whether last year's file was read, or none is named."""
        return self.budget.spec.prior is None or self.budget.last_year is not None

    @property
    def comparable(self) -> bool:
        """Whether nothing keeps this year from being compared with last year."""
        return comparable(self.budget.spec, self.budget.last_year)

    @cached_property
    def left_over(self) -> tuple[Left, ...]:
        """What was left of last year in the texts of the spec."""
        return left_over(self.budget)

    @cached_property
    def left_years(self) -> Mapping[Span, frozenset[int]]:
        """The characters at which last year's year was left, by the place of the text."""
        return left_years(self.left_over)

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The words that people typed in the spec, each text once."""
        return tuple(spec_prose(self.sentences, self.budget.spec.shared))

    @cached_property
    def printed(self) -> Mapping[Span, str]:
        """The words of each text of the spec as a reader sees them, by its place."""
        return {sentence.text.span: plain(sentence.runs) for sentence in self.sentences}


class Check(Protocol):
    """A module of this package. `find` yields what is wrong; it changes nothing.

    RESTS_ON names the checks (or LEDGER, SPEC, PRIOR, PRIOR_READ) without which this one proves
    nothing: when one of them has found something, this one could not run, which is not the same
    as passed.
    """

    CODE: str
    TITLE: str
    RESTS_ON: tuple[str, ...]

    def find(self, subject: Subject) -> Iterator[Diagnostic]:
        """Every place where the fault stands."""
        ...


def feeding(*figures: Figure) -> tuple[Span, ...]:
    """Where the numbers typed stand that figures rest on, in order, at most PLACES of them."""
    return tuple(islice(dict.fromkeys(_places(figures)), PLACES))


def _places(figures: Iterable[Figure]) -> Iterator[Span]:
    for figure in figures:
        for leaf in figure.leaves():
            yield leaf.origin_place()
