"""The order of the stages for two specs side by side; the only module that knows it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.build.budget import build_budget
from generator.build.declared import undeclared
from generator.build.figures import prior_figures
from generator.checks.unfinished import UNFINISHED
from generator.compare.alignment import align
from generator.compare.comparison import compare
from generator.compare.edition import Edition
from generator.compare.fitness import labels, no_prior, own_prior, unfit
from generator.compare.order import in_one_order
from generator.model.comparison import Comparison
from generator.model.diagnostic import Diagnostic, Outcome, failed, in_order
from generator.model.pack import Pack
from generator.model.spec import Spec
from generator.narrate.document import narrate
from generator.pipeline import kept, read_prior
from generator.read.files import project_folder
from generator.read.pack import find_pack, read_pack
from generator.read.spec import read_spec

# The whole plug-in system: an output of a comparison and the module that makes it.
COMPARERS = {
    "html": "generator.render.comparison.to_html",
    "xlsx": "generator.render.comparison.to_xlsx",
    "docx": "generator.render.comparison.to_docx",
    "json": "generator.render.comparison.to_json",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison and the spec of its new side."""

    comparison: Comparison
    new: Spec


def compare_specs(old: Path | None, new: Path) -> Outcome[Compared | None]:
    """Two specs side by side, without their checks; `old` is the new one's 上年 if left out.

    None where one of them cannot be understood, or where they are no two of a kind.
    """
    found: list[Diagnostic] = []
    known: dict[Path, Spec | None] = {}
    after = _spec(new, known, found)
    if old is not None:
        before = _spec(old, known, found)
    elif after is not None and after.prior is not None:
        old = new.parent / after.prior.value
        before = read_prior(after, new, project_folder(new), found)
        if before is not None and old.resolve() == new.resolve():
            found.append(own_prior(after, after.prior))
        elif before is not None:
            known[old.resolve()] = before
    else:
        before = None
        found += () if after is None else (no_prior(after),)
    if old is None or before is None or after is None or failed(found):
        return Outcome(None, in_order(found))
    found += unfit(before, after)
    pack = kept(read_pack(after.pack, project_folder(new)), found)
    own = pack
    if pack is not None and not _shared(pack, (before, old), (after, new)):
        own = kept(read_pack(before.pack, project_folder(old)), found)
    priors = _priors((before, old), (after, new), known, found)
    if pack is None or own is None or failed(found):
        return Outcome(None, in_order(found))
    alignment = align(before, after, pack)
    left, right = in_one_order(before, after, alignment)
    named = labels(before, after, (old, new))
    renamed = alignment.renamed(left)
    sides = (
        _edition(named[0], left, renamed, (own, pack), priors[0], found),
        _edition(named[1], right, right, (pack, pack), priors[1], found),
    )
    found = [problem for problem in found if problem.code not in UNFINISHED]
    if failed(found):
        return Outcome(None, in_order(found))
    return Outcome(Compared(compare(*sides, pack), after), in_order(found))


def _spec(path: Path, known: dict[Path, Spec | None], found: list[Diagnostic]) -> Spec | None:
    """A spec, each file read once."""
    place = path.resolve()
    if place not in known:
        known[place] = kept(read_spec(path, project_folder(path)), found)
    return known[place]


def _shared(pack: Pack, old: tuple[Spec, Path], new: tuple[Spec, Path]) -> bool:
    """Whether the old side has the new one's pack: each has those of its own project folder."""
    if old[0].pack.value != new[0].pack.value:
        return False
    roots = project_folder(old[1]), project_folder(new[1])
    names = (pack.name, *([pack.rule.extends.value] if pack.rule.extends else []))
    return all(_place(name, roots[0]) == _place(name, roots[1]) for name in names)


def _place(name: str, root: Path) -> Path | None:
    folder = find_pack(name, root)
    return None if folder is None else folder.resolve()


def _priors(
    old: tuple[Spec, Path],
    new: tuple[Spec, Path],
    known: dict[Path, Spec | None],
    found: list[Diagnostic],
) -> tuple[Spec | None, Spec | None]:
    """Last year's spec of each side; a version kept elsewhere has it in common with the new one."""
    made: list[Spec | None] = []
    for spec, path in (new, old):
        folders = (path.parent, new[1].parent) if spec.year.value == new[0].year.value else ()
        places = [f / spec.prior.value for f in folders or (path.parent,)] if spec.prior else []
        place = next((p for p in places if p.is_file()), None)
        if place is not None and place.resolve() in known:
            made.append(known[place.resolve()])
        else:
            base = path if place is None else place.parent / path.name
            made.append(read_prior(spec, base, project_folder(base), found))
            if place is not None:
                known[place.resolve()] = made[-1]
    return made[1], made[0]


def _edition(
    label: str,
    spec: Spec,
    renamed: Spec,
    packs: tuple[Pack, Pack],
    prior: Spec | None,
    found: list[Diagnostic],
) -> Edition:
    """One side: narrated by its own pack, its money in the new side's words and tables."""
    own, pack = packs
    if spec.totals and not spec.detailed:
        found += undeclared(spec, pack)
        return Edition(label, spec, prior_figures(spec, {}))
    budget = kept(build_budget(spec, own, prior), found)
    narrated = kept(narrate(budget), found)
    if renamed is not spec or own is not pack:
        built = build_budget(renamed, pack, None)
        # What the new pack does not know is told with the comparison.
        found += (p for p in built.diagnostics if p.code != "B105")
        return Edition(label, budget.spec, built.value.figures, built.value, narrated)
    return Edition(label, budget.spec, budget.figures, budget, narrated)
