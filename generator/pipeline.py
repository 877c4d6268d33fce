"""The order of the stages; the only module that knows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build.budget import Budget, build_budget
from generator.checks.check import Subject
from generator.checks.codes import waivable
from generator.checks.registry import Examination, run_checks
from generator.checks.unfinished import for_a_draft, unfinished
from generator.checks.waivers import Waived, judge
from generator.model.diagnostic import Diagnostic, Outcome, error, failed, in_order
from generator.model.pack import Pack, WordFile
from generator.model.report import Report
from generator.model.source import Span
from generator.model.spec import Spec
from generator.narrate.document import Narrated, narrate
from generator.read.files import inside, project_folder, read_bytes, shown
from generator.read.nodes import Node
from generator.read.pack import read_pack
from generator.read.spec import read_spec

if TYPE_CHECKING:
    pass

# The whole plug-in system: an output's extension and the module that makes it.
RENDERERS = {
    "docx": "generator.render.to_docx",
    "pdf": "generator.render.to_pdf",
}
SHAPE = frozenset({"S105", "S106", "S107", "S111", "S112", "S113", "S201"})


@dataclass(frozen=True, slots=True)
class Prepared:
    """A spec that went through every stage before rendering."""

    budget: Budget
    narrated: Narrated
    examination: Examination
    waived: tuple[Waived, ...]

    @property
    def report(self) -> Report:
        """The finished document."""
        return self.narrated.report


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of each format, and the font family used for each role of the PDF."""

    files: dict[str, bytes]
    fonts: dict[str, str]


def prepare(path: Path, draft: bool = False) -> Outcome[Prepared | None]:
    """Read, build, narrate and check one spec; None when there is nothing to render.

    A `draft` may be open in places and need not pass its checks.
    """
    examined = examine(path, draft=draft)
    return Outcome(None if failed(examined.diagnostics) else examined.value, examined.diagnostics)


def examine(
    path: Path,
    today: date | None = None,
    parsed: Outcome[Node | None] | None = None,
    draft: bool = False,
) -> Outcome[Prepared | None]:
    """The same, also of a spec with errors; None when it could not be understood.

    `today` ends waivers; outputs know no clock. `parsed` is what shall stand in the file instead
    of what does, with what is wrong with it. For a `draft`, what checks find and what is open are
    warnings.
    """
    root = project_folder(path)
    read = read_spec(path, root, parsed)
    found = list(read.diagnostics)
    spec = read.value
    if spec is None or (not spec.pack and failed(found)):
        return Outcome(None, in_order(found))
    pack = kept(read_pack(spec.pack, root), found)
    prior = read_prior(spec, path, root, found)
    if pack is None:
        return Outcome(None, in_order(found))
    prepared = _computed(spec, pack, prior, today, found)
    examined = Outcome(prepared, in_order(found))
    return drafted(examined) if draft else examined


def drafted(examined: Outcome[Prepared | None]) -> Outcome[Prepared | None]:
    """What was examined as a draft: only what could not be understood is still an error."""
    prepared = examined.value
    if prepared is None:
        return examined
    report = replace(prepared.report, draft=True)
    marked = replace(prepared, narrated=replace(prepared.narrated, report=report))
    found = (for_a_draft(problem, prepared.budget) for problem in examined.diagnostics)
    return Outcome(marked, tuple(found))


def _computed(
    spec: Spec, pack: Pack, prior: Spec | None, today: date | None, found: list[Diagnostic]
) -> Prepared | None:
    # A key that is wrong or missing takes names with it: texts that use them stay silent.
    misshapen = any(problem.code in SHAPE for problem in found)
    budget = kept(build_budget(spec, pack, prior), found)
    if misshapen:
        found[:] = [p for p in found if p.code not in ("B104", "B106")]
        return None
    narrated = kept(narrate(budget), found)
    whole = not failed(found)
    examination = run_checks(Subject(budget, narrated.report, narrated.sentences, whole))
    judgement = judge(spec.waivers, examination, waivable(pack), today)
    found += judgement.found
    found += unfinished(budget, narrated.report)
    return Prepared(budget, narrated, examination, judgement.waived)


def read_prior(spec: Spec, path: Path, root: Path, found: list[Diagnostic]) -> Spec | None:
    """Last year's spec of one; None without, or where it cannot be read."""
    if spec.prior is None:
        return None
    place = path.parent / spec.prior.value
    if Path(spec.prior.value).is_absolute() or not inside(root, place):
        message = f"“上年”的文件“{spec.prior}”不在项目文件夹里。"
        found.append(error("S117", spec.prior.span, message, "请放到本文件旁边。"))
        return None
    read = read_spec(place, root)
    for problem in read.diagnostics:
        if problem.span.line == 0:
            message = f"上年文件“{spec.prior}”：{problem.message}"
            problem = error(problem.code, spec.prior.span, message, problem.advice)
        found.append(problem)
    return None if failed(read.diagnostics) else read.value


def render(
    prepared: Prepared, formats: tuple[str, ...], word: WordFile | None = None
) -> Outcome[Rendered]:
    """The bytes of each format; pages are laid out once, for contents and PDF alike.

    `word` is a Word file of the user's own, filled instead of the pack's.
    """
    # Document libraries are loaded when something is rendered, not to check.
    from generator.render.job import Job, pages_of

    pack = prepared.budget.pack
    found: list[Diagnostic] = []
    made: dict[str, bytes] = {}
    layout = kept(pages_of(prepared.report, pack), found)
    if layout is not None:
        job = Job(
            prepared.report,
            prepared.narrated.narration,
            layout,
            pack.word if word is None else word,
            pack.word,
        )
        for name in formats:
            content = kept(import_module(RENDERERS[name]).render(job), found)
            if content is not None:
                made[name] = content
    fonts = dict(layout.fonts) if layout is not None else {}
    return Outcome(Rendered(made, fonts), in_order(found))


def read_word_file(path: Path) -> Outcome[WordFile | None]:
    """A Word file of the user's own."""
    read = read_bytes(path, 20_000_000)
    content = read.value
    if content is None:
        return Outcome(None, read.diagnostics)
    return Outcome(WordFile(content, Span(shown(path))))


def kept(outcome: Outcome[Any], found: list[Diagnostic]) -> Any:
    """The value of a stage; what it found is added to all that was found."""
    found += outcome.diagnostics
    return outcome.value
