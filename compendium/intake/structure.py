"""From blocks to an instrument in the making: what each block is in the text."""

from __future__ import annotations

import itertools
import re

from compendium.intake import body, furniture, head, lexicon, notes
from compendium.intake.draft import Account, AnnexDraft, Draft, Para, Slot
from compendium.intake.leads import take_leads
from compendium.intake.spans import Block, Shape, Source, cut
from compendium.model.words import Lang


def structure(source: Source, lang: Lang) -> tuple[Draft, Account]:
    """Recognise the parts of a text; every character ends in a slot or is set aside."""
    draft = Draft(lang)
    account = Account(list(source.blocks))
    furniture.set_aside(account)
    found = head.masthead_blocks(account.blocks, lang)
    notes.take_notes(account, draft, found)
    doubts = notes.place_calls(account, draft, found)
    head.take_masthead(account, draft, found)
    free = [n for n in range(len(account.blocks)) if not account.is_done(n)]
    start = _start(account.blocks, free, lang)
    head.take_head(account, draft, [n for n in free if n < start])
    rest = [n for n in free if n >= start]
    _Parts(account, draft, doubts).take(rest)
    draft.doubts.extend(sentence for at, found_doubts in sorted(doubts.items()) if at >= 0 for sentence in found_doubts)
    for sentence in doubts.get(-1, []):
        label = re.findall(r"note (\S+) was", sentence)
        draft.note_doubts.setdefault(label[0] if label else "", []).append(sentence)
    take_leads(draft, source)
    return draft, account


def _start(blocks: list[Block], free: list[int], lang: Lang) -> int:
    """The first block of the text itself: its opening words, a participle, a number or a long paragraph."""
    if (opening := head.opening_at(blocks, free)) is not None:
        return opening
    title_seen = False
    for at in free:
        block = blocks[at]
        text = lexicon.alike(block.text)
        lead = lexicon.lead_of(lang, text)
        if (
            (body.number_of(block) and title_seen)
            or (lead and (len(text) > 60 or (title_seen and text.endswith((",", ";")))))
            or len(text) > 220
        ):
            return at
        if title_seen and (lexicon.ARTICLE.match(text) or (text.endswith((";", ".")) and len(text) > 60)):
            return at
        if title_seen and re.fullmatch(r"preamble|préambule", text, re.IGNORECASE):
            return at
        title_seen = True
    return free[1] if len(free) > 1 else (free[0] + 1 if free else 0)


class _Parts:
    """Divides the text into opening, preamble, operative part, closing and annexes."""

    def __init__(self, account: Account, draft: Draft, doubts: dict[int, list[str]]) -> None:
        self.account = account
        self.draft = draft
        self.blocks = account.blocks
        self.doubts = doubts

    def take(self, free: list[int]) -> None:
        annexes = self._annexes(free)
        main = [n for n in free if not annexes or n < annexes[0]]
        upcoming = self._upcoming(free)
        builder = body.Builder(self.account, self.draft, self.doubts, upcoming)
        self._main(main, builder)
        for first, end in zip(annexes, [*annexes[1:], None], strict=False):
            self._annex([n for n in free if n >= first and (end is None or n < end)], builder)

    def _annexes(self, free: list[int]) -> list[int]:
        return [
            n
            for n in free[1:]
            if lexicon.ANNEX.match(lexicon.alike(self.blocks[n].text)) and len(self.blocks[n].text) < 200
        ]

    def _upcoming(self, free: list[int]) -> dict[int, str]:
        marks = [(n, found[0]) for n in free if (found := body.mark_of(self.blocks[n]))]
        return {one[0]: two[1] for one, two in itertools.pairwise(marks)}

    def _main(self, main: list[int], builder: body.Builder) -> None:
        closing = self._closing_at(main)
        text = [n for n in main if n < closing]
        if text and head.opening_at(self.blocks, text[:2]) == text[0]:
            self.draft.opening = Slot()
            self.account.hold(text[0], self.blocks[text[0]].spans, self.draft.opening)
            self.draft.doubts.extend(self.doubts.pop(text[0], []))
            text = text[1:]
        operative, enacting = self._operative_at(text)
        builder.start(self.draft.preamble)
        for at in text:
            if at == enacting:
                self.draft.enacting = Slot()
                self.account.hold(at, self.blocks[at].spans, self.draft.enacting)
                self.draft.doubts.extend(self.doubts.pop(at, []))
                continue
            if at == operative:
                builder.start(self.draft.operative)
            builder.add(at)
        tail = [n for n in main if n >= closing]
        if builder.heading and builder.heading.text:
            self.draft.closing.append(builder.heading)
            builder.heading.kind = "words"
            builder.heading = None
        self._close(tail)

    def _closing_at(self, main: list[int]) -> int:
        """Where the closing lines start: after the last block that opens as a paragraph does."""
        last = -1
        for at in main:
            block = self.blocks[at]
            text = lexicon.alike(block.text)
            if lexicon.CLOSING.match(text):
                continue
            led = lexicon.lead_of(self.draft.lang, text) and len(text) > 40
            labelled = (body.number_of(block) or body.mark_of(block)) and not lexicon.DATE.match(text)
            if led or labelled or block.shape in {Shape.CELL, Shape.QUOTE} or len(text) > 400:
                last = at
        for at in main[1:]:
            text = lexicon.alike(self.blocks[at].text)
            if at > last and (lexicon.CLOSING.match(text) or self._is_dateline(text)):
                return at
        return len(self.blocks)

    @staticmethod
    def _is_dateline(text: str) -> bool:
        found = lexicon.DATE.search(text)
        return bool(found and len(text) < 100 and len(text) - len(found[0]) < 60 and not text.endswith((";", ",")))

    def _close(self, tail: list[int]) -> None:
        dated = False
        for at in tail:
            text = lexicon.alike(self.blocks[at].text)
            is_line = bool(
                lexicon.CLOSING.match(text)
                or self._is_dateline(text)
                or text.startswith(("[", "("))
                or text.endswith("]")
            )
            in_vote = any(
                re.match(
                    r"\W*(?:in favou?r|against|abstain|abstention|ont voté|se sont abst|adopted by|adoptée par)",
                    s.text,
                    re.IGNORECASE,
                )
                for s in self.draft.closing
            )
            slot = Slot()
            self.account.hold(at, self.blocks[at].spans, slot)
            self.draft.doubts.extend(self.doubts.pop(at, []))
            if dated and not is_line and not in_vote and len(text) < 160:
                self.draft.signatories.append(slot)
            else:
                self.draft.closing.append(slot)
            dated = dated or bool(lexicon.DATE.search(text))

    def _operative_at(self, text: list[int]) -> tuple[int, int]:
        """Where the operative part starts, and the block of the words before it; -1 where there is none."""
        numbers = (
            n for n in text if (m := body.number_of(self.blocks[n])) and m["end"].strip() and int(m["mark"]) == 1
        )
        articles = (n for n in text if self._is_article(n))
        first = min((n for n in (next(numbers, None), next(articles, None)) if n is not None), default=None)
        enacting = self._enacting(text, first)
        if first is None:
            first = self._by_words(text, enacting)
        elif enacting < 0 or text.index(enacting) + 1 < text.index(first):
            first = self._with_headings(text, first)
        if enacting >= 0:
            first = next((n for n in text if n > enacting), -1)
        return first, enacting

    def _is_article(self, at: int) -> bool:
        return bool(lexicon.ARTICLE.match(lexicon.alike(self.blocks[at].text))) and body.is_heading(
            self.draft, self.blocks[at]
        )

    def _with_headings(self, text: list[int], first: int) -> int:
        """Headings right before the first operative paragraph stand above it."""
        position = text.index(first)
        while position > 0 and body.is_heading(self.draft, self.blocks[text[position - 1]]):
            position -= 1
        return text[position]

    def _enacting(self, text: list[int], first: int | None) -> int:
        for at in text:
            block = self.blocks[at]
            plain = lexicon.alike(block.text)
            if first is not None and at >= first:
                break
            short = len(plain) < 250 and plain.endswith((":", ",", "…", "..."))
            if short and lexicon.ENACTING.match(plain) and not lexicon.RESOLVED.match(plain):
                between = [n for n in text if n > at and (first is None or n < first)]
                if not any(lexicon.is_preambular(self.draft.lang, lexicon.alike(self.blocks[n].text)) for n in between):
                    return at
        return -1

    def _by_words(self, text: list[int], enacting: int) -> int:
        """Without numbers: by the enacting words, by a resolving clause, or by the first verb that is no participle."""
        if enacting >= 0:
            return next((n for n in text if n > enacting), -1)
        for at in text:
            if lexicon.RESOLVED.match(lexicon.alike(self.blocks[at].text)):
                return at
        seen = False
        for at in text:
            plain = lexicon.alike(self.blocks[at].text)
            if lexicon.is_preambular(self.draft.lang, plain) or body.mark_of(self.blocks[at]) or plain[:1].islower():
                seen = True
            elif seen or lexicon.lead_of(self.draft.lang, plain):
                return at
        return -1 if seen else (text[0] if text else -1)

    def _annex(self, part: list[int], builder: body.Builder) -> None:
        annex = AnnexDraft(label=Slot())
        self.draft.annexes.append(annex)
        blocks = self.blocks
        spans = blocks[part[0]].spans
        found = lexicon.ANNEX.match(lexicon.alike(blocks[part[0]].raw.lstrip()))
        indent = len(blocks[part[0]].raw) - len(blocks[part[0]].raw.lstrip())
        label, rest = cut(spans, indent + (found.end() if found else 0))
        self.account.hold(part[0], label, annex.label or Slot())
        after = re.match(r"[\s.:–—-]*", "".join(span.shown for span in rest))
        mark, rest = cut(rest, after.end() if after else 0)
        self.account.aside(part[0], mark, "separator")
        annex.title = Slot("lines")
        self.account.hold(part[0], rest, annex.title)
        others = part[1:]
        while others and body.is_heading(self.draft, blocks[others[0]]) and not body.number_of(blocks[others[0]]):
            text = lexicon.alike(blocks[others[0]].text)
            if annex.title.text and (
                lexicon.ARTICLE.match(text)
                or lexicon.SECTION.match(text)
                or blocks[others[0]].line > blocks[part[0]].line + 6
            ):
                break
            self.account.hold(others[0], blocks[others[0]].spans, annex.title)
            others = others[1:]
        annex.title.kind = "words"
        if others and head.opening_at(blocks, others[:2]) == others[0]:
            annex.opening = Slot()
            self.account.hold(others[0], blocks[others[0]].spans, annex.opening)
            others = others[1:]
        builder.start(annex.paragraphs)
        for at in others:
            builder.add(at)
        if builder.heading:
            paragraph = Para(text=builder.heading)
            paragraph.text.kind = "words"
            annex.paragraphs.append(paragraph)
            builder.heading = None
