"""Every number of a year becomes 待填, last year's beside it as a comment."""

from __future__ import annotations

from collections.abc import Sequence

from generator.authoring.new_year import notes
from generator.authoring.new_year.layout import Spot
from generator.authoring.new_year.plan import Plan
from generator.model.leaves import leaves
from generator.model.pending import UNFILLED
from generator.model.spec import Spec
from generator.model.values import Amount, Quantity
from generator.read.path import words


def clear_amounts(spec: Spec, plan: Plan) -> int:
    """Ask for every number again; how many are asked for now."""
    by_line: dict[int, list[Spot]] = {}
    asked = 0
    for leaf in leaves(spec):
        if not isinstance(leaf.value, (Amount, Quantity)) or not leaf.key.yearly:
            continue
        spot = plan.layout.spot(leaf.span)
        assert spot is not None  # numbers stand in the file itself
        asked += 1
        if leaf.value.filled:
            by_line.setdefault(plan.note_line(spot.scalar), []).append(spot)
            plan.set(spot, UNFILLED)
    for spots in by_line.values():
        plan.note(spots[0].scalar, notes.last_years(_listed(spots)))
    return asked


def _listed(spots: Sequence[Spot]) -> list[str]:
    """The numbers of a line, each named as far as it takes to tell them apart."""
    if len(spots) == 1:
        return [words(spots[0].scalar)]
    longest = max(len(spot.trail) for spot in spots)
    for steps in range(1, longest + 1):
        names = [" ".join(spot.trail[-steps:]) for spot in spots]
        if len(set(names)) == len(names):
            break
    return [f"{name} {words(s.scalar)}" for name, s in zip(names, spots, strict=True)]
