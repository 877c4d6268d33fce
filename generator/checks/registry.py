"""The list of checks, written by hand; a test proves it complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.checks import (
    n301_untraced,
    n302_typed_number,
    n303_unused_phrase,
    n304_typed_figure,
    n305_near_name,
    n306_two_counts,
    n307_year,
    n308_personal_data,
    n309_residue,
    n310_unpaired,
    n311_doubled,
    n312_width,
    n313_misspelled,
    p401_plan,
    p402_cost,
    p403_always_true,
    p404_upper_bound,
    p405_forbidden,
    p406_description,
    p407_unattainable,
    r101_hierarchy,
    r102_negative,
    r103_empty_note,
    r104_empty_section,
    r105_no_such_date,
    x201_margins,
    x202_equal,
    x203_split,
    x204_approved,
    x205_counterparts,
    x206_assets,
    x301_bounds,
    x302_assets_incomplete,
    y101_prior,
    y102_prior_totals,
    y103_no_reason,
    y104_reason_amounts,
    y105_reason_direction,
    y106_left_over,
    y107_wrong_unit,
    y108_standing,
)
from generator.checks.check import LEDGER, PRIOR, PRIOR_READ, SPEC, Check, Subject
from generator.model.diagnostic import Diagnostic, Severity

CHECKS: tuple[Check, ...] = (
    r101_hierarchy,
    r102_negative,
    r103_empty_note,
    r104_empty_section,
    r105_no_such_date,
    x201_margins,
    x202_equal,
    x203_split,
    x204_approved,
    x205_counterparts,
    x206_assets,
    x301_bounds,
    x302_assets_incomplete,
    y101_prior,
    y102_prior_totals,
    y103_no_reason,
    y104_reason_amounts,
    y105_reason_direction,
    y106_left_over,
    y107_wrong_unit,
    y108_standing,
    p401_plan,
    p402_cost,
    p403_always_true,
    p404_upper_bound,
    p405_forbidden,
    p406_description,
    p407_unattainable,
    n301_untraced,
    n302_typed_number,
    n303_unused_phrase,
    n304_typed_figure,
    n305_near_name,
    n306_two_counts,
    n307_year,
    n308_personal_data,
    n309_residue,
    n310_unpaired,
    n311_doubled,
    n312_width,
    n313_misspelled,
)


@dataclass(frozen=True, slots=True)
class Examination:
    """What the checks found, which passed, and which could not run because of what."""

    found: tuple[Diagnostic, ...]
    passed: tuple[str, ...]
    not_run: Mapping[str, str]

    @property
    def failed(self) -> int:
        """How many checks were run and did not pass."""
        return len(CHECKS) - len(self.passed) - len(self.not_run)


def none_ran() -> Examination:
    """What is known of a spec that could not be understood."""
    return Examination((), (), {check.CODE: SPEC for check in CHECKS})


def run_checks(subject: Subject) -> Examination:
    """Every check in the order of the list; a check comes after those it rests on."""
    grounds = {
        SPEC: subject.whole,
        LEDGER: subject.settled,
        PRIOR_READ: subject.prior_read,
        PRIOR: subject.comparable,
    }
    failed = {name for name, firm in grounds.items() if not firm}
    found: list[Diagnostic] = []
    passed: list[str] = []
    not_run: dict[str, str] = {}
    for check in CHECKS:
        because = next((code for code in check.RESTS_ON if code in failed or code in not_run), "")
        if because:
            not_run[check.CODE] = because
            continue
        problems = tuple(check.find(subject))
        found += problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            failed.add(check.CODE)
        if not problems:
            passed.append(check.CODE)
    return Examination(tuple(found), tuple(passed), not_run)
