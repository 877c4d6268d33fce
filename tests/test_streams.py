"""Output that nobody reads, that has no room, or that is closed: no command fails for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"
FULL = Path("/dev/full")
# The status of each of its own accord.
COMMANDS = [
    (("--version",), 0),
    (("--help",), 0),
    (("explain", SPEC, "三公经费"), 0),
    (("diff", SPEC), 0),
    (("check", SPEC.with_name("none.yaml")), 1),
]
NO_ROOM = "要显示的内容没有显示完：磁盘已满。\n"


def command(arguments: Sequence[object]) -> list[str]:
    return [sys.executable, "-m", "generator", *map(str, arguments)]


@pytest.mark.parametrize(("arguments", "status"), COMMANDS, ids=str)
def test_nobody_reads_what_is_said(arguments: Sequence[object], status: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(arguments), cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8"
    )
    os.close(writing)
    assert done.returncode == status
    assert "Error" not in done.stderr
    assert "程序内部出错" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [arguments for arguments, _ in COMMANDS], ids=str)
def test_no_room_for_what_is_said(arguments: Sequence[object]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            command(arguments), cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8"
        )
    assert done.returncode == 1
    assert done.stderr.endswith(NO_ROOM) or arguments[0] == "check"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_no_room_for_messages_changes_nothing_else() -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            command(("diff", SPEC)), cwd=ROOT, stdout=subprocess.PIPE, stderr=full
        )
    assert done.returncode == 0
    assert "三公经费" in done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize("streams", [(1,), (2,), (1, 2)], ids=str)
def test_closed_streams(streams: Sequence[int], tmp_path: Path) -> None:
    """What is written into files counts, and nothing that was said gets into them."""
    shutil.copytree(SPEC.parent, tmp_path / "specs/x")

    def close() -> None:
        for stream in streams:
            os.close(stream)

    done = subprocess.run(
        command(("diff", tmp_path / "specs/x/2024.yaml", "--to", "json", "--out", tmp_path / "o")),
        cwd=ROOT,
        preexec_fn=close,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0
    assert "Error" not in done.stderr
    (made,) = tmp_path.glob("o/x/2024/*")
    assert made.read_text(encoding="utf-8").startswith("{")
    assert ("已生成" in done.stdout) == (1 not in streams)


def test_a_build_is_finished_though_nobody_reads_on(tmp_path: Path) -> None:
    for name in ("a", "b"):
        shutil.copytree(SPEC.parent, tmp_path / "specs" / name)
    specs = [tmp_path / "specs" / name / "2024.yaml" for name in ("a", "b")]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(("build", *specs, "--to", "docx")), cwd=ROOT, stdout=writing, stderr=writing
    )
    os.close(writing)
    assert done.returncode == 0
    assert sorted(path.parent.parent.name for path in tmp_path.glob("output/*/*/*.docx")) == [
        "a",
        "b",
    ]
