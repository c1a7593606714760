"""Notes of the source: where they are written, and where they are called."""

from __future__ import annotations

import re
from dataclasses import replace

from compendium.intake import calls, lexicon
from compendium.intake.draft import Account, Draft, Slot
from compendium.intake.spans import Block, Role, Shape, Span, Style, cut
from compendium.model.words import Lang

_FIGURE = re.compile(r"\s*(?:\[(?P<b>\d{1,3})\]|(?P<n>\d{1,3})(?P<dot>[./)])?)(?P<gap>[ \t]+|(?=[A-Z«“\"]))(?=\S)")
_RAISED = re.compile(r"\s*(?P<r>[⁰¹²³⁴⁵⁶⁷⁸⁹]+)[ \t]*(?=\S)")
_STAR = re.compile(r"\s*(?P<s>\*{1,3}|†|‡)[ \t]*(?=\w|\[)")
_GLUED = re.compile(r"(?<!\S)[^\W\d_]{4,}[,.;]?\d{1,2}(?=[\s,.;:]|$)")
_UNRAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def take_notes(account: Account, draft: Draft, masthead: frozenset[int]) -> None:
    """Put the notes into their slots; the blocks that hold them are then done."""
    for at, block in enumerate(account.blocks):
        if block.shape is Shape.NOTE and not account.is_done(at):
            slot = draft.notes.setdefault(block.label, Slot())
            account.hold(at, block.spans, slot)
    free = [n for n, b in enumerate(account.blocks) if not account.is_done(n) and n not in masthead and b.text]
    for at, (label, width) in _found(account.blocks, free, draft.lang).items():
        slot = draft.notes.setdefault(label, Slot()) if width else draft.notes[label]
        mark, rest = cut(account.blocks[at].spans, width)
        account.aside(at, mark, "note-mark")
        account.hold(at, rest, slot)


def _found(blocks: list[Block], free: list[int], lang: Lang) -> dict[int, tuple[str, int]]:
    """For each block of a note its label and the width of its mark; 0 where the block goes on with the note."""
    found = _chain(blocks, free, lang)
    if found:
        _extend(blocks, free, found)
    text = "\n".join(blocks[n].text for n in free)
    for at in free:
        star = _STAR.match(blocks[at].raw)
        if star and at not in found and re.search(rf"(?<=[\w)\]”\"'.,]){re.escape(star['s'])}(?![\w*])", text):
            found[at] = (star["s"], star.end())
    return dict(sorted(found.items()))


def _chain(blocks: list[Block], free: list[int], lang: Lang) -> dict[int, tuple[str, int]]:
    """The longest run of blocks marked 1, 2, 3 … that can be notes; dotted marks count only after the closing lines."""
    starts: list[tuple[int, int, int, bool]] = []
    for at in free:
        raw = lexicon.alike(blocks[at].raw)
        mark = _RAISED.match(raw) or _FIGURE.match(raw)
        if mark is None or lexicon.DATE.match(raw.strip()) or re.match(r"\s*\d+ (?:st|nd|rd|th|er?)\b", raw):
            continue
        groups = mark.groupdict()
        figure = (groups.get("r") or "").translate(_UNRAISED) or groups.get("b") or groups.get("n") or ""
        starts.append((at, int(figure), mark.end(), groups.get("dot") == "." or groups.get("dot") == ")"))
    closing = max((n for n in free if lexicon.CLOSING.match(lexicon.alike(blocks[n].text))), default=len(blocks))
    best: dict[int, tuple[str, int]] = {}
    for dotted in (False, True):
        chain: dict[int, tuple[str, int]] = {}
        for at, figure, width, is_dotted in starts:
            if is_dotted is dotted and figure == len(chain) + 1 and (not dotted or at > closing):
                chain[at] = (str(figure), width)
        leads = sum(1 for at, (_, w) in chain.items() if lexicon.lead_of(lang, blocks[at].raw[w:].strip()))
        if chain and leads * 2 < len(chain) and len(chain) > len(best):
            best = chain
    return best


def _extend(blocks: list[Block], free: list[int], found: dict[int, tuple[str, int]]) -> None:
    """Blocks between notes at the end of a text go on with the note before them."""
    first, last = min(found), max(found)
    open_blocks = set(free)
    numbered = [n for n in free if re.match(r"\s*\d{1,3}\.\s", blocks[n].raw) and n not in found]
    if any(first < at < last for at in numbered):
        return
    label = ""
    for at in range(first, last):
        if at in found:
            label = found[at][0]
        elif at in open_blocks and not lexicon.ANNEX.match(blocks[at].text):
            found[at] = (label, 0)


def place_calls(account: Account, draft: Draft, masthead: frozenset[int]) -> dict[int, list[str]]:
    """Mark the calls of notes in the text blocks that are not done.

    Returns:
        the doubts of each block, by its position.
    """
    marked: set[str] = set()
    free = [n for n in range(len(account.blocks)) if not account.is_done(n)]
    texts: list[str] = []
    for at in free:
        marked.update(span.label for span in account.blocks[at].spans if span.role is Role.CALL)
        texts.append(
            "" if at in masthead and not any(x.startswith("*") for x in draft.notes) else account.blocks[at].raw
        )
    if not draft.notes:
        return {at: found for at, text in zip(free, texts, strict=True) if (found := _stray(text))}
    raised = [_raised(account.blocks[at]) for at in free]
    reading = calls.resolve(texts, list(draft.notes), raised, frozenset(marked))
    for call in reversed(reading.chosen):
        _mark(account.blocks[free[call.block]], call)
    doubts: dict[int, list[str]] = {}
    for position, sentence in reading.doubts:
        doubts.setdefault(free[position] if position >= 0 else -1, []).append(sentence)
    return doubts


def _stray(text: str) -> list[str]:
    """Doubts on figures glued to words in a text that has no notes: an export may have lost them."""
    return [
        f"“{found[0]}” looks like the call of a note, but the source has no notes."
        for found in _GLUED.finditer(text)
        if not lexicon.SYMBOL.search(found[0])
    ]


def _raised(block: Block) -> frozenset[int]:
    positions: list[int] = []
    at = 0
    for span in block.spans:
        if span.style & Style.RAISED:
            positions.extend(range(at, at + len(span.shown)))
        at += len(span.shown)
    return frozenset(positions)


def _mark(block: Block, call: calls.Candidate) -> None:
    head, rest = cut(block.spans, call.start)
    figure, tail = cut(rest, call.end - call.start)
    source = "".join(span.source for span in figure if span.role is Role.TEXT)
    marks = [span for span in figure if span.role is Role.MARK]
    block.spans = [*head, Span(source, Role.CALL, label=call.label), *marks, *tail]
    block.cache = None


def plain_style(span: Span) -> Span:
    """The span without italics and bold."""
    return replace(span, style=span.style & ~(Style.BOLD | Style.ITALIC))
