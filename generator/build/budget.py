"""Everything that is computed from one spec: the result of the build stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from generator.build.changes import Changes, build_changes
from generator.build.declared import idle, missing_texts, project_faults, undeclared, unfit_names
from generator.build.figures import (
    LAST_YEAR,
    Figures,
    build_facts,
    build_figures,
    prior_figures,
)
from generator.build.itemised import Itemised, build_itemised
from generator.build.ledger import build_ledger
from generator.build.names import code_names
from generator.build.prior import comparable, not_known
from generator.build.progress import progress
from generator.build.records import Records, build_records
from generator.build.renamed import codes_since, renamed, unfit_moves
from generator.build.rows import RowSource
from generator.build.sheet import Sheet
from generator.build.tables import build_sheet
from generator.build.unnamed import told_apart
from generator.model.diagnostic import Diagnostic, Outcome
from generator.model.ledger import Ledger
from generator.model.pack import Pack
from generator.model.pending import Progress
from generator.model.spec import Spec

T = TypeVar("T")
_NOTHING = Ledger((), ())


@dataclass(frozen=True, slots=True)
class Budget:
    """A spec with its ledger, figures and filled tables.

    `last_year` is the spec of last year, `prior` its figures by name, `prior_ledger` its lines
    (none where only totals are known), `changes` what differs from it and `itemised` the reasons
    given item by item. Where the file named as last year's could not be read, or is another one,
    its figures are not known. `progress` tells what of this spec is still open.
    """

    spec: Spec
    pack: Pack
    ledger: Ledger
    records: Records
    figures: Figures
    prior: Figures
    sheets: tuple[Sheet, ...]
    last_year: Spec | None
    prior_ledger: Ledger
    changes: Changes
    itemised: Mapping[str, Itemised]
    progress: Progress


def build_budget(spec: Spec, pack: Pack, prior: Spec | None) -> Outcome[Budget]:
    """The budget of a spec; `prior` is last year's spec."""
    pending = progress(spec)
    spec = told_apart(spec)
    found = [*unfit_moves(pack), *undeclared(spec, pack), *missing_texts(spec, pack)]
    found += [*unfit_names(spec), *project_faults(spec), *idle(spec)]
    ledger = _kept(build_ledger(spec, pack), found)
    records = build_records(spec, pack, ledger)
    facts = build_facts(spec, pack)
    figures = _kept(build_figures(pack, ledger, records, facts), found)
    source = RowSource(pack, ledger, records, facts, code_names(spec, pack))
    sheets = tuple(
        _kept(build_sheet(rule, source), found) for rule in pack.tables if rule.for_each is None
    )
    lines: Ledger = _NOTHING
    before: Figures = {}
    if spec.prior is not None and not comparable(spec, prior):
        before = not_known(figures, spec.prior.span)
    elif prior is not None:
        lines, before = _prior(prior, pack, found)
    changes = build_changes(pack, figures, before)
    itemised = _kept(build_itemised(spec, pack, changes, ledger, prior, lines), found)
    budget = Budget(
        spec, pack, ledger, records, figures, before, sheets, prior, lines, changes, itemised,
        pending,
    )  # fmt: skip
    return Outcome(budget, tuple(dict.fromkeys(found)))


def _prior(prior: Spec, pack: Pack, found: list[Diagnostic]) -> tuple[Ledger, Figures]:
    found += undeclared(prior, pack)
    prior = renamed(prior, codes_since(prior, pack), {})
    ledger = _kept(build_ledger(prior, pack, LAST_YEAR), found)
    records = build_records(prior, pack, ledger, LAST_YEAR)
    facts = build_facts(prior, pack, LAST_YEAR)
    # What is wrong with the pack's rules has been said for this year's figures.
    computed = build_figures(pack, ledger, records, facts, LAST_YEAR).value
    return ledger, prior_figures(prior, computed)


def _kept(outcome: Outcome[T], found: list[Diagnostic]) -> T:
    found += outcome.diagnostics
    return outcome.value
