"""A pack folder as a `Pack`: found beside the spec's folder, else among those installed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from generator.model.diagnostic import Diagnostic, Outcome, error
from generator.model.key import Key
from generator.model.pack import (
    Catalog,
    CatalogRule,
    DocumentRule,
    Narrative,
    Pack,
    PackRule,
    WordFile,
)
from generator.model.source import Span
from generator.model.table_rule import TableRule
from generator.model.values import Text
from generator.read import nodes
from generator.read.files import inside, read_bytes, read_text, shown
from generator.read.nodes import Node, parse
from generator.read.record import Reader, ScalarReader, blank, nearest, read_record

_NAME = re.compile(r"\w[\w.-]{0,60}")
# A pack is named after the jurisdiction and the year: hebei-2024.
_YEAR = re.compile(r"-[0-9]{4}\Z")
_LARGEST_WORD = 20_000_000
R = TypeVar("R")


def installed_packs() -> tuple[Path, ...]:
    """Folders of packs that come with the program: inside the wheel, or beside a checkout."""
    package = Path(__file__).resolve().parent.parent
    return (package / "packs", package.parent / "templates")


def pack_folders(root: Path) -> tuple[Path, ...]:
    """Where packs are looked for, nearest first."""
    return (root / "templates", *installed_packs())


def pack_names(root: Path) -> tuple[str, ...]:
    """Every pack that can be used from a project folder."""
    found = {
        child.name
        for folder in pack_folders(root)
        if folder.is_dir()
        for child in folder.iterdir()
        if (child / "pack.yaml").is_file()
    }
    return tuple(sorted(found))


def family(name: str) -> str:
    """What the packs of all years of a jurisdiction have in common: their name without -YYYY."""
    return _YEAR.sub("", name)


def of_year(name: str, year: int) -> str:
    """The name of a pack's sibling of another year; the same where it names no year."""
    common = family(name)
    return name if common == name else f"{common}-{year:04}"


def find_pack(name: str, root: Path) -> Path | None:
    """The folder of a pack."""
    if not _NAME.fullmatch(name):
        return None
    for folder in pack_folders(root):
        if (folder / name / "pack.yaml").is_file() and inside(folder, folder / name):
            return folder / name
    return None


def read_pack(name: Text, root: Path) -> Outcome[Pack | None]:
    """The pack of that name; its mistakes are reported with their places."""
    folder = find_pack(name.value, root)
    if folder is None:
        message = f"没有“{name}”这个模板。"
        return Outcome(
            None, (error("S201", name.span, message, nearest(name.value, pack_names(root))),)
        )
    reading = _Reading((folder,))
    rule = reading.record(PackRule, _file(folder, "pack.yaml"))
    if rule.extends:
        base = find_pack(rule.extends.value, root)
        if base is None:
            message = f"没有“{rule.extends}”这个模板。"
            reading.found.append(error("S201", rule.extends.span, message))
        else:
            reading.folders = (folder, base)
    pack = _whole(folder.name, rule, reading)
    return Outcome(None if reading.found else pack, tuple(reading.found))


def _whole(name: str, rule: PackRule, reading: _Reading) -> Pack:
    document = reading.record(DocumentRule, _file(reading.folders[0], "document.yaml"))
    texts = [text for chapter in document.chapters for text in chapter.texts]
    return Pack(
        name=name,
        rule=rule,
        document=document,
        tables=tuple(reading.record(TableRule, file) for file in rule.tables),
        function=reading.catalog(rule.catalogs.function),
        economic=reading.catalog(rule.catalogs.economic),
        narratives={text.value: reading.text(text) for text in texts},
        word=reading.word(rule.word),
        pdf=reading.text(rule.pdf),
        formats={entry.name.value: entry.value.format() for entry in rule.formats},
    )


def _file(folder: Path, name: str) -> Text:
    return Text(name, Span(shown(folder / name)))


@dataclass
class _Reading:
    """The files of a pack and of the one it extends; a file of the first replaces the other's."""

    folders: tuple[Path, ...]
    found: list[Diagnostic] = field(default_factory=list)

    def place(self, name: str) -> Path:
        for folder in self.folders:
            if (folder / name).is_file() and inside(folder, folder / name):
                return folder / name
        return self.folders[0] / name

    def record(self, record: type[R], name: Text) -> R:
        source = read_text(self._checked(name))
        tree = parse(source.value) if source.value else Outcome(None, source.diagnostics)
        self._keep(tree.diagnostics, name.span)
        if tree.value is None:
            empty: R = blank(record, name.span)
            return empty
        reader = Reader(_PACK_SCALARS)
        value = read_record(record, tree.value, reader)
        self.found += reader.found
        return value

    def text(self, name: Text) -> Narrative:
        source = read_text(self._checked(name))
        self._keep(source.diagnostics, name.span)
        path = shown(self.place(name.value))
        return Narrative(source.value.text if source.value else "", Span(path, 1, 1))

    def word(self, name: Text) -> WordFile:
        path = self._checked(name)
        read = read_bytes(path, _LARGEST_WORD)
        self._keep(read.diagnostics, name.span)
        return WordFile(read.value or b"", Span(shown(path)))

    def catalog(self, rule: CatalogRule) -> Catalog:
        source = read_text(self._checked(rule.file))
        self._keep(source.diagnostics, rule.file.span)
        text = source.value.text if source.value else ""
        return Catalog(dict(sorted(_rows(text))), tuple(sorted(rule.levels)))

    def _checked(self, name: Text) -> Path:
        if name and not inside(self.folders[0], self.folders[0] / name.value):
            self.found.append(error("S117", name.span, f"“{name}”不在模板文件夹里。"))
            return self.folders[0] / "pack.yaml"
        return self.place(name.value)

    def _keep(self, diagnostics: tuple[Diagnostic, ...], span: Span) -> None:
        # A file that is missing is a mistake where it is named.
        for problem in diagnostics:
            if problem.code == "S101" and span.line:
                message = f"{problem.span.file}：{problem.message}"
                problem = error(problem.code, span, message, problem.advice)
            self.found.append(problem)


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for row in csv.reader(io.StringIO(text)):
        if len(row) >= 2 and row[0].isdecimal():
            yield row[0], row[1]


def _text(node: Node, reader: Reader, key: Key) -> Text:
    if isinstance(node, nodes.Scalar):
        return Text(node.value, node.span, node.raw)
    reader.report("S111", node.span, f"“{key.name}”应当是文字。")
    return Text("", node.span)


def _whole_number(node: Node, reader: Reader, key: Key) -> int:
    if isinstance(node, nodes.Scalar) and re.fullmatch(r"[0-9]{1,6}", node.value):
        return int(node.value)
    reader.report("S115", node.span, f"“{key.name}”应当是整数。")
    return 0


def _truth(node: Node, reader: Reader, key: Key) -> bool:
    word = node.value if isinstance(node, nodes.Scalar) else ""
    if word not in ("true", "false"):
        reader.report("S116", node.span, f"“{key.name}”应当是 true 或 false。")
    return word == "true"


_PACK_SCALARS: Mapping[Any, ScalarReader] = {Text: _text, int: _whole_number, bool: _truth}
