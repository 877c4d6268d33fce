"""The list of checks, written by hand; a test proves it complete."""

from __future__ import annotations

from collections.abc import Iterator

from generator.build.budget import Budget
from generator.checks import (
    n301_untraced,
    r101_hierarchy,
    r102_negative,
    x201_margins,
    x202_equal,
    x203_split,
    x204_approved,
    y101_prior,
)
from generator.checks.check import Check
from generator.model.diagnostic import Diagnostic

CHECKS: tuple[Check, ...] = (
    r101_hierarchy,
    r102_negative,
    x201_margins,
    x202_equal,
    x203_split,
    x204_approved,
    y101_prior,
    n301_untraced,
)


def run_checks(budget: Budget) -> Iterator[Diagnostic]:
    """What every check finds; a check comes after those it rests on."""
    failed: set[str] = set()
    for check in CHECKS:
        if failed.isdisjoint(check.RESTS_ON):
            for problem in check.find(budget):
                failed.add(problem.code)
                yield problem
