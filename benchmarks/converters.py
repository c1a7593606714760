"""The corpus as input for the peers: the same pages, type and work as our edition `bench`.

B5 with a measure of 121 mm, the house's serif at 10.8 on 14.4 points, a line of white between paragraphs, each
instrument on a recto below its facts, themes below their paragraphs, notes at the foot, contents with page numbers,
running heads, an index of sixty themes with page numbers. English alone, in one column, as the edition prints it.
`styles/tokens/trim/b5.css` has the figures; the page counts in the table show how near the peers come.
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
_TEX = re.compile(r"([#$%&_{}])")
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


def facts(item: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands in the box that opens an instrument: label and value."""
    body = _bodies()[item["body"]]
    return [
        ("Kind", item["kind"].capitalize()),
        ("Body", body),
        ("Symbol", item["symbol"]),
        ("Date", item["adopted"]["date"]),
        ("Printed here", "text adopted"),
    ]


def labels(paragraph: dict[str, Any]) -> str:
    """The themes of a paragraph, as they stand below it; empty where it has none."""
    names = {theme["id"]: theme["label"]["en"] for theme in corpus.themes()}
    return " · ".join(names[theme] for theme in paragraph.get("themes", ()))


def _bodies() -> dict[str, str]:
    return {name: en for name, en, _ in corpus.BODIES}


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
        titles = f"{quoted(item['title']['en'])}, {quoted(item['title']['fr'])}"
        rows = ", ".join(f"({quoted(label)}, {quoted(value)})" for label, value in facts(item))
        out.append(f"#instrument({quoted(_bodies()[item['body']])}, {titles}, ({rows}))[\n")
        for figure, paragraph in paragraphs(item):
            body = ""
            for kind, text in pieces(item, paragraph):
                body += {"lead": "_{}_", "text": "{}", "note": "#footnote[{}]"}[kind].format(said(text))
            themes = ", ".join(quoted(theme) for theme in paragraph.get("themes", ()))
            mark = f"#theme({themes})" if themes else ""
            below = quoted(labels(paragraph))
            out.append(f"#op({quoted(figure)}, {below})[{mark}{body}]\n")
        out.append("]\n")
    names = {theme["id"]: theme["label"]["en"] for theme in corpus.themes()}
    rows = ", ".join(f"({quoted(name)}, {quoted(names[name])})" for name in sorted(corpus.theme_ids()))
    out.append(f"#thematic-index(({rows},))\n")
    return "".join(out)


def as_latex(items: list[dict[str, Any]], city: str) -> str:
    """The book for pdflatex; the layout stands in `peer.sty`."""
    names = {theme["id"]: theme["label"]["en"] for theme in corpus.themes()}
    out = [
        (
            "\\documentclass[twoside]{article}\n\\usepackage{peer}\n\\begin{document}\n\\thispagestyle{empty}\n"
            f"{{\\Large Small Public Works}}\\par {_tex(city)}\\clearpage{{\\parskip=0pt\\tableofcontents}}\n"
        )
    ]
    for item in items:
        title, other = (_tex(item["title"][lang]) for lang in ("en", "fr"))
        rows = "\\\\".join(f"{_tex(label)} & {_tex(value)}" for label, value in facts(item))
        out.append(f"\\Instrument{{{_tex(_bodies()[item['body']])}}}{{{title}}}{{{other}}}\\Facts{{{rows}}}\n")
        for figure, paragraph in paragraphs(item):
            patterns = {"lead": "\\emph{%s}", "text": "%s", "note": "\\footnote{%s}"}
            text = "".join(patterns[kind] % _tex(words) for kind, words in pieces(item, paragraph))
            mark = f"\\Figure{{{figure}}}" if figure else "\\leavevmode "
            themes = "".join(f"\\index{{{_tex(names[theme])}}}" for theme in paragraph.get("themes", ()))
            below = f"\\Themes{{{_tex(labels(paragraph))}}}" if paragraph.get("themes") else ""
            out.append(f"{mark}{themes}{text}\\par{below}\n")
    out.append("\\cleardoublepage\\printindex\n\\end{document}\n")
    return "".join(out)


def _tex(text: str) -> str:
    return _TEX.sub(r"\\\1", text).replace(" · ", r" \textperiodcentered{} ")


def as_html(items: list[dict[str, Any]], city: str) -> str:
    """The book as one HTML document for WeasyPrint, page numbers by `target-counter()`."""
    head, body, found = [], [], dict[str, list[str]]()
    for item in items:
        title = html.escape(item["title"]["en"])
        head.append(f'<p class="line"><a href="#{item["id"]}">{title}</a></p>')
        rows = "".join(f"<tr><th>{html.escape(a)}</th><td>{html.escape(b)}</td></tr>" for a, b in facts(item))
        body.append(f'<article id="{item["id"]}"><p class="organ">{html.escape(_bodies()[item["body"]])}</p>')
        body.append(f"<h1>{title}</h1><p class=other lang=fr>{html.escape(item['title']['fr'])}</p>")
        body.append(f"<table>{rows}</table><p class=nature>Text adopted</p>")
        for place, (figure, paragraph) in enumerate(paragraphs(item)):
            name = f"{item['id']}-{place}"
            for theme in paragraph.get("themes", ()):
                found.setdefault(theme, []).append(name)
            text = ""
            for kind, words in pieces(item, paragraph):
                pattern = {"lead": "<i>{}</i>", "text": "{}", "note": '<span class="note">{}</span>'}[kind]
                text += pattern.format(html.escape(words))
            number = f"<b>{figure}.</b>" if figure else ""
            below = f'<p class="themes">{html.escape(labels(paragraph))}</p>' if paragraph.get("themes") else ""
            body.append(f'<div class="block"><p id="{name}">{number}{text}</p>{below}</div>')
        body.append("</article>")
    said = {theme["id"]: theme["label"]["en"] for theme in corpus.themes()}
    index = [_entry(said[theme], names) for theme, names in sorted(found.items())]
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
@page { size: 176mm 250mm; margin: 19mm 26.5mm 22.4mm 28.5mm; @footnote { border-top: .4pt solid; padding-top: 4pt } }
@page :left { margin-left: 26.5mm; margin-right: 28.5mm; @bottom-left { content: counter(page) }
  @top-right { content: string(title); font-style: italic } }
@page :right { @bottom-right { content: counter(page) } @top-left { content: string(title) } }
@page :first { @bottom-right { content: none } @top-left { content: none } }
html { font: 10.8pt/14.4pt Serif; hyphens: auto; text-align: justify } body, p, h1, h2 { margin: 0 }
p { orphans: 2; widows: 2 } .block { margin-bottom: 14.4pt }
h1 { break-after: avoid; font-size: 18.7pt; line-height: 21.6pt; string-set: title content(); text-align: left }
.other { font-size: 15.6pt; font-style: italic; line-height: 21.6pt; margin-bottom: 14.4pt }
.organ, .nature { font: 600 9.07pt/14.4pt Sans; margin-bottom: 14.4pt } .nature { break-after: avoid }
table { background: #eef2f7; border-collapse: collapse; font: 9.07pt/14.4pt Sans; margin-bottom: 14.4pt; width: 100% }
th { font-weight: 400; text-align: left; width: 30% } td, th { padding: 0 3mm }
article, .index { break-before: right } .contents { break-before: page }
.block b { float: left; font-weight: 400; margin-left: -14mm; padding-right: 2mm; text-align: right; width: 12mm }
.themes { break-before: avoid; font: 8.64pt/14.4pt Sans; hyphens: manual; text-align: right }
.note { float: footnote; font-size: 9.07pt; line-height: 11.34pt; text-align: left }
.index div { columns: 2 } .index p { font-size: 9.07pt; line-height: 11.34pt; text-align: left }
.line { line-height: 12pt; margin-bottom: 3pt }
.line a::after { content: leader('.') target-counter(attr(href), page) }
.index a::after { content: target-counter(attr(href), page) }
"""
