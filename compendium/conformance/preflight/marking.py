"""Whether all that a page paints is marked: as real content, or as an artifact that is not read aloud.

Content is not parsed but stripped of its strings and pictures and split into words: every build asks this of every
page, and parsing takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Stream

_STRING = re.compile(rb"\((?:[^\\()]|\\.)*\)", re.DOTALL)
_HEX = re.compile(rb"<\s*[0-9A-Fa-f][0-9A-Fa-f\s]*>")
_COMMENT = re.compile(rb"%[^\r\n]*")
_INLINE = re.compile(rb"\sBI\s.*?\sID\s.*?\sEI(?=\s|$)", re.DOTALL)
_PAINTS = frozenset(b"Tj TJ ' \" f F f* B B* b b* S s sh EI".split())
_ASKED = _PAINTS | {b"BMC", b"BDC", b"EMC", b"Do"}
_FAR = 80
"""Words before an operator among which its operands are."""


Known = dict[tuple[int, int], bool]
"""What is known of forms by the number of their object; of one that is being looked through, nothing bad."""


def unmarked(owner: Object, resources: Object, known: Known | None = None) -> bool:
    """Whether a page, or a form that is drawn where nothing is marked, paints something that is not marked.

    Content counts as marked within `/Artifact`, and within marked content that has an identifier by which the structure
    tree can call it (ISO 32000-1, 14.8.2.2 and 14.7.4).

    Args:
        owner: the page or the form.
        resources: what names stand for in its content.
        known: what is known of the forms of the file.
    """
    known = {} if known is None else known
    marks: list[bool] = []
    words = _words(owner)
    for place, word in enumerate(words):
        if word not in _ASKED:
            continue
        if word in {b"BMC", b"BDC"}:
            marks.append(_is_mark(words[max(0, place - _FAR) : place], resources))
        elif word == b"EMC":
            marks = marks[:-1]
        elif not any(marks) and (word != b"Do" or _draws(words[place - 1], resources, known)):
            return True
    return False


def _words(owner: Object) -> list[bytes]:
    """The content word by word; a name is one, a bracket of a dictionary is one, strings are gone."""
    content = owner if isinstance(owner, Stream) else owner.get(Name.Contents)
    parts = list(content) if isinstance(content, Array) else [content]
    data = b"\n".join(part.read_bytes() for part in parts if isinstance(part, Stream))
    while (stripped := _STRING.sub(b"", data)) != data:
        # Strings may hold pairs of brackets (ISO 32000-1, 7.3.4.2): the innermost go first.
        data = stripped
    data = _HEX.sub(b" ", data)
    if b"BI" in data:
        data = _INLINE.sub(b" EI ", data)
    if b"%" in data:
        data = _COMMENT.sub(b"", data)
    for old, new in ((b"<", b" < "), (b">", b" > "), (b"[", b" [ "), (b"]", b" ] "), (b"/", b" /")):
        data = data.replace(old, new)
    return data.split()


def _is_mark(before: Sequence[bytes], resources: Object) -> bool:
    """Whether the operands of BMC or BDC, the last of these words, make an artifact or can be called by the tree."""
    if before and before[-1] == b">":
        depth, start = 0, len(before)
        while start and (depth or start == len(before)):
            start -= 1
            depth += (before[start] == b">") - (before[start] == b"<")
        return b"/MCID" in before[start:] or before[max(0, start - 1)] == b"/Artifact"
    if b"/Artifact" in before[-2:]:
        return True
    name = before[-1].decode("latin-1") if before else ""
    return Name.MCID in resources.get(Name.Properties, Dictionary()).get(name or "/", Dictionary())


def _draws(name: bytes, resources: Object, known: Known) -> bool:
    """Whether the picture or form that is drawn here paints what is not marked."""
    item = resources.get(Name.XObject, Dictionary()).get(name.decode("latin-1"))
    if item is None or item.get(Name.Subtype) != Name.Form:
        return True
    if item.objgen not in known:
        # Forms of a hostile file draw each other in circles: each is looked through once.
        known[item.objgen] = False
        known[item.objgen] = unmarked(item, item.get(Name.Resources, resources), known)
    return known[item.objgen]
