"""Speed beside the promises of the design; run as `python -m tests.benchmark`.

Medians of several runs, whole processes started anew. Not a test: machines differ.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from generator import pipeline
from generator.model.figure import written
from generator.model.report import (
    Cell,
    CellStyle,
    Grid,
    Heading,
    Mention,
    Orientation,
    Part,
    Report,
    Row,
    Table,
)
from generator.model.source import Span
from generator.render.docx.document import render as render_docx
from generator.render.job import pages_of
from tests.conftest import ROOT

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
RUNS = 7


def median(run: Callable[[], object], runs: int = RUNS) -> float:
    run()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*arguments: str) -> Callable[[], object]:
    command = [sys.executable, "-m", "generator", *arguments]
    return lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)


def peak_memory(*arguments: str) -> float:
    """Peak resident memory of a command in MB; 0 where the system does not tell."""
    code = (
        "import sys\nfrom generator.cli.main import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "try:\n import resource\n"
        " print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
        "except ImportError: print(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return float(done.stdout.splitlines()[-1])


def many_rows(count: int) -> Report:
    figure = written("x", Decimal(12345678), Span("x", 1, 1))
    cells = (
        Cell((("2010301",),), CellStyle.CODE),
        Cell((("行政运行",),)),
        *(Cell(((Mention(figure, "1234.57"),),), CellStyle.AMOUNT) for _ in range(3)),
    )
    rows = tuple(Row(cells, str(number)) for number in range(count))
    head = Row(tuple(Cell(((word,),), CellStyle.HEAD) for word in "甲乙丙丁戊"))
    table = Table("t", (Grid((10, 30, 20, 20, 20), (head,), rows),))
    heading = Heading(1, ("表",), "h1")
    return Report("题", "部门", 2024, "目录", (), (Part(Orientation.PORTRAIT, (heading, table)),))


def long_spec(lines: int) -> str:
    """The spec of 2024 with its projects written again under other names, up to some lines."""
    text = SPEC.read_text(encoding="utf-8").partition("\n批复数:")[0] + "\n"
    # Reasons that list amounts would no longer add up.
    text = re.sub(r"^  (项目支出|三公经费): .*$", r"  \1: 按工作需要增加", text, flags=re.M)
    before, heading, rest = text.partition("\n项目:\n")
    end = rest.index("\n补充数:")
    projects, behind = rest[:end], rest[end:]
    copies = [projects]
    missing = lines - text.count("\n")
    for number in range(missing // projects.count("\n") + 1):
        copy = re.sub(r"^(  - 名称: .*)$", rf"\1（{number}）", projects, flags=re.M)
        copies.append(re.sub(r"^(    编码: ).{4}", rf"\g<1>{number:04}", copy, flags=re.M))
    return before + heading + "\n".join(copies) + behind


def second_year(folder: Path) -> Path:
    """The spec of 2024 as that of 2025, with some amounts, a project and words changed."""
    text = SPEC.read_text(encoding="utf-8").replace("年度: 2024\n", "年度: 2025\n")
    text = text.replace("上年: 2023.yaml", "上年: 2024.yaml").replace("金额: 75.50", "金额: 95.80")
    text = text.replace("30101: 682.59", "30101: 696.59").replace("名称: 因公出访", "名称: 出访")
    text = text.replace("负责", "承担").replace("≥95%", "≥96%")
    spec = folder / "2025.yaml"
    spec.write_text(text, encoding="utf-8")
    for year in ("2023", "2024"):
        shutil.copyfile(SPEC.with_name(f"{year}.yaml"), folder / f"{year}.yaml")
    return spec


def all_replaced(folder: Path) -> tuple[Path, Path]:
    """Two years of 400 projects, none of which has a name or a code in common."""
    text = SPEC.read_text(encoding="utf-8").partition("\n批复数:")[0]
    text = re.sub(r"^  (项目支出|三公经费): .*$", r"  \1: 按工作需要增加", text, flags=re.M)
    before, heading, rest = text.replace("上年: 2023.yaml\n", "").partition("\n项目:\n")
    behind = rest[rest.index("\n补充数:") :]
    signs = [sign for sign in dict.fromkeys(rest) if sign > "一"]
    made = []
    for year in (2024, 2025):
        chance = random.Random(year)
        projects = (
            f"  - 名称: {''.join(chance.choices(signs, k=12))}{number}\n"
            f"    编码: {year}P{number:04}\n    功能科目: 2010301\n    金额: {number % 90 + 1}.50\n"
            for number in range(400)
        )
        spec = folder / f"replaced-{year}.yaml"
        whole = before.replace("年度: 2024", f"年度: {year}") + heading + "".join(projects)
        spec.write_text(whole + behind + "\n", encoding="utf-8")
        made.append(spec)
    return made[0], made[1]


def check_of_many_lines(folder: Path) -> None:
    """Whole processes; the specs share last year's file."""
    shutil.copyfile(SPEC.with_name("2023.yaml"), folder / "2023.yaml")
    smallest = None
    for count in (2_500, 5_000, 10_000):
        spec = folder / f"{count}.yaml"
        spec.write_text(long_spec(count), encoding="utf-8")
        lines = spec.read_text(encoding="utf-8").count("\n")
        taken = median(process("check", str(spec)), 3)
        smallest = smallest or taken
        promised = "< 3 s" if count == 10_000 else "linear"
        line(f"check, {lines} lines", promised, f"{taken:.2f} s  x{taken / smallest:.1f}")


def from_save_to_outputs(folder: Path) -> float:
    """Seconds from saving an edited spec to new Word and PDF files, while watch is running."""
    spec = folder / "specs/office/2024.yaml"
    shutil.copytree(SPEC.parent, spec.parent)
    text = spec.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "generator", "watch", str(spec)]
    watching = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    assert watching.stdout is not None
    times = []
    start = time.perf_counter()
    try:
        for number in range(RUNS + 1):
            # Each look ends in a line that tells how long it took, with the files in place.
            while "秒）" not in watching.stdout.readline():
                pass
            times.append(time.perf_counter() - start)
            edited = text.replace("名称: 因公出访费用", f"名称: 因公出访费用{number}")
            # So that a save falls into the middle of the pause between two looks.
            time.sleep(0.3)
            spec.write_text(edited, encoding="utf-8")
            start = time.perf_counter()
    finally:
        watching.kill()
        watching.wait()
    return statistics.median(times[1:])


def line(what: str, promised: str, measured: str) -> None:
    print(f"{what:<44}{promised:>12}{measured:>14}")


def main() -> None:
    line("", "promised", "measured")
    with tempfile.TemporaryDirectory() as out:
        build = ("build", str(SPEC), "--out", out)
        line("Word + PDF, whole process", "< 1.0 s", f"{median(process(*build)):.2f} s")
        line("check, whole process", "< 0.4 s", f"{median(process('check', str(SPEC))):.2f} s")
        line("--help, whole process", "< 0.15 s", f"{median(process('--help')):.2f} s")
        watched = from_save_to_outputs(Path(out))
        line("watch, from a save to new Word + PDF", "< 1.0 s", f"{watched:.2f} s")
        line("peak memory of Word + PDF", "< 250 MB", f"{peak_memory(*build):.0f} MB")
        diff = ("diff", str(SPEC), str(second_year(Path(out))))
        line("diff of two years, whole process", "< 0.6 s", f"{median(process(*diff)):.2f} s")
        diff = ("diff", *map(str, all_replaced(Path(out))))
        line("diff, 400 projects all replaced", "< 2 s", f"{median(process(*diff), 3):.2f} s")
        check_of_many_lines(Path(out))
    prepared = pipeline.prepare(SPEC).value
    assert prepared is not None
    layout = pages_of(prepared.report, prepared.budget.pack).value
    assert layout is not None
    pack = prepared.budget.pack

    def docx(report: Report) -> object:
        word = pack.word
        return render_docx(
            report,
            word.content,
            word.span,
            prepared.narrated.narration,
            layout.pages,
            word.content,
        )

    line("docx alone, warm", "< 0.1 s", f"{median(lambda: docx(prepared.report)):.3f} s")
    line(
        "PDF alone, warm", "< 0.3 s", f"{median(lambda: pipeline.render(prepared, ('pdf',))):.3f} s"
    )
    smallest = None
    for count in (400, 4_000, 40_000):
        report = many_rows(count)
        taken = median(partial(docx, report), 1 if count > 10_000 else 3)
        smallest = smallest or taken
        line(f"docx, {count} rows", "linear", f"{taken:.2f} s  x{taken / smallest:.0f}")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
