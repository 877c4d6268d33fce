"""How many wrong digits `check` reports; run as `python -m tests.mutation`.

Every number typed in the spec of 2024 and in last year's file is changed, one at a time, in two
ways: its last place (amounts: the second decimal) goes up by one, and the first two neighbouring
digits that differ change places. A change is reported when the spec then has an error or a
warning, by code and object, that the clean spec has not. Three kinds are counted apart:
amounts, numbers typed in words that are printed, and facts that stand in one place only by
design (shared numbers, quantities, percentages, the targets of indicators).
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.model.diagnostic import Outcome
from generator.model.pack import Pack
from generator.model.source import Span
from generator.model.spec import Spec
from generator.model.values import Amount, Percent, Quantity, Text
from generator.narrate.document import narrate
from generator.read.spec import read_spec
from tests.conftest import ROOT

DEPARTMENT = ROOT / "specs/qinhuangdao-etdz-office"
FILES = ("2024.yaml", "2023.yaml")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
MENTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)

Reading = Callable[[Text, Path], Outcome[Pack | None]]
AMOUNT, WORDS, FACT = "amounts", "numbers in words", "facts written once"
PROMISED = {AMOUNT: 100, WORDS: 98}
WHY = {
    AMOUNT: "no other number of the files depends on it: only the source can tell",
    WORDS: "stands in a phrase that says nothing else about it",
    FACT: "written once by design; what is printed follows it",
}


@dataclass(frozen=True)
class Typed:
    """A number in a file: its kind, where it stands and its digits."""

    kind: str
    file: str
    line: int
    column: int
    digits: str


@dataclass(frozen=True)
class Miss:
    """A change that nobody reported."""

    typed: Typed
    now: str


def values(record: object) -> Iterator[Any]:
    """Every scalar a person typed, wherever it stands in a spec."""
    if isinstance(record, (Amount, Quantity, Percent, Text)):
        yield record
    elif is_dataclass(record):
        for field in fields(record):
            yield from values(getattr(record, field.name))
    elif isinstance(record, tuple):
        for item in record:
            yield from values(item)


def typed_numbers(folder: Path, name: str) -> Iterator[Typed]:
    """The numbers of a file, each once."""
    path = folder / name
    lines = path.read_text(encoding="utf-8").split("\n")
    spec = read_spec(path, folder.parent.parent).value
    assert spec is not None
    facts = {entry.value.span for entry in spec.shared} | set(target_places(spec))
    printed = printed_places(path)
    seen: set[tuple[int, int]] = set()
    for value in values(spec):
        start = (value.span.line, value.span.column)
        if value.span.line == 0 or start in seen:
            continue
        seen.add(start)
        if isinstance(value, Text):
            if value.span in printed or value.span in facts:
                kind = FACT if value.span in facts else WORDS
                yield from in_words(value, lines, name, kind)
        else:
            kind = AMOUNT if isinstance(value, Amount) else FACT
            digits = NUMBER.match(lines[start[0] - 1], start[1] - 1)
            if digits is not None:
                yield Typed(kind, name, *start, digits.group())


def target_places(spec: Spec) -> Iterator[Span]:
    """Where the targets of indicators stand."""
    for project in spec.projects:
        for first in project.indicators:
            for second in first.value:
                yield from (indicator.target.span for indicator in second.value)
    for group in spec.performance.groups if spec.performance else ():
        for target in group.targets:
            yield from (entry.value.span for entry in target.indicators)


def printed_places(path: Path) -> set[Span]:
    """Where the words stand that are printed."""
    prepared = pipeline.examine(path).value
    if prepared is None or not prepared.budget.spec.basic:
        return set()
    sentences = narrate(prepared.budget).value.sentences
    return {sentence.text.span for sentence in sentences}


def in_words(text: Text, lines: list[str], name: str, kind: str) -> Iterator[Typed]:
    """The numbers typed in a text of one line; those inside {{ }} name something."""
    row, column = text.span.line, text.span.column
    if not lines[row - 1].startswith(text.value, column - 1):
        return
    words = MENTION.sub(lambda match: " " * len(match.group()), text.value)
    for match in NUMBER.finditer(words):
        yield Typed(kind, name, row, column + match.start(), match.group())


def changes(typed: Typed) -> Iterator[str]:
    """The digits changed in two ways."""
    digits = typed.digits
    places = len(digits.partition(".")[2])
    step = Decimal("0.01") if typed.kind == AMOUNT else Decimal(1).scaleb(-places)
    yield format(Decimal(digits) + step, "f").zfill(len(digits))
    for at in range(len(digits) - 1):
        first, second = digits[at], digits[at + 1]
        swapped = digits[:at] + second + first + digits[at + 2 :]
        valid = kept_as_number(swapped) or typed.kind == WORDS
        if first.isdigit() and second.isdigit() and first != second and valid:
            yield swapped
            return


def kept_as_number(digits: str) -> bool:
    """Whether digits are a number that the reader takes: no zero in front."""
    return re.fullmatch(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", digits) is not None


def findings(spec: Path) -> Counter[tuple[str, str]]:
    """What is found, by code and object."""
    return Counter((p.code, p.about) for p in pipeline.examine(spec).diagnostics)


def reported(spec: Path, clean: Counter[tuple[str, str]], typed: Typed, now: str) -> bool:
    """Whether a change of a file is reported; the file is as before afterwards."""
    path = spec.with_name(typed.file)
    before = path.read_text(encoding="utf-8")
    lines = before.split("\n")
    old, at = lines[typed.line - 1], typed.column - 1
    assert old.startswith(typed.digits, at)
    lines[typed.line - 1] = old[:at] + now + old[at + len(typed.digits) :]
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        return bool(findings(spec) - clean)
    finally:
        path.write_text(before, encoding="utf-8")


def measure(folder: Path, kinds: tuple[str, ...]) -> tuple[Counter[str], list[Miss]]:
    """How many changes there were of each kind, and those not reported."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    here = folder / "specs/department"
    shutil.copytree(DEPARTMENT, here)
    spec = here / FILES[0]
    clean = findings(spec)
    made: Counter[str] = Counter()
    missed: list[Miss] = []
    for name in FILES:
        for typed in typed_numbers(here, name):
            for now in changes(typed) if typed.kind in kinds else ():
                made[typed.kind] += 1
                if not reported(spec, clean, typed, now):
                    missed.append(Miss(typed, now))
    return made, missed


def reading_once(read: Reading) -> Reading:
    """Reading packs, each once: they do not change."""

    @cache
    def kept(name: str, root: Path) -> Outcome[Pack | None]:
        return read(Text(name, Span("spec")), root)

    return lambda name, root: kept(name.value, root)


def main() -> None:
    pipeline.read_pack = reading_once(pipeline.read_pack)
    with tempfile.TemporaryDirectory() as folder:
        made, missed = measure(Path(folder), (AMOUNT, WORDS, FACT))
    for kind, count in made.items():
        misses = [miss for miss in missed if miss.typed.kind == kind]
        share = Decimal(100 * (count - len(misses))) / count
        promise = f"target {PROMISED[kind]} %" if kind in PROMISED else "no target"
        print(f"{kind}: {count - len(misses)} of {count} reported, {share:.1f} % ({promise})")
        if misses:
            print(f"  not reported ({WHY[kind]}):")
        for miss in misses:
            typed = miss.typed
            print(f"    {typed.file}:{typed.line}:{typed.column} {typed.digits} -> {miss.now}")


if __name__ == "__main__":
    main()
