from __future__ import annotations

import errno
import re
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest

from generator.cli.main import COMMANDS
from tests.conftest import ROOT, Run, lacks

SPEC = ROOT / "specs/qinhuangdao-etdz-office/2024.yaml"

MISUSES = [
    # arguments, exit status, what is said
    (["biuld", "x.yaml"], 2, "没有“biuld”这个命令。是不是“build”？"),
    (["build"], 2, "缺少 文件..."),
    (["build", SPEC, "--too", "pdf"], 2, "没有 --too 这个选项。是不是 --to？"),
    (["build", SPEC, "--to", "doc"], 2, "--to 不认识“doc”，可以用：docx、pdf。"),
    (["build", SPEC, "--to"], 2, "--to 后面要有值"),
    (["explain", SPEC], 2, "缺少 数"),
    (["explain", SPEC, "三公经废"], 1, "没有“三公经废”这个数。是不是“三公经费”？"),
    (["explain", SPEC, "a", "b"], 2, "多了参数"),
    (["reasons", SPEC, "--most", "0"], 2, "--most 的值不对：应当是 1 到 99 的整数。"),
    (["reasons", SPEC, "--most", "x"], 2, "--most 的值不对：应当是 1 到 99 的整数。"),
    (["reasons", SPEC, "--write=1"], 2, "--write 后面不能有值。"),
    (["check", "nowhere.yaml"], 1, "nowhere.yaml: 错误 S101：没有这个文件。"),
    (["check", ROOT], 1, "S101：这是一个文件夹。"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), MISUSES, ids=str)
def test_misuse(
    arguments: list[object], status: int, said: str, gongkai: Callable[..., Run]
) -> None:
    run = gongkai(*arguments)
    assert run.status == status
    assert said in run.err
    assert run.out == "" or "check" in map(str, arguments)


def test_no_file_is_looked_at_before_the_command_does() -> None:
    """What is wrong with it would be said in English."""
    checked = []
    for name in COMMANDS:
        command = import_module(f"generator.cli.{name.replace('-', '_')}").command
        for parameter in command.params:
            kind = parameter.type
            if isinstance(kind, click.Path):
                checked.append(name)
                assert not (kind.exists or kind.readable or kind.writable), (name, parameter.name)
    assert {"build", "schema", "set", "verify"} <= set(checked)


def test_help_is_chinese(gongkai: Callable[..., Run]) -> None:
    for arguments in ([], ["--help"], ["build", "--help"], ["init", "--help"]):
        run = gongkai(*arguments)
        assert run.status == 0
        assert "用法：" in run.out or "命令" in run.out
        for english in ("Usage", "Options", "Commands", "Show this"):
            assert english not in run.out


# What a clerk should look at in the real spec: suspicious in what was published, not wrong.
UNLIKELY = ["警告 HB11", "警告 HB12"]


def test_check_of_the_real_spec_finds_only_what_is_unlikely(gongkai: Callable[..., Run]) -> None:
    run = gongkai("check", SPEC)
    assert run.status == 0
    assert re.findall("(?:错误|警告) [A-Z]+[0-9]+", run.err) == UNLIKELY


def test_explain_goes_down_to_what_was_typed(gongkai: Callable[..., Run]) -> None:
    run = gongkai("explain", SPEC, "支出总表/201/项目支出")
    lines = [line.strip().split("    ")[0] for line in run.out.splitlines()]
    assert lines[0] == "支出总表/201/项目支出 = 518.21"
    assert "项目/网络系统安全防护服务/金额 = 269.00" in lines
    typed = [line for line in run.out.splitlines() if "写在" in line]
    assert len(typed) == 9
    assert all("2024.yaml:" in line for line in typed)


def test_help_imports_no_document_library() -> None:
    import subprocess

    code = (
        "import sys\nfrom generator.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('docx', 'lxml', 'typst', 'yaml', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_init_makes_a_folder_that_builds(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    run = gongkai("init", tmp_path / "office", "--with-template")
    assert run.status == 0, run.err
    spec = next((tmp_path / "office" / "specs").glob("*/*.yaml"))
    assert (tmp_path / "office/templates/hebei-2024/pack.yaml").is_file()
    built = gongkai("build", spec)
    assert (built.status, built.err) == (0, "")
    assert len(list((tmp_path / "office/output").glob("*/*/*"))) == 2
    again = gongkai("init", tmp_path / "office")
    assert again.status == 1
    assert "已经存在" in again.err


def test_init_writes_through_no_link(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    spec = tmp_path / "office/specs/my-department/2024.yaml"
    spec.parent.mkdir(parents=True)
    try:
        spec.symlink_to(tmp_path / "elsewhere.yaml")
    except OSError:
        lacks("no links here")
    run = gongkai("init", tmp_path / "office")
    assert run.status == 1
    assert "已经存在，没有改动任何文件。" in run.err
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_pack_that_cannot_be_copied_is_not_left_half_there(
    tmp_path: Path, gongkai: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.copytree

    def copy(*arguments: Any, **named: Any) -> None:
        real(*arguments, **named)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(shutil, "copytree", copy)
        run = gongkai("init", tmp_path / "office", "--with-template")
    assert run.status == 1
    assert "写不进去" in run.err
    assert not (tmp_path / "office/templates/hebei-2024").exists()


def test_several_specs_in_one_run(tmp_path: Path, gongkai: Callable[..., Run]) -> None:
    """One that is wrong does not stop the others."""
    good = tmp_path / "specs/good/2024.yaml"
    bad = tmp_path / "specs/bad/2024.yaml"
    for spec in (good, bad):
        spec.parent.mkdir(parents=True)
        shutil.copyfile(SPEC, spec)
        shutil.copyfile(SPEC.with_name("2023.yaml"), spec.with_name("2023.yaml"))
    bad.write_text(SPEC.read_text(encoding="utf-8").replace("767.33", "767.3e"), encoding="utf-8")
    run = gongkai("build", bad, good, "--to", "docx", "--out", tmp_path / "out")
    assert run.status == 1
    assert "没有生成文件" in run.err
    assert [p.parent.parent.name for p in tmp_path.glob("out/*/*/*.docx")] == ["good"]


def test_a_clerk_on_windows_saves_with_bom_and_crlf(
    tmp_path: Path, gongkai: Callable[..., Run]
) -> None:
    spec = tmp_path / "specs/x/2024.yaml"
    spec.parent.mkdir(parents=True)
    text = SPEC.read_text(encoding="utf-8").replace("\n", "\r\n")
    spec.write_bytes(b"\xef\xbb\xbf" + text.encode())
    shutil.copyfile(SPEC.with_name("2023.yaml"), spec.with_name("2023.yaml"))
    run = gongkai("check", spec)
    assert run.status == 0
    assert re.findall("(?:错误|警告) [A-Z]+[0-9]+", run.err) == UNLIKELY
