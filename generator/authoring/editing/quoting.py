"""A value as it is written into a file, in the manner of the one that stood there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.read.files import SourceText
from generator.read.nodes import Mapping, Node, Scalar, Sequence, is_blank, parse
from generator.read.path import words

_BLOCK = re.compile(r"([|>])[0-9]?([+-]?)[0-9]?([ \t]+#.*)?[ \t]*")
# What nobody sees in a file, and readers of YAML take differently, is written as an escape.
_UNSEEN = re.compile("[\t\x85\u2028\u2029]")
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\x85": "\\N",
        "\u2028": "\\L",
        "\u2029": "\\P",
    }
)


@dataclass(frozen=True, slots=True)
class Written:
    """What to write in place of the first `replaced` characters of the old value."""

    text: str
    replaced: int


def written(value: str, old: Scalar, flow: bool) -> Written:
    """A value in the style of the old one where that holds it, else plain or quoted.

    `value` has no space around it; `flow` tells whether it stands in brackets or braces.
    """
    candidates: tuple[str, ...] = (
        _in_style(value, old.raw[:1]),
        value,
        _single(value),
        _double(value),
    )
    if _UNSEEN.search(value):
        candidates = (_double(value),)
    if old.block:
        return _below(value, old, candidates)
    fitting = (text for text in candidates if reads_back(text, value, flow))
    return Written(next(fitting), len(old.raw))


def reads_back(text: str, value: str, flow: bool) -> bool:
    """Whether a text, wherever a value may stand, is read as exactly that value."""
    if flow and "?" in text and text[0] not in "'\"":
        return False  # plain within brackets, and readers of YAML do not agree
    flows = ("{{k: {}, l: m}}\n", "{{k: {} , l: m}}\n", "[{}, m]\n")
    around = flows if flow else ("k: {}\nl: m\n", "- {}\n- m\n")
    return all(_first(pattern.format(text)) == value for pattern in around)


def meaning(node: Node) -> object:
    """What a tree says, without places and styles: two trees that say the same are equal."""
    if isinstance(node, Scalar):
        return "" if is_blank(node) else words(node)
    if isinstance(node, Sequence):
        return [meaning(item) for item in node.items]
    return [(words(key), meaning(value)) for key, value in node.entries]


def _first(text: str) -> object:
    """What the first value of a small document says; None when it is more than that."""
    read = parse(SourceText("", text, Path()))
    if read.value is None or read.diagnostics:
        return None
    match read.value:
        case Mapping(((_, value), (_, Scalar("m")))) | Sequence((value, Scalar("m"))):
            return meaning(value)
    return None


def _below(value: str, old: Scalar, candidates: tuple[str, ...]) -> Written:
    """A value in place of one of several lines; the comment behind | or > stays."""
    first, *lines = old.raw.split("\n")
    header = _BLOCK.fullmatch(first)
    indent = next((_indentation(line) for line in lines if line.strip(" ")), 0)
    while lines and not lines[-1].strip(" ") and not (indent and len(lines[-1]) > indent):
        lines.pop()  # blank lines at the end belong to the layout
    replaced = len("\n".join((first, *lines)))
    if header and indent and not _UNSEEN.search(value):
        block = _block(value, header, " " * indent)
        if reads_back(block, value, flow=False):
            return Written(block, replaced)
    comment = header.group(3) or "" if header else ""
    fitting = (text for text in candidates if reads_back(text, value, flow=False))
    return Written(next(fitting) + comment, replaced)


def _in_style(value: str, first: str) -> str:
    if first == "'":
        return _single(value)
    return _double(value) if first == '"' else value


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return '"' + value.translate(_ESCAPES) + '"'


def _block(value: str, header: re.Match[str], indent: str) -> str:
    style, chomping, comment = header.groups()
    # A folded text joins lines that follow each other.
    lines = (re.sub(r"\n+", r"\g<0>\n", value) if style == ">" else value).split("\n")
    below = (indent + line if line else "" for line in lines)
    return "\n".join((style + chomping + (comment or ""), *below))


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
