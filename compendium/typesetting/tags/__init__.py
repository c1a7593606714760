"""Makes the structure tree of a Proof, in place of the engine's own tagging.

A reader that does not see the page follows this tree. The engine's own has an element for every line, no languages,
no notes, and reads leaders and running heads aloud (WeasyPrint 70.0, `pdf/tags.py`); so the tree is made here from the
boxes, one element for each element of the Galley, however many lines and pages it runs over.

The walk: `muting` says which boxes are artifacts and `spoken` completes the text, both before the pages are drawn;
`reading` gathers what was drawn by the elements of the Galley, `roles` names these, `shaping` makes a tree of them
that ISO 32000-1, 14.8.4 allows, `tables` relates cells to their headers, and `writing` puts it into the file; that of
slips, which are pasted up first, `slipping` keeps apart.
"""

from compendium.typesetting.tags.engine import own_tags
from compendium.typesetting.tags.spoken import complete_text

__all__ = ["complete_text", "own_tags"]
