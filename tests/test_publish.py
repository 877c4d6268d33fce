from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.publish import file_name, output_folder, publish
from generator.read.files import project_folder
from tests.conftest import ROOT, Run, lacks

FILES = {"a.docx": b"new a", "b.pdf": b"new b"}


def old(folder: Path) -> None:
    for name in FILES:
        (folder / name).write_bytes(b"old")


def kept(folder: Path) -> bool:
    names = sorted(p.name for p in folder.iterdir())
    return names == sorted(FILES) and all(p.read_bytes() == b"old" for p in folder.iterdir())


NAMES = [
    ("2024年部门预算信息公开", "2024年部门预算信息公开.docx"),
    ("../../etc/passwd", "_.._etc_passwd.docx"),
    ("a/b\\c:d*e?", "a_b_c_d_e_.docx"),
    (" . ", "output.docx"),
    ("长" * 300, "长" * 60 + ".docx"),
]


@pytest.mark.parametrize(("title", "name"), NAMES)
def test_a_title_makes_a_name_in_this_folder(title: str, name: str) -> None:
    assert file_name(title, "docx") == name


def test_written_whole(tmp_path: Path) -> None:
    outcome = publish(tmp_path / "x" / "2024", FILES)
    assert [p.read_bytes() for p in outcome.value] == [b"new a", b"new b"]
    assert not outcome.diagnostics


def test_a_file_in_the_way_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("x")
    outcome = publish(tmp_path / "output", FILES)
    assert outcome.value == ()
    assert "同名文件" in outcome.diagnostics[0].message


def failing(monkeypatch: pytest.MonkeyPatch, moment: str, nth: int, fault: BaseException) -> None:
    """Something goes wrong at one of several moments: what is done there has been done already."""
    owner: Any = {"open": Path, "replace": Path}.get(moment, os)
    real = getattr(owner, moment)
    count = 0

    def fail(*arguments: Any, **named: Any) -> Any:
        nonlocal count
        done = real(*arguments, **named)
        if moment != "open" or "xb" in arguments:
            count += 1
            if count == nth:
                if moment == "open":
                    done.close()
                raise fault
        return done

    monkeypatch.setattr(owner, moment, fail)


MOMENTS = [(moment, nth) for moment in ("open", "fsync", "link", "replace") for nth in (1, 2)]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(errno.EACCES, "denied"), "正被 Word、WPS 等程序打开"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EROFS, "Read-only file system"), "磁盘是只读的"),
        (FileNotFoundError(errno.ENOENT, "gone"), "可能刚被别的程序移走或删除"),
    ],
)
@pytest.mark.parametrize(("moment", "nth"), [m for m in MOMENTS if m[0] != "link"])
def test_a_failed_run_leaves_the_old_files(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: OSError,
    said: str,
    moment: str,
    nth: int,
) -> None:
    old(tmp_path)
    failing(monkeypatch, moment, nth, fault)
    outcome = publish(tmp_path, FILES)
    monkeypatch.undo()
    assert outcome.value == ()
    assert said in outcome.diagnostics[0].message
    assert kept(tmp_path)


@pytest.mark.parametrize(("moment", "nth"), MOMENTS)
def test_an_interrupted_run_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str, nth: int
) -> None:
    old(tmp_path)
    failing(monkeypatch, moment, nth, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, FILES)
    monkeypatch.undo()
    assert kept(tmp_path)


def test_a_failed_first_run_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "replace", 2, OSError(errno.ENOSPC, "full"))
    assert publish(tmp_path, FILES).value == ()
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unlinked(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    old(tmp_path)
    monkeypatch.setattr(os, "link", unlinked)
    failing(monkeypatch, "replace", 2, OSError(errno.ENOSPC, "full"))
    assert publish(tmp_path, FILES).value == ()
    assert kept(tmp_path)


def test_an_old_file_that_cannot_be_put_back_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old(tmp_path)
    real, count = Path.replace, iter(range(9))

    def replace(self: Path, target: Path) -> Path:
        if next(count) > 0:
            raise PermissionError(errno.EACCES, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    (problem,) = publish(tmp_path, FILES).diagnostics
    assert "没有改动" not in problem.message
    left = next(path for path in tmp_path.iterdir() if path.name in problem.message)
    assert left.name not in FILES
    assert left.read_bytes() == b"old"


def test_nobody_who_reads_or_publishes_meanwhile_meets_less_than_a_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between any two steps of one run, another one runs through, and all files are whole."""
    theirs = dict.fromkeys(FILES, b"theirs")
    whole = {b"old", b"theirs", *FILES.values()}
    old(tmp_path)
    steps: list[str] = []

    def stepping(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def step(*arguments: Any, **named: Any) -> Any:
            look()
            done = real(*arguments, **named)
            look()
            return done

        def look() -> None:
            if len(steps) % 2 == 0:  # not within the run that is made here
                steps.append(name)
                assert all((tmp_path / each).read_bytes() in whole for each in FILES)
                assert publish(tmp_path, theirs).value
                steps.append(name)

        monkeypatch.setattr(owner, name, step)

    for owner, name in ((os, "fsync"), (os, "link"), (Path, "replace"), (Path, "unlink")):
        stepping(owner, name)
    assert publish(tmp_path, FILES).value
    monkeypatch.undo()
    assert len(steps) > 20
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_a_link_in_the_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    folder = tmp_path / "output"
    folder.mkdir()
    linked(folder / "a.docx", mine)
    linked(folder / "b.pdf", tmp_path / "nowhere")
    assert publish(folder, FILES).value
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert not any(path.is_symlink() for path in folder.iterdir())
    assert mine.read_bytes() == b"mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt", "output"]


def linked(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        lacks("no links here")


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    old(tmp_path)
    (tmp_path / "a.docx").chmod(0o640)
    (tmp_path / "b.pdf").unlink()
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    publish(tmp_path, FILES)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in FILES]
    assert modes == [0o640, stat.S_IMODE(plain.stat().st_mode)]


@pytest.mark.parametrize(
    ("spec", "folder"),
    [
        ("office/2025.yaml", "office/2025"),
        ("office/budget.yaml", "office/2025"),
        ("office/2025-example.yaml", "office/2025-example"),
    ],
)
def test_a_second_file_of_a_year_has_a_folder_of_its_own(spec: str, folder: str) -> None:
    assert output_folder(Path("out"), Path(spec), 2025) == Path("out", folder)


PLACES = [
    # the working folder, the spec as it is named there, its project, the folder of its outputs
    ("specs/x/sub", "../2025.yaml", ".", "x/2025"),
    ("specs/x", "../x/sub/../2025.yaml", ".", "x/2025"),
    ("specs/x", "../../../other/2025.yaml", "../other", "other/2025"),
    ("specs/x/leading", "up/2025.yaml", ".", "up/2025"),
]


@pytest.mark.parametrize(("here", "spec", "project", "folder"), PLACES)
def test_a_spec_belongs_to_the_folder_it_lies_in_however_it_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    here: str,
    spec: str,
    project: str,
    folder: str,
) -> None:
    root = tmp_path.resolve() / "project"
    for name in ("specs/x/sub", "specs/x/leading/up", "../other"):
        (root / name).mkdir(parents=True)
    monkeypatch.chdir(root / here)
    assert project_folder(Path(spec)) == Path(os.path.normpath(root / project))
    assert output_folder(Path("out"), Path(spec), 2025) == Path("out", folder)


def test_a_way_up_from_a_link_goes_up_from_where_it_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path.resolve()
    (root / "one/specs/x").mkdir(parents=True)
    (root / "two/specs/y/sub").mkdir(parents=True)
    linked(root / "one/specs/x/link", root / "two/specs/y/sub")
    monkeypatch.chdir(root / "one")
    assert project_folder(Path("specs/x/link/../2025.yaml")) == root / "two"
    assert project_folder(Path("specs/x/link/2025.yaml")) == root / "one"


def test_outputs_of_a_spec_in_the_folder_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gongkai: Callable[..., Run]
) -> None:
    shutil.copytree(ROOT / "specs/qinhuangdao-etdz-office", tmp_path / "specs/x")
    (tmp_path / "specs/x/sub").mkdir()
    monkeypatch.chdir(tmp_path / "specs/x/sub")
    done = gongkai("diff", "../2025-example.yaml", "--to", "html")
    assert (done.status, done.err) == (0, "")
    assert len(list(tmp_path.glob("output/x/2025-example/*.html"))) == 1
    assert list(tmp_path.glob("specs/**/*.html")) == []
