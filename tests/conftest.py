from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings

from generator.cli.main import main

# How long an example takes says more of the machine than of the program.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Run:
    """What a run of the command line left: exit status and both streams."""

    status: int
    out: str
    err: str


@pytest.fixture
def gongkai(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """The command line, called in this process."""

    def run(*arguments: object) -> Run:
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Run(int(exit.value.code or 0), out, err)

    return run


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's spec and pack in an empty folder."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "specs", folder / "specs")
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder


@pytest.fixture(scope="session")
def built(project: Path) -> Path:
    """The folder with the Word and the PDF of 2024."""
    spec = project / "specs" / "qinhuangdao-etdz-office" / "2024.yaml"
    with pytest.raises(SystemExit) as exit:
        main(["build", str(spec), "--out", str(project / "output")])
    assert not exit.value.code
    return project / "output" / "qinhuangdao-etdz-office" / "2024"


def needs(program: str) -> str:
    """A program from outside Python; without it a test is skipped, but never in CI."""
    path = shutil.which(program)
    if path is None:
        lacks(f"{program} is not installed")
    return path


def lacks(what: str) -> NoReturn:
    """Skip a test for what this machine cannot do; in CI that is a failure."""
    if os.environ.get("GONGKAI_NO_SKIP"):
        pytest.fail(what)
    pytest.skip(what)
