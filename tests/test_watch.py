"""gongkai watch: outputs follow the files, and no fault in a file stops it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.authoring.watching import BRISK, GONE, PAUSE, changes
from generator.cli.order import Order
from generator.cli.rebuilding import Rebuilding
from generator.cli.watch import watch
from generator.read.sources import sources
from tests.conftest import ROOT, Run

OFFICE = ROOT / "specs/qinhuangdao-etdz-office"
TITLE = "2024年部门预算信息公开"
PATIENCE = 30


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """The spec of 2024 in a project folder of its own."""
    shutil.copytree(OFFICE, tmp_path / "specs/office")
    return tmp_path / "specs/office/2024.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def outputs(spec: Path) -> dict[str, bytes]:
    folder = spec.parent.parent.parent / "output/office/2024"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))}


# Noticing. A clock that does not tick: what happens at each wait is written down.


class Waits:
    """Does one thing at each wait, and then stops."""

    def __init__(self, *deeds: Callable[[], object]) -> None:
        self.deeds = list(deeds)
        self.lengths: list[int] = []

    def __call__(self, milliseconds: int) -> bool:
        self.lengths.append(milliseconds)
        if not self.deeds:
            return True
        self.deeds.pop(0)()
        return False


def nothing() -> None:
    """The file stays as it is."""


def noticed(path: Path, *deeds: Callable[[], object]) -> tuple[list[bool], list[int]]:
    waits = Waits(*deeds)
    return list(changes(lambda: [path], waits)), waits.lengths


def test_a_file_is_read_when_it_has_come_to_rest(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    grow = [lambda n=n: file.write_text("1" * n) for n in (2, 3, 4)]
    found, lengths = noticed(file, nothing, *grow, nothing, nothing)
    assert found == [True, False, True, False]
    assert lengths == [PAUSE, PAUSE, BRISK, BRISK, BRISK, PAUSE, PAUSE]


def test_a_file_that_is_gone_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    file, new = tmp_path / "a", tmp_path / "b"
    file.write_text("old")
    new.write_text("new!")
    found, _ = noticed(file, file.unlink, nothing, lambda: new.rename(file), nothing)
    assert found == [True, True]
    assert file.read_text() == "new!"


def test_a_file_that_stays_gone_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("old")
    found, lengths = noticed(file, file.unlink, *[nothing] * GONE)
    assert found == [True, True]
    assert lengths.count(BRISK) == GONE


def test_the_same_length_at_the_same_time_is_noticed_by_the_file_itself(tmp_path: Path) -> None:
    """As when an editor puts a copy in place with the times of the old one."""
    file, new = tmp_path / "a", tmp_path / "b"
    file.write_text("old")
    new.write_text("new")
    os.utime(new, ns=(0, file.stat().st_mtime_ns))
    assert noticed(file, lambda: new.replace(file), nothing)[0] == [True, True]


def test_a_file_that_may_be_read_again_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("1")
    file.chmod(0o200)
    assert noticed(file, lambda: file.chmod(0o600), nothing)[0] == [True, True]


def test_files_of_a_folder_are_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    (folder / "tables").mkdir(parents=True)
    (folder / "pack.yaml").write_text("a")
    table = folder / "tables/x.yaml"
    deeds = (lambda: table.write_text("x"), nothing, lambda: table.write_text("xy"), nothing)
    assert noticed(folder, *deeds)[0] == [True, True, True]
    assert noticed(folder, lambda: (folder / ".x.swp").write_text("x"), nothing)[0] == [
        True,
        False,
        False,
    ]


def test_a_file_that_comes_to_be_listed_is_no_change(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    one.write_text("1")
    two.write_text("2")
    listed = [one]  # grows below
    waits = Waits(nothing, lambda: two.write_text("22"), nothing)
    found = []
    for changed in changes(lambda: listed, waits):
        found.append(changed)
        listed[1:] = [two]
    assert found == [True, False, True]


# What a document is made of.


def test_sources_are_what_the_spec_and_its_pack_name(spec: Path) -> None:
    edit(spec, "整体绩效目标:\n", "整体绩效目标:\n  保障措施: {文件: measures.txt}\n")
    with spec.with_name("2023.yaml").open("a", encoding="utf-8") as prior:
        prior.write("\n职责:\n  - {文件: duties.txt}\n")
    found = {path.name for path in sources(spec)}
    assert found == {"2024.yaml", "2023.yaml", "measures.txt", "duties.txt", "hebei-2024"}


def test_sources_follow_a_pack_that_rests_on_another() -> None:
    river = ROOT / "tests/packs/specs/river-bureau/2026.yaml"
    names = [path.name for path in sources(river)]
    assert "yunzhou-2026" in names
    text = (ROOT / "tests/packs/templates/yunzhou-2026/pack.yaml").read_text(encoding="utf-8")
    assert ("extends" in text) == ("hebei-2024" in names)


def test_sources_of_an_unreadable_spec_are_none(spec: Path) -> None:
    edit(spec, "模板: hebei-2024", "模板 hebei-2024: [")
    assert sources(spec) == ()


def test_sources_stay_in_the_project_folder(spec: Path) -> None:
    edit(spec, "上年: 2023.yaml", "上年: ../../../secret.yaml")
    assert not any("secret" in str(path) for path in sources(spec))


# Rebuilding, at the pace of the test.


class Session:
    """Rebuilds after a deed and tells what is said."""

    def __init__(self, spec: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.rebuilding = Rebuilding(spec, Order(("docx", "pdf"), None), False)
        self.capture = capture

    def __call__(self, deed: Callable[[], object] = nothing) -> str:
        deed()
        return self.said(self.rebuilding.rebuild)

    def said(self, run: Callable[[], object]) -> str:
        self.capture.readouterr()
        run()
        return self.capture.readouterr().out


@pytest.fixture
def session(spec: Path, capfd: pytest.CaptureFixture[str]) -> Session:
    return Session(spec, capfd)


def test_a_session(spec: Path, session: Session) -> None:
    said = session()
    assert "警告 HB11" in said
    assert "已更新 docx、pdf（" in said
    assert said.endswith("；错误 0，警告 2；已填完\n")
    first = outputs(spec)
    assert list(first) == [f"{TITLE}.docx", f"{TITLE}.pdf"]

    said = session(lambda: edit(spec, "# ", "#  "))
    assert "没有变化" in said
    assert "HB11" not in said

    said = session(lambda: edit(spec, "    2010301: 767.33 ", "    2010301: 700.00 "))
    assert "错误 X201" in said
    assert "没有更新" in said
    assert outputs(spec) == first

    said = session(lambda: edit(spec, "    2010301: 700.00 ", "    2010301: 待填 "))
    assert "已消除" not in said  # X201 cannot be looked for
    assert "S119" not in said
    assert "已更新草稿 docx、pdf（" in said
    assert said.endswith("；待填 1\n")
    assert {name: outputs(spec)[name] for name in first} == first

    said = session(lambda: edit(spec, "    2010301: 待填 ", "    2010301: 【 "))
    assert "错误 S114" in said
    assert "没有更新" in said

    said = session(lambda: edit(spec, "    2010301: 【 ", "    2010301: 767.33 "))
    assert "已消除 S114" in said
    assert "已消除 X201" in said
    assert "HB11" not in said
    assert "没有变化" in said


def test_a_save_that_cannot_be_read_settles_nothing(spec: Path, session: Session) -> None:
    said = session(lambda: edit(spec, "    2010301: 767.33 ", "    2010301: 700.00 "))
    assert "错误 X201" in said

    said = session(lambda: edit(spec, "    30217: 0.66 ", "    30217 0.66 "))
    assert "已消除" not in said
    assert said.count("错误 S105") == 1
    assert said.endswith("；错误 1，警告 0；现在读不懂，别的问题这次没有查\n")

    said = session(lambda: edit(spec, "    30217 0.66 ", "    30217 0.66  "))
    assert said.startswith(said[:8] + "  没有更新（")  # nothing that has not been said

    said = session(lambda: edit(spec, "    30217 0.66  ", "    30217： 0.66 "))
    assert "已消除 S105" in said
    assert "错误 S107" in said

    said = session(lambda: edit(spec, "    30217： 0.66 ", "    30217: 0.66 "))
    first, last = said.splitlines()
    assert first.startswith("  已消除 S107")
    assert "没有更新" in last

    said = session(lambda: edit(spec, "    2010301: 700.00 ", "    2010301: 767.33 "))
    assert "已消除 X201" in said


def test_a_line_that_moves_is_no_new_finding(spec: Path, session: Session) -> None:
    assert "HB11" in session()
    said = session(lambda: edit(spec, "基本支出:\n", "# 一行\n# 两行\n基本支出:\n"))
    assert "HB11" not in said


def test_only_what_differs_is_written(spec: Path, session: Session) -> None:
    session()
    folder = spec.parent.parent.parent / "output/office/2024"
    (folder / f"{TITLE}.pdf").write_bytes(b"old")
    before = (folder / f"{TITLE}.docx").stat()
    assert "已更新 pdf（" in session()
    after = (folder / f"{TITLE}.docx").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_a_folder_that_is_taken_away_is_made_again(spec: Path, session: Session) -> None:
    session()
    first = outputs(spec)
    shutil.rmtree(spec.parent.parent.parent / "output")
    assert "已更新 docx、pdf" in session.said(session.rebuilding.wait)
    assert outputs(spec) == first
    assert session.said(session.rebuilding.wait) == ""
    session(lambda: edit(spec, "    2010301: 767.33 ", "    2010301: 700.00 "))
    shutil.rmtree(spec.parent.parent.parent / "output")
    assert session.said(session.rebuilding.wait) == ""  # what is wrong is not made
    assert outputs(spec) == {}


def test_a_file_held_open_by_word_keeps_no_other_back(
    spec: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session()
    real = Path.open
    before = outputs(spec)

    def held(self: Path, mode: str = "r", *arguments: object, **named: object) -> object:
        if self.suffix == ".docx" and mode == "r+b":
            raise PermissionError(13, "held")
        return real(self, mode, *arguments, **named)  # type: ignore[call-overload]

    def wait() -> None:
        for _ in range(10):
            session.rebuilding.wait()

    monkeypatch.setattr(Path, "open", held)
    said = session(lambda: edit(spec, "名称: 因公出访费用", "名称: 因公出国费用"))
    assert f"{TITLE}.docx: 错误 D701：写不进去：没有权限，或文件正被 Word、WPS 等程序打开。" in said
    assert "已更新 pdf（" in said
    after = outputs(spec)
    assert after[f"{TITLE}.docx"] == before[f"{TITLE}.docx"]
    assert after[f"{TITLE}.pdf"] != before[f"{TITLE}.pdf"]
    assert session.said(wait) == ""
    monkeypatch.undo()
    said = session.said(wait)
    assert "已消除 D701" in said
    assert said.count("已更新 docx") == 1
    assert outputs(spec)[f"{TITLE}.docx"] != before[f"{TITLE}.docx"]


def test_draft_is_kept_to_if_asked(spec: Path, capfd: pytest.CaptureFixture[str]) -> None:
    watch(spec, Order(("docx",), None), True, Waits())
    assert list(outputs(spec)) == [f"{TITLE}（草稿）.docx"]
    assert "已更新草稿 docx（" in capfd.readouterr().out


# The command itself, in a process.


@pytest.fixture
def process(spec: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    log = spec.parent.parent.parent / "log.txt"
    command = [sys.executable, "-m", "generator", "watch", str(spec), "--to", "docx"]
    with log.open("w", encoding="utf-8") as stream:
        started = subprocess.Popen(
            command, cwd=ROOT, stdout=stream, stderr=subprocess.STDOUT, text=True
        )
        try:
            yield started, log
        finally:
            started.kill()
            started.wait()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_command_follows_saves_faults_and_replacements_until_interrupted(
    spec: Path, process: tuple[subprocess.Popen[str], Path]
) -> None:
    started, log = process

    def said() -> str:
        return log.read_text(encoding="utf-8")

    def looks() -> int:
        return said().count("秒）；")

    until(lambda: looks() == 1)
    first = outputs(spec)
    edit(spec, "名称: 因公出访费用", "名称: 因公出国费用")
    until(lambda: looks() == 2)
    second = outputs(spec)
    assert second != first

    edit(spec, "    30217: 0.66 ", "    30217 0.66 ")
    until(lambda: looks() == 3)
    assert "错误 S105" in said()
    assert outputs(spec) == second

    good = OFFICE.joinpath("2024.yaml").read_bytes()
    beside = spec.with_name("2024.yaml~")
    beside.write_bytes(good)
    spec.unlink()
    time.sleep((PAUSE + BRISK) / 1000)
    beside.rename(spec)
    until(lambda: looks() == 4)
    assert "已消除 S105" in said()
    assert outputs(spec) == first
    assert "S101" not in said()

    edit(spec.with_name("2023.yaml"), "三公经费: 14.29", "三公经费: 14.28")
    until(lambda: looks() == 5)
    assert outputs(spec) != first
    assert started.poll() is None
    if os.name == "nt":
        return  # a console of its own would be needed to press Ctrl-C there
    started.send_signal(signal.SIGINT)
    assert started.wait(PATIENCE) == 0
    assert said().endswith("已停止。\n")


def test_a_wrong_name_is_not_waited_for(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    run = gongkai("watch", tmp_path / "nowhere.yaml")
    assert run.status == 2
    assert "nowhere.yaml：没有这个文件。" in run.err
    assert gongkai("watch", tmp_path, "--to", "doc").status == 2
