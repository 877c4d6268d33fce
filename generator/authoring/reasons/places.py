"""The skeleton of reasons put into a file: where none is written yet, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.editing.original import Original, Replacement, revised
from generator.authoring.editing.quoting import meaning
from generator.model.diagnostic import Outcome, error
from generator.model.key import keys_of
from generator.model.pending import REVIEW, UNFILLED
from generator.model.spec import Spec
from generator.read import nodes
from generator.read.files import SourceText, as_text
from generator.read.nodes import Node, Scalar, parse

_REASONS = next(key.name for field, key in keys_of(Spec) if field.name == "reasons")
_STEP = "  "


def with_reasons(
    original: Original, skeletons: Mapping[str, Sequence[str]]
) -> Outcome[bytes | None]:
    """The bytes of the file with the entry of each figure, given as lines without indentation.

    An entry that is blank, says 待填 or is marked 【待核】 is filled; others come behind the last
    one, and where there is no 增减原因 it comes at the end of the file. Inside braces is E921.
    Raises AssertionError where the result does not say what was asked.
    """
    read = parse(original.source)
    top = read.value
    if not isinstance(top, nodes.Mapping):
        return Outcome(None, read.diagnostics)
    section = next((pair for pair in top.entries if pair[0].value == _REASONS), None)
    around = [top, *(section or ())[1:]]
    braces = next((n for n in around if isinstance(n, nodes.Mapping) and n.flow), None)
    if braces is not None:
        message = f"“{_REASONS}”写在花括号里，放不进分行的原因。"
        advice = "请改成分行写，再运行一次；或者把上面的内容复制进去。"
        return Outcome(None, (error("E921", braces.span, message, advice),))
    placing = _Placing(original.source.text, top, section)
    content = revised(original, placing.replacements(skeletons))
    after = as_text(original.path, content).value
    tree = parse(after).value if after is not None else None
    if tree is None or meaning(tree) != _wanted(top, skeletons):
        raise AssertionError(f"{tuple(skeletons)} would not be read back")
    return Outcome(content)


@dataclass(frozen=True, slots=True)
class _Placing:
    """Where entries go in the text of a file."""

    text: str
    top: nodes.Mapping
    section: tuple[Scalar, Node] | None

    def replacements(self, skeletons: Mapping[str, Sequence[str]]) -> Iterator[Replacement]:
        outer = _indentation(self.top, "")
        if self.section is None:
            below = (outer + _STEP + line for entry in skeletons.values() for line in entry)
            yield self._below(self.top.end, ["", f"{outer}{_REASONS}:", *below])
            return
        key, value = self.section
        standing = dict[str, tuple[Scalar, Node]]()
        if isinstance(value, nodes.Mapping):
            standing = {name.value: (name, node) for name, node in value.entries}
        else:
            yield from self._without(value)
        indent = _indentation(value, outer + _STEP)
        added: list[str] = []
        for name, lines in skeletons.items():
            if name not in standing:
                added += (indent + line for line in lines)
            elif len(lines) > 1:
                its, node = standing[name]
                yield from self._without(node)
                yield self._below(max(its.end, node.end), [indent + line for line in lines[1:]])
        if added:
            yield self._below(max(key.end, value.end), added)

    def _without(self, value: Node) -> Iterator[Replacement]:
        """No value, nor the space in front of it on its line."""
        start = len(self.text[: value.start].rstrip(" "))
        end = len(self.text[: value.end].rstrip("\n"))  # a block ends on the line below it
        if value.start < end:
            yield Replacement(start, end, "")

    def _below(self, at: int, lines: Sequence[str]) -> Replacement:
        """Lines below the one on which something ends; the comment behind it stays there."""
        at = len(self.text[:at].rstrip("\n"))
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return Replacement(end, end, "".join(f"\n{line}" for line in lines))


def _indentation(node: Node, other: str) -> str:
    """The space in front of the keys of a mapping."""
    if isinstance(node, nodes.Mapping) and node.entries:
        return " " * (node.entries[0][0].span.column - 1)
    return other


def _open(said: object) -> bool:
    """Whether nobody has written it, or looked at it since last year."""
    return isinstance(said, str) and (said in ("", UNFILLED) or REVIEW in said)


def _wanted(top: nodes.Mapping, skeletons: Mapping[str, Sequence[str]]) -> object:
    """What the file shall mean."""
    made = {}
    for name, lines in skeletons.items():
        snippet = parse(SourceText("", "\n".join(lines), Path())).value
        assert isinstance(snippet, nodes.Mapping)
        ((_, value),) = snippet.entries
        made[name] = meaning(value)
    wanted: list[tuple[str, object]] = []
    for key, node in top.entries:
        if key.value != _REASONS:
            wanted.append((key.value, meaning(node)))
            continue
        entries = node.entries if isinstance(node, nodes.Mapping) else ()
        kept = [(name.value, meaning(value)) for name, value in entries]
        filled = [(name, made.pop(name, said) if _open(said) else said) for name, said in kept]
        wanted.append((_REASONS, [*filled, *made.items()]))
        made = {}
    return [*wanted, *([(_REASONS, list(made.items()))] if made else [])]
