"""Every rule of preflight has a file that passes it and one that fails it, alone among the rules where that can be."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from functools import cache

import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, Stream, String

from compendium.conformance.judges import JudgeMissingError
from compendium.conformance.preflight import OUTSIDE, RULES, Door, Limits, preflight
from compendium.conformance.preflight.judging import ABSENT
from compendium.conformance.preflight.marking import unmarked
from compendium.conformance.preflight.rule import X4, X4_CLAUSES
from compendium.conformance.preflight.tree import read_tree
from compendium.diagnostics import Severity
from compendium.finishing.booklet import Source, make_booklet
from compendium.finishing.imposition import Make
from compendium.finishing.screen import ScreenFinish
from tests.unit.binding.bookmaking import Making, words
from tests.unit.finishing.pressing import painted, pressed, profile, saved

BLACK = b"BT 0 Tr /F 12 Tf 0 0 0 1 k 50 50 Td (a) Tj ET"
Spoil = Callable[[Pdf], None]


def page(pdf: Pdf) -> Object:
    return pdf.pages[0].obj


def draws(content: bytes) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        page(pdf).Contents = pdf.make_stream(content)

    return spoil


def root(key: str, value: Object | dict[str, object]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        pdf.Root[key] = Dictionary(value) if isinstance(value, dict) else value

    return spoil


def without(*keys: str) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        for key in keys:
            del page(pdf)[key]

    return spoil


def metadata(old: str, new: str) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert old in packet
        pdf.Root.Metadata.write(packet.replace(old, new).encode())

    return spoil


def intent(change: Callable[[Pdf, Object], None]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        change(pdf, pdf.Root.OutputIntents[0])

    return spoil


def resource(kind: str, name: str, make: Callable[[Pdf], Object]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        resources = page(pdf).Resources
        if kind not in resources:
            resources[kind] = Dictionary()
        resources[kind][name] = make(pdf)

    return spoil


def both(*spoils: Spoil) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        for one in spoils:
            one(pdf)

    return spoil


def stream(pdf: Pdf, **keys: object) -> Stream:
    made = pdf.make_stream(b"")
    for key, value in keys.items():
        made[f"/{key}"] = value
    return made


def image(pdf: Pdf, pixels: int, data: bytes) -> Stream:
    keys = {"Width": pixels, "Height": pixels, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    made = stream(pdf, Subtype=Name.Image, **keys)
    made.write(data)
    return made


def bare_font(_pdf: Pdf) -> Object:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def embedded_font(pdf: Pdf) -> Object:
    descriptor = Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(b"same program"))
    return pdf.make_indirect(Dictionary(Subtype=Name.TrueType, BaseFont=Name.A, FontDescriptor=descriptor))


def spot(name: str, tint: list[float]) -> Callable[[Pdf], Object]:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=tint, N=1)
    return lambda _pdf: Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])


def set_box(key: str, edges: list[float]) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        page(pdf)[key] = Array(edges)

    return spoil


def set_page(key: str, value: object) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        page(pdf)[key] = value

    return spoil


def rgb_profile(pdf: Pdf, found: Object) -> None:
    data = bytearray(profile().data)
    data[16:20] = b"RGB "
    found.DestOutputProfile = pdf.make_stream(bytes(data))


def no_id(pdf: Pdf) -> None:
    pdf.trailer["/ID"] = Array([b"", b""])


def drop_root(key: str) -> Spoil:
    def spoil(pdf: Pdf) -> None:
        del pdf.Root[key]

    return spoil


def trapped(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def no_page(pdf: Pdf) -> None:
    del pdf.pages[:]


def element(role: str, change: Callable[[Object], None], *, every: bool = False) -> Spoil:
    """Change the first element of a type, or every one."""

    def spoil(pdf: Pdf) -> None:
        found = [one.entry for one in read_tree(pdf) if one.role == role]
        assert found, role
        for entry in found if every else found[:1]:
            change(entry)

    return spoil


def crossed(pdf: Pdf) -> None:
    """Read the columns of a parallel text one after the other."""
    holder = next(one.entry for one in read_tree(pdf) if one.role == "Sect" and len(one.kids) > 5)
    one, its_counterpart, two, last = list(holder.K)[-4:]
    for place, kid in zip(range(-4, 0), (one, two, its_counterpart, last), strict=True):
        holder.K[place] = kid


SAYING = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Contents="x")
LINK = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
OVER = resource("/ExtGState", "/Over", lambda _: Dictionary(OP=True, op=True, OPM=1))

PRESS: dict[str, Spoil] = {
    "PF-PAGES": no_page,
    "PF-CONTENT": draws(b"/Nothing Do"),
    "PF-PICTURES": resource("/XObject", "/Im", lambda pdf: image(pdf, 9, b"too short")),
    "PF-FONT-EMBEDDED": resource("/Font", "/F", bare_font),
    "PF-FONT-SUBSET": both(resource("/Font", "/F", embedded_font), resource("/Font", "/G", embedded_font)),
    "PF-SIZE": set_box("/TrimBox", [10, 10, 300, 300]),
    "PX-IDENTIFIED": metadata("PDF/X-4", "PDF/X-3"),
    "PX-DATES": metadata("xmp:MetadataDate", "xmp:OtherDate"),
    "PX-IDS": metadata("xmpMM:VersionID", "xmpMM:OtherID"),
    "PX-TITLE": metadata("A title", ""),
    "PX-TRAPPED": trapped,
    "PX-INTENT": intent(lambda _, found: found.__setitem__("/S", Name.GTS_Other)),
    "PX-CONDITION": intent(lambda _, found: found.__delitem__("/OutputConditionIdentifier")),
    "PX-PROFILE": intent(rgb_profile),
    "PX-TRIM": without("/TrimBox"),
    "PX-BOXES": set_box("/BleedBox", [-99, -99, 600, 900]),
    "PX-BLEED": without("/BleedBox"),
    "PX-ANNOTATIONS": set_page("/Annots", Array([LINK])),
    "PX-ACTIONS": root("/AA", {}),
    "PX-FORMS": root("/AcroForm", {"/Fields": Array([Dictionary()])}),
    "PX-EMBEDDED": root("/Names", {"/EmbeddedFiles": Dictionary()}),
    "PX-EXTERNAL": resource("/XObject", "/Out", lambda pdf: stream(pdf, Subtype=Name.Form, BBox=[0, 0, 1, 1], Ref={})),
    "PX-POSTSCRIPT": resource("/XObject", "/Ps", lambda pdf: stream(pdf, Subtype=Name.PS)),
    "PX-COMPATIBILITY": draws(b"BX EX"),
    "PX-RENDERING": draws(b"/Prettiest ri"),
    "PX-LAYERS": root("/OCProperties", {}),
    "PX-SIGNATURE": lambda pdf: pdf.pages.append(pdf.pages[0]),
    "PX-VERAPDF-A": draws(b"0.5 0 0 rg 0 0 9 9 re f"),
    "PX-RGB": draws(b"0.5 0 0 rg 0 0 9 9 re f"),
    "PX-INK": draws(b"1 1 1 1 k 0 0 9 9 re f"),
    "PX-BLACK": draws(b"BT 0.6 0.5 0.5 1 k (a) Tj ET"),
    "PX-OVERPRINT": draws(BLACK.replace(b"/F 12 Tf ", b"")),
    "PX-WHITE": both(OVER, draws(b"/Over gs 0 0 0 0 k 0 0 9 9 re f")),
    "PX-SPOT": both(
        resource("/ColorSpace", "/A", spot("Blue", [1, 1, 0, 0])),
        resource("/ColorSpace", "/B", spot("Blue", [1, 0, 0, 0])),
    ),
    "PX-TRANSFER": resource("/ExtGState", "/Bent", lambda _: Dictionary(TR=Name.Identity)),
    "PX-RESOLUTION": both(
        resource(
            "/XObject",
            "/Im",
            lambda pdf: image(pdf, 9, b"9" * 81),
        ),
        draws(b"q 72 0 0 72 0 0 cm /Im Do Q"),
    ),
}
SCREEN: dict[str, Spoil] = {
    "PS-TAGGED": drop_root("/StructTreeRoot"),
    "PS-LANGUAGE": drop_root("/Lang"),
    "PS-TITLE": drop_root("/ViewerPreferences"),
    "PS-UA": metadata("1</pdfuaid:part>", "7</pdfuaid:part>"),
    "PS-A": metadata("<pdfaid:part>2", "<pdfaid:part>1"),
    "PS-MARKED": draws(b"(EMC /P <</MCID 0>>BDC) pop 0 0 9 9 re f"),
    "PS-ROLES": element("P", lambda found: found.__setitem__("/S", Name.Paragraph)),
    "PS-NESTED": element("LI", lambda found: found.__setitem__("/S", Name.TD)),
    "PS-HEADINGS": element("H2", lambda found: found.__setitem__("/S", Name.H3)),
    "PS-LANGUAGES": element("P", lambda found: found.__setitem__("/Lang", String("the French one"))),
    "PS-ALT": element("Figure", lambda found: found.__setitem__("/Alt", String(" "))),
    "PS-SCOPE": element("TH", lambda found: found.__delitem__("/A")),
    "PS-ROWS": element("TR", lambda found: found.K.pop()),
    "PS-NOTES": element("Note", lambda found: found.__setitem__("/ID", String("same")), every=True),
    "PS-PARALLEL": crossed,
    "PS-LINK-TAGGED": set_page("/Annots", Array([SAYING])),
    "PS-LINKS": set_page("/Annots", Array([LINK])),
    "PS-TABS": set_page("/Tabs", Name.R),
    "PS-VERAPDF-UA": drop_root("/MarkInfo"),
    "PS-VERAPDF-A": drop_root("/OutputIntents"),
    "PS-OUTLINE": both(
        drop_root("/Outlines"), lambda pdf: [pdf.pages.append(pdf.pages[0]) for _ in range(25)] and None
    ),
}
BOOKLET: dict[str, Spoil] = {
    "PB-SIDES": lambda pdf: pdf.pages.append(pdf.pages[0]),
    "PB-DUPLEX": drop_root("/ViewerPreferences"),
    "PB-SHEET": lambda pdf: [sheet.obj.__setitem__("/MediaBox", Array([0, 0, 9, 9])) for sheet in pdf.pages] and None,
}
RAW = {"PX-VERSION", "PX-LZW", "PF-ID", "PF-LOCKED"}
"""Faults that a library mends when it saves; they are made in the bytes, or in how the file is written."""


TYPESET = {"PS-LEADERS"}
"""A fault that is in the words of a page; a page of its own is set for it."""


def press_file() -> bytes:
    return pressed(painted(b"0 g 100 100 9 9 re f", b"")).data


PAGE = """
<h1 id="h">One</h1><h2>Part</h2><p>A call<span class="note" id="n1">A note.</span> and a
<a href="#h">link to One</a>.</p><ul><li>item</li></ul>
<table><tr><th scope="col">Head</th><th scope="col">Head</th></tr><tr><td>1</td><td>2</td></tr></table>
<svg width="9" height="9" aria-label="A square" role="img"><rect width="9" height="9"/></svg>
<p lang="fr">En français<span class="note" id="n2">Une note.</span></p>
<p class="led">A line with a leader</p>
<div class="pair"><p>One</p><p lang="fr">Un</p></div><div class="pair"><p>Two</p><p lang="fr">Deux</p></div>
<style>.led::after { content: leader(".") "5" } .pair p { width: 50mm; display: inline-block }</style>
"""


@cache
def screen_file() -> bytes:
    finish = ScreenFinish("0123456789abcdef" * 4)
    return Making().add("one", PAGE, words("One", "Un")).bind(finish=finish)


def booklet_file() -> bytes:
    return make_booklet([Source("a.pdf", press_file())], Make()).pdf


GOOD = {Door.PRESS: press_file, Door.SCREEN: screen_file, Door.BOOKLET: booklet_file}
CASES = [
    *((Door.PRESS, code, spoil) for code, spoil in PRESS.items()),
    *((Door.SCREEN, code, spoil) for code, spoil in SCREEN.items()),
    *((Door.BOOKLET, code, spoil) for code, spoil in BOOKLET.items()),
]


def codes(data: bytes, door: Door, spared: frozenset[str] = OUTSIDE) -> list[str]:
    found = [diagnostic.code for diagnostic in preflight(data, "file.pdf", door, spared=spared).report]
    if ABSENT in found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("veraPDF is not installed; in CI it has to be")
    return found


@pytest.mark.parametrize("door", list(Door))
def test_a_good_file_passes_every_rule(door: Door) -> None:
    assert codes(GOOD[door](), door, frozenset()) == []


@pytest.mark.parametrize(("door", "code", "spoil"), CASES, ids=[code for _, code, _ in CASES])
def test_a_bad_file_fails_its_rule(door: Door, code: str, spoil: Spoil) -> None:
    pdf = Pdf.open(io.BytesIO(GOOD[door]()))
    spoil(pdf)
    written = io.BytesIO()
    pdf.save(written, force_version="1.6")
    assert code in codes(written.getvalue(), door, OUTSIDE - {code})


MARKED = b"/P <</MCID 0 /E (a)>>BDC BT (a \\) EMC (b)) Tj ET EMC"


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (MARKED, False),
        (MARKED + b" /Artifact BMC 0 0 9 9 re f /Span BMC 1 1 2 2 re S EMC EMC", False),
        (MARKED + b" /Artifact<</Type/Pagination/BBox[0 0 1 1]>>BDC[<0102>-3]TJ EMC q 1 0 0 rg Q", False),
        (MARKED + b" % (f)\n/P /Known BDC f EMC", False),
        (b"/Artifact BMC BI /W 1 /H 1 /BPC 8 /CS /G ID \x00EMC EI EMC", False),
        (MARKED + b" 0 0 9 9 re f", True),
        (MARKED + b" /P BMC 0 0 9 9 re f EMC", True),
        (MARKED + b" /P /Unknown BDC [(x)]TJ EMC", True),
        (b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI", True),
        (b"/Form Do", True),
        (b"/Artifact BMC /Form Do EMC /Empty Do", False),
    ],
)
def test_what_is_marked_is_told_without_parsing(content: bytes, wrong: bool) -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    page(pdf).Contents = pdf.make_stream(content)
    form, empty = (Stream(pdf, data, Type=Name.XObject, Subtype=Name.Form) for data in (b"0 0 9 9 re f", b"q Q"))
    properties, drawn = Dictionary(Known=Dictionary(MCID=1)), Dictionary(Form=form, Empty=empty)
    assert unmarked(page(pdf), Dictionary(Properties=properties, XObject=drawn)) is wrong


def test_every_rule_has_a_file_that_fails_it() -> None:
    assert {rule.code for rule in RULES} == {code for _, code, _ in CASES} | RAW | TYPESET


def test_a_judge_that_is_not_there_is_told_and_holds_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise JudgeMissingError("veraPDF needs Java")

    monkeypatch.setattr("compendium.conformance.preflight.outside.judge_standards", away)
    outcome = preflight(screen_file(), "file.pdf", Door.SCREEN)
    assert outcome.passed
    assert [(d.code, d.message, str(d.severity)) for d in outcome.report] == [
        ("PF-JUDGE", "not judged: veraPDF needs Java", "notice")
    ]
    assert {j.rule.code for j in outcome.judgements if not j.passed} == {"PS-VERAPDF-A", "PS-VERAPDF-UA"}


def test_a_bomb_is_not_opened() -> None:
    pdf = Pdf.open(io.BytesIO(press_file()))
    resource("/XObject", "/Im", lambda one: image(one, 60_000, b""))(pdf)
    assert "PF-PICTURES" in codes(saved(pdf), Door.PRESS)


def test_a_later_version_is_found() -> None:
    assert codes(press_file().replace(b"%PDF-1.6", b"%PDF-1.7", 1), Door.PRESS) == ["PX-VERSION"]


def test_a_missing_identifier_is_found() -> None:
    assert codes(press_file().replace(b"/ID [", b"/IX [", 1), Door.PRESS) == ["PF-ID"]


def test_lzw_is_found() -> None:
    data = press_file()
    changed = data.replace(b"/Filter /FlateDecode", b"/Filter /LZWDecode  ", 1)
    assert changed != data
    assert "PX-LZW" in codes(changed, Door.PRESS)


@pytest.mark.parametrize(("words_read", "told"), [("One . . . . 5", True), ("One........5", True), ("One... 5", False)])
def test_leaders_that_are_read_aloud_are_found(words_read: str, told: bool) -> None:
    finish = ScreenFinish("0123456789abcdef" * 4)
    data = Making().add("one", f"<h1>Contents</h1><p>{words_read}</p>", words("One", "Un")).bind(finish=finish)
    assert codes(data, Door.SCREEN) == (["PS-LEADERS"] if told else [])


@pytest.mark.parametrize("signature", [4, 8, 16])
def test_a_cover_is_no_signature(signature: int) -> None:
    pdf = Pdf.open(io.BytesIO(press_file()))
    del pdf.pages[1:]
    outcome = preflight(saved(pdf), "cover.pdf", Door.PRESS, Limits(signature=signature), spared=OUTSIDE)
    assert outcome.passed
    assert not list(outcome.report)


def test_codes_are_unique_and_every_rule_names_its_clause() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.clause and rule.summary and rule.severity in Severity for rule in RULES)


def test_every_rule_of_pdf_x_names_a_clause_that_was_confirmed() -> None:
    cited = [re.search(rf"{X4}, (6\.\d+)", rule.clause) for rule in RULES if X4 in rule.clause]
    assert {found[1] if found else "none" for found in cited} == set(X4_CLAUSES)


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    outcome = preflight(data, "file.pdf")
    assert [d.code for d in outcome.report] == ["PF-READ"]
    assert not outcome.passed


def test_a_locked_file_is_told() -> None:
    pdf = Pdf.open(io.BytesIO(press_file()))
    written = io.BytesIO()
    pdf.save(written, encryption=Encryption(owner="a", user="b"))
    assert codes(written.getvalue(), Door.PRESS) == ["PF-LOCKED"]
    written = io.BytesIO()
    pdf.save(written, encryption=Encryption(owner="a", user=""))
    assert "PF-LOCKED" in codes(written.getvalue(), Door.PRESS)


def test_the_door_is_told_from_the_file() -> None:
    assert [preflight(GOOD[door](), "file.pdf").door for door in (Door.PRESS, Door.BOOKLET)] == [
        Door.PRESS,
        Door.BOOKLET,
    ]


def test_forms_that_draw_each_other_come_to_an_end() -> None:
    pdf = Pdf.open(io.BytesIO(press_file()))
    one = stream(pdf, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    one.Resources = Dictionary(XObject=Dictionary(A=one))
    one.write(b"/A Do /A Do")
    page(pdf).Resources.XObject.A = one
    page(pdf).Contents = pdf.make_stream(b"/A Do")
    assert "PF-CONTENT" not in codes(saved(pdf), Door.PRESS)


def test_a_structure_that_holds_itself_comes_to_an_end() -> None:
    pdf = Pdf.open(io.BytesIO(screen_file()))
    first = next(one.entry for one in read_tree(pdf) if one.role == "P")
    first.K = Array([first, first, first.P])
    assert len(read_tree(pdf)) < 99


def test_forms_in_circles_are_looked_through_once() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    forms = [pdf.make_stream(b"/Artifact BMC f EMC " + b" /A Do /B Do" * 9, Subtype=Name.Form) for _ in range(2)]
    for form in forms:
        form.Resources = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
    page(pdf).Contents = pdf.make_stream(b"/A Do /B Do")
    assert not unmarked(page(pdf), Dictionary(XObject=Dictionary(A=forms[0], B=forms[1])))
    forms[1].write(b"0 0 9 9 re f")
    assert unmarked(page(pdf), Dictionary(XObject=Dictionary(A=forms[0], B=forms[1])))
