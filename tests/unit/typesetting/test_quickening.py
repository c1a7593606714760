"""The quickened engine makes the same pages, byte by byte, with less work."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest
from weasyprint.text import line_break

from compendium.model.proof import Target
from compendium.typesetting import quickening, type_case, typeset, warm
from tests.unit.typesetting.generated import KINDS, generated

TEXT = """<p id="a{n}" lang="{lang}" style="width: {width}mm"><em>Rappelant</em> l’importance internationale
d’États-Unis unanimement représentés, «&#x202f;responsabilités&#x202f;» notwithstanding their long
characteristically-hyphenated incomprehensibilities, see <a href="#a1">paragraph&nbsp;1</a> and
<span lang="fr">des établissements</span> H<sub>2</sub>O <span class="last-words">as before.</span></p>"""
CSS = """
p { hyphens: auto; text-align: justify; hyphenate-limit-chars: 5 2 3; hyphenate-character: "-"; margin: 1% 0 2px }
p:nth-child(3n) { text-align: left; letter-spacing: .02em } p:nth-child(4n) { hyphens: manual }
p:nth-child(5n) { hyphenate-limit-zone: 8% } p:nth-child(7n) { overflow-wrap: anywhere; text-decoration: underline }
.last-words { white-space: nowrap; hyphens: none } sub { font-size: .7em; line-height: 0 } li { padding-left: 3% }
#a5 { text-indent: 2em } [id="a7"] { box-sizing: border-box; padding: 2mm; border: 1pt solid }
"""


@contextmanager
def as_it_is():
    yield


def paints(galley, monkeypatch):
    """The PDF of a galley with the quickened engine, and without."""
    quick = typeset(galley, "digest").paints[Target.SCREEN]
    with monkeypatch.context() as patch:
        patch.setattr(quickening, "quickened_engine", as_it_is)
        return quick, typeset(galley, "digest").paints[Target.SCREEN]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", [3, 11])
def test_generated_pages_are_the_same(tmp_path, monkeypatch, kind, seed):
    quick, slow = paints(generated(kind, seed, tmp_path, pairs=8), monkeypatch)
    assert quick == slow


def test_lines_of_many_widths_are_the_same(galley_of, monkeypatch):
    widths = enumerate([42 + step * 1.07 for step in range(70)])
    body = "".join(TEXT.format(n=n, lang=("en", "fr")[n % 2], width=width) for n, width in widths)
    quick, slow = paints(galley_of(body, CSS), monkeypatch)
    assert quick == slow


def test_lists_tables_and_notes_are_the_same(galley_of, monkeypatch):
    note = '<span class="note" id="n1" lang="en" data-mark="1">A note of the first.</span>'
    items = "".join(f'<li id="l{n}" lang="en">Item number {n} of some length, to be broken once</li>' for n in range(9))
    rows = "".join(f'<tr id="r{n}"><td>{n}</td><td style="padding: {n}px">cell</td></tr>' for n in range(5))
    body = f"<p>Text with a call.{note}</p><ol>{items}</ol><ul>{items.replace('l', 'm')}</ul><table>{rows}</table>"
    quick, slow = paints(galley_of(body, CSS), monkeypatch)
    assert quick == slow


def texts_set(monkeypatch) -> list[str]:
    """Each text that the engine's library of text is given from now on."""
    calls: list[str] = []
    set_text = line_break.Layout.set_text

    def counted(layout, text, **given):
        calls.append(text)
        set_text(layout, text, **given)

    monkeypatch.setattr(line_break.Layout, "set_text", counted)
    return calls


def test_fewer_lines_are_set(tmp_path, monkeypatch):
    galley = generated("plain", 3, tmp_path, pairs=8)
    calls = texts_set(monkeypatch)
    typeset(galley, "digest")
    quick = len(calls)
    monkeypatch.setattr(quickening, "quickened_engine", as_it_is)
    typeset(galley, "digest")
    assert quick < 0.85 * (len(calls) - quick), "the engine tries no more than it must: drop `_Line`"


SPACED = """<p class="justified">1996 was, in <em>the view</em> of some, H<sub>2</sub>O&nbsp;; “(a)”, fi&shy;nal,
12&nbsp;000 and l’été&#x202f;: <em> leaning </em> <em>words</em>, naïve Œuvre, e&#x301;t, A&#x2122;, no–break,
<b>1 2 3</b> wider &#x416;&#x443;&#x43a; <u>under lined words</u> than the measure holds: they are justified.</p>"""


def test_justified_lines_of_every_kind_are_the_same(galley_of, monkeypatch):
    rule = (
        ".justified { text-align: justify; text-align-last: justify; word-spacing: .1em } em + em { font-size: .8em }"
    )
    columns = "".join(f'<div style="width: {width}mm">{SPACED * 2}</div>' for width in range(40, 110, 7))
    quick, slow = paints(galley_of(columns, CSS + rule), monkeypatch)
    assert quick == slow


def test_a_page_does_not_depend_on_those_set_before(galley_of):
    css = CSS + "body { overflow: hidden } p { width: 80vw } @page { @top-left { content: string(x) } }"
    first = galley_of("".join(TEXT.format(n=n, lang="en", width=90) for n in range(3)), css)
    other = galley_of(SPACED + "".join(TEXT.format(n=n, lang="fr", width=70) for n in range(5)), css)
    other = replace(other, stylesheets=first.stylesheets, roots=first.roots)
    warm._kept.clear()
    alone = typeset(other, "digest").paints
    warm._kept.clear()
    typeset(first, "digest")
    assert typeset(other, "digest").paints == alone
    assert typeset(other, "digest").paints == alone


def test_words_that_are_known_are_not_shaped_again(galley_of, monkeypatch):
    galley = galley_of(SPACED, CSS + ".justified { text-align: justify }")
    learnt: list[str] = []
    wide = type_case._wide

    def counted(text, *given):
        learnt.append(text)
        return wide(text, *given)

    monkeypatch.setattr(type_case, "_wide", counted)
    typeset(galley, "digest")
    assert learnt
    learnt.clear()
    typeset(galley, "digest")
    assert not learnt


def test_elements_that_are_alike_are_told_apart_by_their_places(galley_of, monkeypatch):
    css = """
    li:first-child, li + li b::after { color: red } li:nth-child(3n)::before { content: attr(class) "·" }
    li::marker { color: blue } .a > b { font-style: italic } b::before { content: counter(list-item) }
    ul ul { list-style: disc } i:empty { position: relative; top: 1px }
    [lang=fr] b { letter-spacing: .1em } b[style]::after { content: "!" } ul ul li b { font-size: 80% }"""
    items = "".join(
        f'<li class="{name}"><b>One</b><i></i><b style="color: green">Two</b> <b lang="fr">trois</b></li>'
        for name in ("a", "b", "a", "a", "b", "b")
    )
    quick, slow = paints(
        galley_of(f"<ul>{items}<li><ul>{items}</ul></li></ul><ul>{items}</ul>", CSS + css), monkeypatch
    )
    assert quick == slow


LOCATORS = """<p lang="{lang}" style="width: {width}mm">keepers of wells, <a href="#a">1</a>, <a href="#a">12</a>,
<a href="#a">12</a>–&#x2060;<a href="#a">13</a> (1990/{n}, §&nbsp;5), <i> n</i><u>12</u> <b>12</b>, <i>12, </i>
<a href="#a">1</a> <span style="white-space: pre">  12 \n12</span>,
<span style="overflow-wrap: anywhere">12</span></p>"""


def test_short_texts_that_come_again_are_the_same(galley_of, monkeypatch):
    widths = enumerate([20 + step * 0.53 for step in range(80)])
    body = "".join(LOCATORS.format(n=n % 7, lang=("en", "fr")[n % 2], width=width) for n, width in widths)
    quick, slow = paints(galley_of(f'<p id="a">Here</p>{body}', CSS.replace("justify", "left")), monkeypatch)
    assert quick == slow


def test_short_texts_that_come_again_are_set_once(galley_of, monkeypatch):
    body = "".join(f'<a href="#a">{n % 10}</a>, ' for n in range(1000))
    calls = texts_set(monkeypatch)
    typeset(galley_of(f'<p id="a" style="text-align: left">{body}</p>'), "digest")
    assert len(calls) < 500


def test_the_engine_is_itself_again():
    before = line_break.split_first_line, dict(vars(line_break.Layout))
    with quickening.quickened_engine():
        assert line_break.Layout.setup is not before[1]["setup"]
    assert (line_break.split_first_line, dict(vars(line_break.Layout))) == before
