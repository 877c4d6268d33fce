"""A JSON Schema of specs for editors: completion, meanings on hover, typing mistakes underlined.

It is made of the declared keys of the records and of the names a pack declares, in draft 07,
which editors know best. An editor finds it by the first line of a spec (`header_line`).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.authoring.schema.declared import Declared
from generator.model.pack import Pack

_DRAFT = "http://json-schema.org/draft-07/schema#"
_LINE = 120
_ADVICE = "自动生成，请不要修改；重新生成用 gongkai schema。"
_OPENING = f'"$schema": "{_DRAFT}",\n "$comment": "{_ADVICE}"'


def is_schema(text: str) -> bool:
    """Whether a text begins as every schema of ours does, whatever the pack or the version."""
    return text.lstrip("{ \n").startswith(_OPENING)


def schema_text(pack: Pack) -> str:
    """The schema of every spec of a pack, as the text of its file."""
    declared = Declared(pack)
    root = {
        "$schema": _DRAFT,
        "$comment": _ADVICE,
        "description": f"部门预算信息公开的 YAML 文件（{pack.name}）",
        **declared.spec(),
        "definitions": dict(sorted(declared.definitions.items())),
    }
    return _laid_out(root, "") + "\n"


def schema_file(root: Path, pack: str) -> Path:
    """Where the schema of a pack lies in a project folder: above the departments."""
    return root / "specs" / f"{pack}.schema.json"


def header_line(spec: Path, root: Path, pack: str) -> str:
    """The first line of a spec, by which editors find the schema of its pack; no line end."""
    place = os.path.relpath(schema_file(root.absolute(), pack), spec.absolute().parent)
    return f"# yaml-language-server: $schema={Path(place).as_posix()}"


def _laid_out(value: Any, indent: str) -> str:
    """JSON with what is short on a line of its own: a code and its name, a key and its meaning."""
    short = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(short) <= _LINE or not isinstance(value, (dict, list)):
        return short
    deeper = indent + " "
    if isinstance(value, list):
        return _bracketed("[", "]", (_laid_out(item, deeper) for item in value), indent)
    members = (
        f"{json.dumps(k, ensure_ascii=False)}: {_laid_out(v, deeper)}" for k, v in value.items()
    )
    return _bracketed("{", "}", members, indent)


def _bracketed(opening: str, closing: str, members: Iterable[str], indent: str) -> str:
    return f"{opening}\n{indent} " + f",\n{indent} ".join(members) + f"\n{indent}{closing}"
