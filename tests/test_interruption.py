"""Ctrl-C at any moment: files are whole, nothing lies about, and the last sentence is true."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.cli.interruption import Written, interrupted
from tests.conftest import ROOT, Run

FOLDER = Path("specs/office")
SPEC, NEXT, EXAMPLE = (FOLDER / f"{name}.yaml" for name in ("2024", "2025", "2025-example"))
NOTHING = "已中断，没有写出文件。"
SET = ("set", SPEC, "基本支出.按经济科目.30217=0.70")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "specs/qinhuangdao-etdz-office", tmp_path / FOLDER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def pressing(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, presses: int = 1) -> None:
    """Ctrl-C is pressed when something has been done for the first time."""
    real = getattr(owner, name)
    left = [signal.SIGINT] * presses

    def press(*arguments: Any, **named: Any) -> Any:
        done = real(*arguments, **named)
        while left:
            signal.raise_signal(left.pop())
        return done

    monkeypatch.setattr(owner, name, press)


# The command, and the files that are new or other when it is interrupted while it writes.
WRITERS = [
    (SET, [SPEC]),
    (("new-year", SPEC), [NEXT]),
    (
        ("diff", EXAMPLE, "--to", "html,json"),
        [
            Path("output/office/2025-example") / f"2025年与2024年对比.{name}"
            for name in ("html", "json")
        ],
    ),
    (("schema", SPEC), [Path("specs/hebei-2024.schema.json")]),
]


@pytest.mark.parametrize("moment", ["fsync", "replace"])
@pytest.mark.parametrize(("arguments", "written"), WRITERS, ids=str)
def test_what_is_being_written_is_finished_and_named(
    arguments: tuple[object, ...],
    written: list[Path],
    moment: str,
    monkeypatch: pytest.MonkeyPatch,
    gongkai: Callable[..., Run],
) -> None:
    before = files()
    owner: Any = os if moment == "fsync" else Path
    if arguments[0] == "new-year" and moment == "replace":
        owner, moment = os, "link"
    with monkeypatch.context() as pressed:
        pressing(pressed, owner, moment)
        done = gongkai(*arguments)
    after = files()
    assert done.status == 130
    assert (
        done.err.splitlines()[-1]
        == f"已中断。此前已经写出：{'、'.join(path.as_posix() for path in written)}。"
    )
    assert {name for name in after if after[name] != before.get(name)} == {
        path.as_posix() for path in written
    }
    assert not before.keys() - after.keys()


@pytest.mark.parametrize("presses", [1, 2])
@pytest.mark.parametrize(
    ("arguments", "owner", "name"),
    [
        (SET, pipeline, "examine"),
        (("new-year", SPEC), pipeline, "examine"),
        (("build", SPEC), pipeline, "prepare"),
        (("check", SPEC), pipeline, "examine"),
    ],
    ids=str,
)
def test_before_anything_is_written(
    arguments: tuple[object, ...],
    owner: Any,
    name: str,
    presses: int,
    monkeypatch: pytest.MonkeyPatch,
    gongkai: Callable[..., Run],
) -> None:
    before = files()
    pressing(monkeypatch, owner, name, presses)
    done = gongkai(*arguments)
    assert done.status == 130
    assert done.err.splitlines()[-1] == NOTHING
    assert files() == before


@pytest.mark.parametrize(
    ("arguments", "moment"),
    [
        (SET, "fsync"),
        (SET, "replace"),
        (("new-year", SPEC), "fsync"),
        (("new-year", SPEC), "link"),
        (("diff", EXAMPLE, "--to", "html,json"), "fsync"),
        (("diff", EXAMPLE, "--to", "html,json"), "link"),
        (("diff", EXAMPLE, "--to", "html,json"), "replace"),
    ],
    ids=str,
)
def test_a_second_time_it_is_given_up_and_what_was_there_is_put_back(
    arguments: tuple[object, ...],
    moment: str,
    monkeypatch: pytest.MonkeyPatch,
    gongkai: Callable[..., Run],
) -> None:
    output = Path("output/office/2025-example/2025年与2024年对比.html")
    output.parent.mkdir(parents=True)
    output.write_text("old")
    before = files()
    with monkeypatch.context() as pressed:
        pressing(pressed, Path if moment == "replace" else os, moment, 2)
        done = gongkai(*arguments)
    assert done.status == 130
    assert done.err.splitlines()[-1] == NOTHING
    assert files() == before


def test_many_files_are_counted() -> None:
    said = interrupted(Written([Path(f"{number}.docx") for number in range(9)]))
    assert said == "已中断。此前已经写出：6.docx、7.docx、8.docx等 9 个文件。"


def test_while_the_program_is_still_being_loaded(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--help"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "已中断。\n")
