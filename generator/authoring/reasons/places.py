"""The skeleton of reasons put into a file: where none is written yet, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.authoring.editing.original import Original, revised
from generator.authoring.editing.quoting import meaning
from generator.authoring.reasons.placing import REASONS, Placing
from generator.model.diagnostic import Outcome, error
from generator.read import nodes
from generator.read.files import SourceText, as_text
from generator.read.nodes import parse


def with_reasons(
    original: Original, skeletons: Mapping[str, Sequence[str]]
) -> Outcome[bytes | None]:
    """The bytes of the file with the entry of each figure, given as lines without indentation.

    One that stands there is replaced as a whole, with what a skeleton said behind its items;
    others come behind the last one, and where there is no 增减原因 it comes at the end of the
    file. Inside braces is E921.
    Raises AssertionError where the result does not say what was asked.
    """
    read = parse(original.source)
    top = read.value
    if not isinstance(top, nodes.Mapping):
        return Outcome(None, read.diagnostics)
    section = next((pair for pair in top.entries if pair[0].value == REASONS), None)
    around = [top, *(section or ())[1:]]
    braces = next((n for n in around if isinstance(n, nodes.Mapping) and n.flow), None)
    if braces is not None:
        message = f"“{REASONS}”写在花括号里，放不进分行的原因。"
        advice = "请改成分行写，再运行一次；或者把上面的内容复制进去。"
        return Outcome(None, (error("E921", braces.span, message, advice),))
    placing = Placing(original.source.text, top, section)
    content = revised(original, placing.replacements(skeletons))
    after = as_text(original.path, content).value
    tree = parse(after).value if after is not None else None
    if tree is None or meaning(tree) != _wanted(top, skeletons):
        raise AssertionError(f"{tuple(skeletons)} would not be read back")
    return Outcome(content)


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
        if key.value != REASONS:
            wanted.append((key.value, meaning(node)))
            continue
        entries = node.entries if isinstance(node, nodes.Mapping) else ()
        kept = [(name.value, meaning(value)) for name, value in entries]
        filled = [(name, made.pop(name, said)) for name, said in kept]
        wanted.append((REASONS, [*filled, *made.items()]))
        made = {}
    return [*wanted, *([(REASONS, list(made.items()))] if made else [])]
