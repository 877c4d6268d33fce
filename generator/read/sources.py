"""The files that a document is made of, as a spec and its pack name them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.key import keys_of
from generator.model.pack import PackRule
from generator.model.spec import Spec
from generator.read import nodes
from generator.read.files import inside, project_folder
from generator.read.nodes import Node
from generator.read.pack import find_pack, pack_folders
from generator.read.spec import read_tree
from generator.read.values import INCLUDE


def sources(spec: Path) -> tuple[Path, ...]:
    """The spec, last year's, the texts both include, the folders of their packs.

    Some may not be there yet. Nothing when the spec cannot be read: then it names none.
    """
    root = project_folder(spec)
    tree = read_tree(spec).value
    if tree is None:
        return ()
    found = [spec, *_included(tree, spec.parent)]
    for name in _named(tree, Spec, "prior"):
        prior = spec.parent / name
        if inside(root, prior):
            found.append(prior)
            found += _included(read_tree(prior).value, prior.parent)
    packs = [*_named(tree, Spec, "pack")]
    for name in packs:
        folder = find_pack(name, root)
        if folder is not None and len(packs) == 1:
            packs += _named(read_tree(folder / "pack.yaml").value, PackRule, "extends")
    found += (folder / name for name in packs for folder in pack_folders(root))
    return tuple(dict.fromkeys(path for path in found if inside(root, path) or path.is_dir()))


def _named(tree: Node | None, record: type, field: str) -> Iterator[str]:
    """What stands under the key of a declared field."""
    key = next(key.name for declared, key in keys_of(record) if declared.name == field)
    for name, value in tree.entries if isinstance(tree, nodes.Mapping) else ():
        if name.value == key and isinstance(value, nodes.Scalar) and value.value.strip():
            yield value.value.strip()


def _included(tree: Node | None, folder: Path) -> Iterator[Path]:
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, nodes.Sequence):
            stack += node.items
        elif isinstance(node, nodes.Mapping):
            stack += (value for _, value in node.entries)
            if [name.value for name, _ in node.entries] == [INCLUDE]:
                value = node.entries[0][1]
                if isinstance(value, nodes.Scalar) and value.value.strip():
                    yield folder / value.value.strip()
