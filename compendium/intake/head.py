"""The head of a text: masthead, symbol and title, wherever the export left them."""

from __future__ import annotations

import re

from compendium.intake import lexicon
from compendium.intake.draft import Account, Draft, Slot
from compendium.intake.furniture import opening_mark
from compendium.intake.spans import Block, Role, Shape, Span, Style, cut
from compendium.model.words import Lang

_KIND = re.compile(
    r"\b(?:resolution|declaration|conclusions?|recommendations?|decision|statement|charter|appeal|manifesto|agreement|communiqué|"
    r"résolution|déclaration|recommandations?|décision|charte|appel|accord|programme|plan|convention|protocol|protocole|covenant|pacte|principles|principes)\b",
    re.IGNORECASE,
)
_CONNECTS = re.compile(
    r"(?:\b(?:of|the|and|on|for|in|to|de|la|le|les|des|du|et|sur|pour|à|aux|au|against|contre)|[,:–—-])$", re.IGNORECASE
)
_PLAIN_NUMBER = re.compile(
    r"(?:resolution|résolution|decision|décision)\s+(?:n[o°]\.?\s*)?[\d/]+(?: \(\d{4}\))?[.:]?$", re.IGNORECASE
)


def masthead_blocks(blocks: list[Block], lang: Lang) -> frozenset[int]:
    """The blocks that are masthead by their form: before the text starts, or after it has ended."""
    opening = opening_at(blocks, [n for n, b in enumerate(blocks) if b.text])
    first = len(blocks) if opening is None else opening
    texts = [n for n, b in enumerate(blocks) if b.text and _is_text(lang, b)]
    last = max(texts, default=0)
    found: set[int] = set()
    for at, block in enumerate(blocks):
        if not block.text or first <= at <= last:
            continue
        names = _parts(block.text)
        strong = bool(names - {"date"})
        if names and (strong or (at - 1 in found and at != opening)):
            found.add(at)
    return frozenset(found)


def _is_text(lang: Lang, block: Block) -> bool:
    return bool(re.match(r"\s*\d{1,3}\.[ \t]", block.raw) or len(block.text) > 200 or lexicon.lead_of(lang, block.text))


def _parts(text: str) -> set[str]:
    """The names of the masthead parts of a block, or none where they are not nearly all of it."""
    plain = lexicon.alike(text)
    if lexicon.OPENING.fullmatch(plain) or lexicon.TITLE_NUMBER.match(plain):
        return set()
    found = list(lexicon.MASTHEAD.finditer(plain))
    names = {m.lastgroup or "" for m in found}
    rest = lexicon.MASTHEAD.sub("", plain)
    if names == {"symbol"} and rest.strip(" \t*"):
        # A symbol with a figure before it or a full stop after it is a note.
        return set()
    covered = sum(len(m[0]) for m in found)
    return names if covered * 10 >= len(plain.replace(" ", "").strip("*")) * 8 else set()


def opening_at(blocks: list[Block], free: list[int]) -> int | None:
    """The block that holds the words before the preamble, such as the name of the organ that speaks."""
    for at, following in zip(free, [*free[1:], -1], strict=False):
        text = lexicon.alike(blocks[at].text)
        if lexicon.OPENING.fullmatch(text) and following >= 0 and (text.endswith((",", ":")) or len(text) < 60):
            if not text.endswith((",", ":")) and not any(
                lexicon.lead_of(lang, blocks[following].text) for lang in Lang
            ):
                continue
            return at
    return None


def take_masthead(account: Account, draft: Draft, found: frozenset[int]) -> None:
    """Divide masthead lines that an export ran together, and put each part into a line of its own."""
    ranked: list[tuple[int, int, Slot]] = []
    order = ("unitednations", "organ", "symbol", "distribution", "date", "session", "agenda", "year", "")
    for at in sorted(found):
        if account.is_done(at):
            continue
        spans = account.blocks[at].spans
        done = 0
        text = lexicon.alike(account.blocks[at].raw)
        for match in lexicon.MASTHEAD.finditer(text):
            between, rest = cut(spans, match.start() - done)
            if any(c.isalnum() for c in text[done : match.start()]):
                slot = Slot()
                account.hold(at, between, slot)
                ranked.append((len(order), len(ranked), slot))
            else:
                account.aside(at, between, "whitespace")
            part, spans = cut(rest, len(match[0]))
            slot = Slot()
            account.hold(at, [_plain(span) for span in part], slot)
            ranked.append((order.index(match.lastgroup or ""), len(ranked), slot))
            done = match.end()
            if match.lastgroup == "symbol" and not draft.symbol:
                draft.symbol = match["symbol"].rstrip("*")
        account.aside(at, spans, "whitespace")
    run_together = sorted(ranked) if ranked else []
    draft.masthead.extend((draft.lang, slot) for _, _, slot in run_together)


def _plain(span: Span) -> Span:
    return Span(span.source, span.role, span.style & Style.SMALL_CAPS, span.label, span.reason)


def take_head(account: Account, draft: Draft, head: list[int]) -> None:
    """Take title, number and the lines about them from the blocks before the text."""
    blocks = account.blocks
    title, number = _title(blocks, head)
    inside = set(head)
    for at in head:
        block = blocks[at]
        spans = block.spans
        if start := opening_mark(block.raw):
            mark, spans = cut(spans, start)
            account.aside(at, mark, "comment-mark")
        if at in title:
            if width := number.get(at, 0):
                spans = _take_number(account, draft, at, width, spans)
            account.hold(at, [_plain(span) for span in spans], draft.title)
        elif width := number.get(at, 0):
            _take_number(account, draft, at, width, spans)
        else:
            runs_on = (
                at - 1 in inside
                and _runs_on(blocks[at - 1], block)
                and draft.masthead
                and at - 1 not in {*title, *number}
            )
            slot = draft.masthead[-1][1] if runs_on else Slot()
            account.hold(at, [_plain(span) for span in spans], slot)
            if runs_on:
                continue
            if block.hint == "symbol" and not draft.symbol:
                draft.symbol = slot.text
            draft.masthead.append((_line_lang(slot.text, draft.lang), slot))


def _runs_on(before: Block, after: Block) -> bool:
    """Whether a line of the head was broken, so that the next block goes on with it."""
    return after.text[:1].islower() or bool(_CONNECTS.search(before.text))


def _take_number(account: Account, draft: Draft, at: int, width: int, spans: list[Span]) -> list[Span]:
    head, rest = cut(spans, width)
    text = "".join(span.shown for span in head)
    figure = text.strip().rstrip(".").strip()
    slot = Slot("within")
    before, inner = cut(head, text.index(figure))
    inner, after = cut(inner, len(figure))
    account.aside(at, before, "whitespace")
    account.hold(at, inner, slot)
    account.aside(at, after, "number-mark")
    draft.symbol_slots.append(slot)
    return rest


def _title(blocks: list[Block], head: list[int]) -> tuple[set[int], dict[int, int]]:
    """The blocks of the title, and the width of the resolution's number where one stands at their start."""
    told = {at for at in head if blocks[at].hint == "title"}
    if told:
        return told, {}
    numbers = {at: m.end() for at in head if (m := lexicon.TITLE_NUMBER.match(lexicon.alike(blocks[at].raw)))}
    for at, width in numbers.items():
        if blocks[at].raw[width:].strip():
            return _joined(blocks, head, at), numbers
        after = [n for n in head if n > at and not _is_line(blocks[n])]
        if after:
            return _joined(blocks, head, after[0]), numbers
    wanted = [n for n in head if not _is_line(blocks[n])]
    headed = [n for n in wanted if blocks[n].shape is Shape.HEADING and blocks[n].level == 1]
    named = [n for n in wanted if _KIND.search(blocks[n].text) and not _PLAIN_NUMBER.fullmatch(blocks[n].text)]
    pick = named[-1:] or headed[-1:] or wanted[-1:]
    if not pick:
        pick = [n for n in head if _PLAIN_NUMBER.fullmatch(blocks[n].text)][-1:]
    return (_joined(blocks, head, pick[0]) if pick else set()), {}


def _joined(blocks: list[Block], head: list[int], at: int) -> set[int]:
    """The title with the neighbouring blocks over which it runs on."""
    found = {at}
    position = head.index(at)
    for before, after in zip(head[position::-1], [None, *head[position::-1]], strict=False):
        if after is not None:
            text = blocks[after].text
            if (
                before + 1 != after
                or not (text[:1].islower() or _CONNECTS.search(blocks[before].text))
                or _is_line(blocks[before])
            ):
                break
            found.add(before)
    for before, after in zip(head[position:], head[position + 1 :], strict=False):
        text = blocks[after].text
        if (
            before + 1 != after
            or not (text[:1].islower() or _CONNECTS.search(blocks[before].text))
            or _is_line(blocks[after])
        ):
            break
        found.add(after)
    return found


def _is_line(block: Block) -> bool:
    """Whether a block before the text is a line about the instrument rather than its title."""
    text = lexicon.alike(block.text)
    return bool(
        lexicon.ADOPTED_BY.match(text)
        or lexicon.REPORT_LINE.match(text)
        or _PLAIN_NUMBER.fullmatch(text)
        or (lexicon.DATE.search(text) and len(text) < 120 and not _KIND.search(text))
        or (re.search(r"\b(?:1[89]|20)\d\d$", text) and len(text) < 80 and not _KIND.search(text))
        or re.fullmatch(r"(?:preamble|préambule|contents|table des matières|draft|projet)", text, re.IGNORECASE)
        or text.startswith("(")
    )


def _line_lang(text: str, default: Lang) -> Lang:
    """The language of a line: its own where its small words say so, else that of the text."""
    found = lexicon.shares(text)
    other = default.other
    words = len(re.findall(r"[^\W\d_]+", text))
    # One small word is not enough: names of places have `de` in many languages.
    return other if found[other] * words >= 1.5 and found[other] > 0.15 and found[default] == 0 else default


__all__ = ["Role", "masthead_blocks", "opening_at", "take_head", "take_masthead"]
