"""Where a value stands in a YAML file, down to one character of a text."""

from __future__ import annotations

import yaml

from compendium.diagnostics import Place
from compendium.intake import writing
from compendium.intake.draft import Path


class YamlPlaces:
    """Finds the lines and columns of values in the text of a YAML file."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._root = writing.compose(text)

    def find(self, path: Path, offset: int = 0) -> Place:
        """The place of a value, or of the nearest value above it that is there.

        Args:
            path: keys and positions from the top of the file.
            offset: characters of the value (as written, inline markup included) before the one that is meant.
        """
        node = self._root
        for step in path:
            following = _below(node, step)
            if following is None:
                return self._place(node, 0)
            node = following
        return self._place(node, offset)

    def _place(self, node: yaml.Node | None, offset: int) -> Place:
        if node is None:
            return Place(self._file)
        at = self._at(node, offset) if isinstance(node, yaml.ScalarNode) else node.start_mark.index
        before = self._text[:at]
        return Place(self._file, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)

    def _at(self, node: yaml.ScalarNode, offset: int) -> int:
        """Walk the written scalar beside its value; white space in the file may stand for one space or none."""
        source = self._text
        at = node.start_mark.index
        if node.style in {"|", ">"}:
            at = source.find("\n", at) + 1
        elif node.style:
            at += 1
        for char in node.value[:offset]:
            while at < node.end_mark.index and source[at] != char:
                if not source[at].isspace() and not char.isspace():
                    at += 1
                    break
                if char.isspace() and not source[at].isspace():
                    break
                at += 1
            else:
                at += 1
        while at < node.end_mark.index and source[at].isspace() and not node.value[offset : offset + 1].isspace():
            at += 1
        return min(at, node.end_mark.index)


def _below(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None
