from __future__ import annotations

import errno
from pathlib import Path

import pytest

from generator.publish import file_name, output_folder, publish

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


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(errno.EACCES, "denied"), "正被 Word、WPS 等程序打开"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EROFS, "Read-only file system"), "磁盘是只读的"),
    ],
)
@pytest.mark.parametrize("moment", ["open", "replace"])
def test_a_failed_run_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, said: str, moment: str
) -> None:
    old(tmp_path)
    real = getattr(Path, moment)

    def failing(self: Path, *arguments: object, **named: object) -> object:
        writes = self.name.endswith(".part")
        if "b.pdf" in self.name and writes and (moment == "replace" or "wb" in arguments):
            raise fault
        return real(self, *arguments, **named)

    monkeypatch.setattr(Path, moment, failing)
    outcome = publish(tmp_path, FILES)
    monkeypatch.undo()
    assert outcome.value == ()
    assert said in outcome.diagnostics[0].message
    assert kept(tmp_path)


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
