"""The file as a whole: its pages by number, its labels, and what of it has to be read again."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from compendium.conformance.finished import FinishedFile
from compendium.conformance.leaves import Leaves, opened
from compendium.conformance.means import Means
from tests.unit.binding.bookmaking import Making, words


def book(*bodies: str) -> tuple[bytes, dict[str, range]]:
    making = Making()
    for number, body in enumerate(bodies):
        making.add(f"s{number}", body, words(f"Section {number}"))
    starts = making.pagination.starts
    return making.bind(), {
        name: range(start, start + making.proofs[name].ledger.pages) for name, start in starts.items()
    }


def saved(pdf: Pdf) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


LONG = "".join(
    f"<p style='break-after: page'>Page {n}, <a href='https://example.org/{n}'>out</a></p>" for n in range(9)
)


@pytest.mark.parametrize("change", ["as it is", "as a library writes it", "nested"])
def test_pages_are_those_that_a_library_finds(change):
    data, _ = book("<p>One</p>", LONG, "<p>Three</p>")
    with Pdf.open(io.BytesIO(data)) as pdf:
        if change == "nested":
            held = pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([pdf.Root.Pages]), Count=len(pdf.pages)))
            pdf.Root.Pages.Parent, pdf.Root.Pages = held, held
        data = data if change == "as it is" else saved(pdf)
    with Pdf.open(io.BytesIO(data)) as pdf, opened(data) as lazily:
        assert list(Leaves(lazily).numbers) == [page.objgen for page in pdf.pages]


def test_a_page_tree_that_goes_round_is_refused():
    data, _ = book("<p>One</p>")
    with Pdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
        pdf.Root.Pages.Kids = Array([pdf.Root.Pages, pdf.Root.Pages])
        with pytest.raises(ValueError, match="no end"):
            Leaves(pdf)


def test_labels_are_those_that_a_library_tells():
    with Pdf.new() as pdf:
        for _ in range(70):
            pdf.add_blank_page()
        runs = [
            (0, Dictionary(S=Name.r)),
            (9, Dictionary(S=Name.D, St=7, P=String("A-"))),
            (12, Dictionary(S=Name.R, St=38)),
            (14, Dictionary(P=String("Cover"))),
            (15, Dictionary(S=Name.a)),
            (41, Dictionary(S=Name.A)),
            (67, Dictionary(S=Name.a, St=52)),
            (68, Dictionary(S=Name.D)),
        ]
        pdf.Root.PageLabels = Dictionary(Nums=Array([entry for run in runs for entry in run]))
        data = saved(pdf)
    file = FinishedFile(data)
    with Pdf.open(io.BytesIO(data)) as pdf:
        told = [page.label for page in pdf.pages]
    # After `z` the library goes on as spreadsheets do; the standard has `aa` to `zz`.
    assert [file.label(index) for index in range(70)] == [*told[:67], "zz", *told[68:]]
    file.close()


def test_of_a_section_without_texts_only_the_pages_that_changed_are_read(monkeypatch):
    kept: dict[str, bytes] = {}
    means = Means(Keeping(kept))
    data, sections = book("<p>One</p>", LONG)
    read(data, sections, means)
    changed, _ = book("<p>One</p>", LONG.replace("Page 4", "Page 44"))
    loaded: list[int] = []
    get = pypdfium2.PdfDocument.__getitem__

    def counted(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        loaded.append(index)
        return get(document, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "__getitem__", counted)
    read(changed, sections, means)
    assert loaded == [sections["s1"].start + 4]


def test_what_was_read_before_is_told_without_help():
    kept: dict[str, bytes] = {}
    given: list[int] = []

    def share(work, items):
        given.append(len(items))
        return map(work, items)

    means = Means(Keeping(kept), share)
    data, sections = book("<p>One</p>", LONG)
    read(data, sections, means)
    read(data, sections, means)
    assert given == [1, 0]


class Keeping:
    """Keeps in a dictionary."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self.get, self.put = kept.get, kept.__setitem__


def read(data: bytes, sections: dict[str, range], means: Means) -> None:
    file = FinishedFile(data)
    assert not file.read(sections, {}, means).diagnostics
    file.close()
