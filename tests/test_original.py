"""A file edited in place: only what is meant to change changes."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.editing.original import Original, Replacement, read_original, revised, save
from generator.read.nodes import Mapping, Node, Scalar, Sequence, parse
from tests.conftest import lacks

LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
TEXT = "模板: x\n金额: 1.00  # 汉字𝄞\n\n文字: 'a'"


def original(path: Path, content: bytes) -> Original:
    path.write_bytes(content)
    read = read_original(path)
    assert read.value is not None, read.diagnostics
    return read.value


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
@pytest.mark.parametrize("end", LINE_ENDS.values(), ids=LINE_ENDS)
def test_only_the_characters_replaced_change(tmp_path: Path, mark: bytes, end: str) -> None:
    content = mark + TEXT.replace("\n", end).encode()
    file = original(tmp_path / "a.yaml", content)
    at = TEXT.index("1.00")
    changed = revised(file, [Replacement(at, at + 4, "2"), Replacement(0, 0, "# 新\n")])
    wanted = "# 新\n" + TEXT.replace("1.00", "2")
    assert changed == mark + wanted.replace("\n", end).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\r\nb: 2\nc: 3\r\n", "a: 1\r\nb: X\r\nY\nc: 3\r\n"),
        ("a: 1\nb: 2\r\nc: 3\n", "a: 1\nb: X\nY\r\nc: 3\n"),
        # A newline in front of one must not make a pair of two.
        ("a: 1\rb: 2\nc: 3\r", "a: 1\rb: X\r\nY\nc: 3\r"),
        ("b: 2", "b: X\nY"),
    ],
)
def test_a_newline_is_the_one_the_file_uses(tmp_path: Path, before: str, after: str) -> None:
    file = original(tmp_path / "a.yaml", before.encode())
    at = file.source.text.index("2")
    assert revised(file, [Replacement(at, at + 1, "X\nY")]) == after.encode()


@pytest.mark.parametrize(
    "wrong",
    [
        [Replacement(0, 3, "x"), Replacement(2, 4, "y")],
        [Replacement(3, 2, "x")],
        [Replacement(0, 10_000, "x")],
    ],
)
def test_replacements_that_overlap_are_our_fault(tmp_path: Path, wrong: list[Replacement]) -> None:
    file = original(tmp_path / "a.yaml", TEXT.encode())
    with pytest.raises(ValueError, match="overlaps"):
        revised(file, wrong)


PIECES = st.text(st.sampled_from("ab 汉𝄞\n\r\x85\u2028"), max_size=6)


@given(PIECES, PIECES, PIECES, PIECES, st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_what_is_around_a_replacement_stays(
    tmp_path_factory: pytest.TempPathFactory,
    before: str,
    old: str,
    behind: str,
    new: str,
    mark: bytes,
) -> None:
    new = new.replace("\r", "\n")
    # Between characters of the file, not inside a line end of two.
    before, behind = before.rstrip("\r") + "^", "$" + behind.lstrip("\n")
    file = original(
        tmp_path_factory.getbasetemp() / "a.yaml", mark + (before + old + behind).encode()
    )
    start = file.source.text.index("^") + 1
    end = file.source.text.index("$", start)
    changed = revised(file, [Replacement(start, end, new)])
    assert changed.startswith(mark + before.encode())
    assert changed.endswith(behind.encode())
    middle = changed[len(mark + before.encode()) : len(changed) - len(behind.encode())]
    assert middle.decode().replace("\r\n", "\n").replace("\r", "\n") == new


NODES = """\
甲: 裸 字  # c
乙: 'it''s
  two'
丙: "x\\ty"
丁: |
  一
    二

# c
戊: {己: 1, 庚: [a, 'b'], 辛: }  # c
壬:
- 子: 1  # c
  丑:
- "𝄞\u2028"
癸: >-
  末
"""


def test_every_node_knows_its_characters(tmp_path: Path) -> None:
    source = original(tmp_path / "a.yaml", NODES.encode()).source
    tree = parse(source).value
    assert tree is not None
    said = [source.text[node.start : node.end] for node in nodes(tree)]
    block = "|\n  一\n    二\n\n"
    flow = "{己: 1, 庚: [a, 'b'], 辛: }"
    items = '- 子: 1  # c\n  丑:\n- "𝄞\u2028"'
    assert said == [
        NODES, "甲", "裸 字", "乙", "'it''s\n  two'", "丙", '"x\\ty"', "丁", block, "戊", flow,
        "己", "1", "庚", "[a, 'b']", "a", "'b'", "辛", "", "壬", items, "子: 1  # c\n  丑:", "子",
        "1", "丑", "", '"𝄞\u2028"', "癸", ">-\n  末\n",
    ]  # fmt: skip


def nodes(node: Node) -> list[Node]:
    found: list[Node] = [node]
    if isinstance(node, Mapping):
        for key, value in node.entries:
            found += [key, *nodes(value)]
    elif isinstance(node, Sequence):
        for item in node.items:
            found += nodes(item)
    else:
        assert isinstance(node, Scalar)
    return found


def test_saved_whole_with_its_permissions(tmp_path: Path) -> None:
    file = original(tmp_path / "a.yaml", b"a: 1\n")
    file.path.chmod(0o640)
    assert save(file, b"a: 2\n").value
    assert file.path.read_bytes() == b"a: 2\n"
    assert stat.S_IMODE(file.path.stat().st_mode) & 0o600 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yaml").write_bytes(b"a: 1\n")
    link = tmp_path / "link.yaml"
    try:
        link.symlink_to(tmp_path / "real" / "a.yaml")
    except OSError:
        lacks("no links here")
    read = read_original(link).value
    assert read is not None
    assert save(read, b"a: 2\n").value
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.yaml").read_bytes() == b"a: 2\n"


def test_a_link_that_leads_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "project/specs/x").mkdir(parents=True)
    outer = tmp_path / "outer.yaml"
    outer.write_bytes(b"a: 1\n")
    link = tmp_path / "project/specs/x/2025.yaml"
    try:
        link.symlink_to(outer)
    except OSError:
        lacks("no links here")
    read = read_original(link).value
    assert read is not None
    (problem,) = save(read, b"a: 2\n").diagnostics
    assert problem.code == "E904"
    assert "项目文件夹外面" in problem.message
    assert outer.read_bytes() == b"a: 1\n"
    assert [path.name for path in link.parent.iterdir()] == ["2025.yaml"]


@pytest.mark.parametrize("meanwhile", [b"a: 3\n", b"a: 1\n\n", b"a: 1", b""])
def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path, meanwhile: bytes) -> None:
    file = original(tmp_path / "a.yaml", b"a: 1\n")
    file.path.write_bytes(meanwhile)
    saved = save(file, b"a: 2\n")
    assert not saved.value
    (problem,) = saved.diagnostics
    assert (problem.code, problem.message) == ("E901", "文件在这期间被改动过，没有写入。")
    assert file.path.read_bytes() == meanwhile
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_file_gone_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    file = original(tmp_path / "a.yaml", b"a: 1\n")
    file.path.unlink()
    assert [problem.code for problem in save(file, b"a: 2\n").diagnostics] == ["D701"]
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    file = original(tmp_path / "a.yaml", b"a: 1\n")
    file.path.chmod(0o444)
    saved = save(file, b"a: 2\n")
    file.path.chmod(0o644)
    (problem,) = saved.diagnostics
    assert problem.code == "D701"
    assert "没有权限" in problem.message
    assert "只读" in problem.advice
    assert file.path.read_bytes() == b"a: 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PermissionError(errno.EACCES, "denied"), "正被 Word、WPS 等程序打开"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
    ],
)
@pytest.mark.parametrize("moment", ["replace", "open"])
def test_a_failed_save_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: OSError, said: str, moment: str
) -> None:
    file = original(tmp_path / "a.yaml", b"a: 1\n")

    def failing(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(Path, moment, failing)
    saved = save(file, b"a: 2\n")
    monkeypatch.undo()
    assert said in saved.diagnostics[0].message
    assert file.path.read_bytes() == b"a: 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]
