"""The corpus as input for the peers: the same pages, type and work as our edition `bench`.

B5, the house's serif at 9.6 on 13 points, notes at the foot, contents with page numbers, running heads, an index of
sixty themes with page numbers. English alone, in one column, as the edition prints it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus

_CALL = re.compile(r"\[\^(\w+)\]")
_SPECIAL = re.compile(r"([\\#$*_`<>@~\[\]])")


def pieces(item: dict[str, Any], paragraph: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The paragraph in order: its lead, its text, its notes."""
    lead, text = paragraph["lead"]["en"], paragraph["adopted"]["en"]
    yield "lead", lead
    place = len(lead)
    for call in _CALL.finditer(text):
        yield "text", text[place : call.start()]
        yield "note", item["notes"][call[1]]["adopted"]["en"]
        place = call.end()
    yield "text", text[place:]


def paragraphs(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every paragraph with its figure; the preamble has none."""
    yield from (("", paragraph) for paragraph in item["preamble"])
    yield from ((str(paragraph["number"]), paragraph) for paragraph in item["operative"])


def fonts() -> list[Path]:
    """The house's own typefaces, for all."""
    from compendium.typesetting import font_files

    return list(font_files())


def as_typst(items: list[dict[str, Any]], city: str) -> str:
    """The book for Typst; the layout stands in `peer.typ`."""

    def said(text: str) -> str:
        return _SPECIAL.sub(r"\\\1", text)

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    out = [f'#import "peer.typ": *\n#show: book.with(city: {quoted(city)})\n']
    for item in items:
        out.append(f"#instrument({quoted(item['symbol'])}, {quoted(item['title']['en'])})[\n")
        for figure, paragraph in paragraphs(item):
            body = ""
            for kind, text in pieces(item, paragraph):
                body += {"lead": "_{}_", "text": "{}", "note": "#footnote[{}]"}[kind].format(said(text))
            themes = ", ".join(quoted(theme) for theme in paragraph.get("themes", ()))
            mark = f"#theme({themes})" if themes else ""
            out.append(f"#op({quoted(figure)})[{mark}{body}]\n" if figure else f"{mark}{body}\n\n")
        out.append("]\n")
    labels = {theme["id"]: theme["label"]["en"] for theme in corpus.themes()}
    rows = ", ".join(f"({quoted(name)}, {quoted(labels[name])})" for name in sorted(corpus.theme_ids()))
    out.append(f"#thematic-index(({rows},))\n")
    return "".join(out)


def as_html(items: list[dict[str, Any]], city: str) -> str:
    """The book as one HTML document for WeasyPrint, page numbers by `target-counter()`."""
    head, body, found = [], [], dict[str, list[str]]()
    for item in items:
        title = html.escape(item["title"]["en"])
        head.append(f'<p class="line"><a href="#{item["id"]}">{title}</a></p>')
        body.append(f'<article id="{item["id"]}"><p class="symbol">{item["symbol"]}</p><h1>{title}</h1>')
        for place, (figure, paragraph) in enumerate(paragraphs(item)):
            name = f"{item['id']}-{place}"
            for theme in paragraph.get("themes", ()):
                found.setdefault(theme, []).append(name)
            text = ""
            for kind, words in pieces(item, paragraph):
                pattern = {"lead": "<i>{}</i>", "text": "{}", "note": '<span class="note">{}</span>'}[kind]
                text += pattern.format(html.escape(words))
            number = f"<b>{figure}.</b>" if figure else ""
            body.append(f'<p id="{name}" class="{"op" if figure else "pp"}">{number}{text}</p>')
        body.append("</article>")
    labels = {theme["id"]: theme["label"]["en"] for theme in corpus.themes()}
    index = [_entry(labels[theme], names) for theme, names in sorted(found.items())]
    faces = "".join(_face(path) for path in fonts())
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Bench</title>"
        f"<style>{faces}{_CSS}</style></head>"
        f'<body><section class="cover"><h2>Small Public Works</h2><p>{html.escape(city)}</p></section>'
        f'<section class="contents"><h2>Contents</h2>{"".join(head)}</section>{"".join(body)}'
        f'<section class="index"><h2>Index</h2><div>{"".join(index)}</div></section></body></html>'
    )


def _entry(label: str, names: list[str]) -> str:
    links = ", ".join(f'<a href="#{name}"></a>' for name in names)
    return f"<p>{label}, {links}</p>"


def _face(path: Path) -> str:
    source = f'src: url("{path.as_uri()}")'
    return f'@font-face {{ font-family: "{_family(path)}"; font-style: {_style(path)}; {source} }}\n'


def _family(path: Path) -> str:
    return "Serif" if "Serif" in path.name else "Sans"


def _style(path: Path) -> str:
    return "italic" if "Italic" in path.name else "normal"


_CSS = """
@page { size: 176mm 250mm; margin: 20mm 18mm 22mm 20mm; @footnote { border-top: .4pt solid; padding-top: 3pt }
  @bottom-right { content: counter(page) } @top-right { content: string(title); font-style: italic } }
@page :first { @bottom-right { content: none } @top-right { content: none } }
html { font: 9.6pt/13pt Serif; hyphens: auto; text-align: justify } p, h1, h2 { margin: 0 }
p { margin-bottom: 6.5pt; orphans: 2; widows: 2 }
h1 { break-after: avoid; font-size: 16.6pt; line-height: 19.5pt; string-set: title content(); text-align: left }
article, .contents, .index { break-before: page }
.op { padding-left: 8mm } .op b { float: left; font-weight: 400; margin-left: -8mm }
.note { float: footnote; font-size: 8pt; line-height: 10pt }
.index div { columns: 2 } .index p { font-size: 8pt; line-height: 10pt }
.line a::after { content: leader('.') target-counter(attr(href), page) }
.index a::after { content: target-counter(attr(href), page) }
"""
