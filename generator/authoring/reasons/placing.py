"""Where the entries of reasons go in the text of a file, and what they replace there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.authoring.editing.original import Replacement
from generator.authoring.new_year.layout import Layout
from generator.authoring.reasons import remarks
from generator.model.key import keys_of
from generator.model.spec import Spec
from generator.read import nodes
from generator.read.nodes import Node, Scalar

REASONS = next(key.name for field, key in keys_of(Spec) if field.name == "reasons")
_STEP = "  "


@dataclass(frozen=True, slots=True)
class Placing:
    """Where entries go in the text of a file."""

    text: str
    top: nodes.Mapping
    section: tuple[Scalar, Node] | None

    def replacements(self, skeletons: Mapping[str, Sequence[str]]) -> Iterator[Replacement]:
        """What puts the entries, given as lines by the figures they are for, into the text."""
        outer = _indentation(self.top, "")
        if self.section is None:
            below = (outer + _STEP + line for entry in skeletons.values() for line in entry)
            yield self._below(self.top.end, ["", f"{outer}{REASONS}:", *below])
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
            else:
                its, node = standing[name]
                yield from self._instead(its, node, [indent + line for line in lines])
        if added:
            yield self._below(max(key.end, value.end), added)

    def _instead(self, key: Scalar, value: Node, lines: Sequence[str]) -> Iterator[Replacement]:
        """Lines, of which one has the key, in place of an entry; the key stays as it stands."""
        at = next(i for i, line in enumerate(lines) if not line.lstrip().startswith("#"))
        above, below = lines[:at], lines[at + 1 :]
        if above:
            start = self.text.rfind("\n", 0, key.start) + 1
            own = self._remarks_above(start)
            yield Replacement(own, start, "".join(f"{line}\n" for line in above))
        if isinstance(value, nodes.Sequence) and not value.flow:
            start = self.text.rfind("\n", 0, value.start)
            end = self._line_end(_last(value))
            kept = self._comments(start + 1, end)
            yield Replacement(start, end, "".join(f"\n{line}" for line in (*kept, *below)))
            yield from self._said(key, None, lines[at])
            return
        yield from self._said(key, value, lines[at])
        if below:
            yield self._below(max(key.end, value.end), below)

    def _said(self, key: Scalar, value: Node | None, line: str) -> Iterator[Replacement]:
        """What an entry's own line says behind its key, in place of a value."""
        said = line[line.rindex(":") + 1 :]
        if value is not None and value.start < value.end:
            yield from self._without(value, said)
        elif said:
            colon = self.text.index(":", key.end) + 1
            yield Replacement(colon, colon, said)

    def _remarks_above(self, at: int) -> int:
        """Where the comments of a skeleton begin that end where a line begins."""
        while at:
            begin = self.text.rfind("\n", 0, at - 1) + 1
            if not remarks.OWN.fullmatch(self.text[begin:at].strip()):
                break
            at = begin
        return at

    def _comments(self, start: int, end: int) -> Iterator[str]:
        """The lines in a stretch that hold nothing but a comment of somebody's own."""
        layout = Layout(self.text, self.top)
        first, last = layout.line(start), layout.line(end)
        lines = self.text[start:end].split("\n")
        for number, comment in layout.comments():
            line = lines[number - first] if first <= number <= last else ""
            if line.strip() == comment.strip() and not remarks.OWN.fullmatch(line.strip()):
                yield line

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", len(self.text[:at].rstrip("\n")))
        return len(self.text) if end < 0 else end

    def _without(self, value: Node, said: str = "") -> Iterator[Replacement]:
        """No value, nor the space in front of it on its line; or something else there."""
        start = len(self.text[: value.start].rstrip(" "))
        end = len(self.text[: value.end].rstrip("\n"))  # a block ends on the line below it
        if value.start < end:
            yield Replacement(start, end, said)

    def _below(self, at: int, lines: Sequence[str]) -> Replacement:
        """Lines below the one on which something ends; the comment behind it stays there."""
        end = self._line_end(at)
        return Replacement(end, end, "".join(f"\n{line}" for line in lines))


def _indentation(node: Node, other: str) -> str:
    """The space in front of the keys of a mapping."""
    if isinstance(node, nodes.Mapping) and node.entries:
        return " " * (node.entries[0][0].span.column - 1)
    return other


def _last(node: Node) -> int:
    """Where the last word of a node ends; a block itself ends on a line below it."""
    if isinstance(node, Scalar) or node.flow:
        return node.end
    if isinstance(node, nodes.Sequence):
        return _last(node.items[-1])
    key, value = node.entries[-1]
    return max(key.end, _last(value))
