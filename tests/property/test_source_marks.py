"""The quick reading of calls and references finds what the full parse finds."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from compendium import markup
from compendium.rules.readings import calls_in, targets_in

pieces = st.sampled_from(
    [
        "[",
        "]",
        "(",
        ")",
        "[^1]",
        "[^2]",
        "](",
        "[a](#op1)",
        "[b](cited:c)",
        "{.sc}",
        "]{",
        "}",
        "{",
        "\\",
        "*",
        "**",
        "_",
        " ",
        "\n",
        "a",
        "<",
        '"',
        "!",
    ]
)
texts = st.lists(pieces, max_size=14).map("".join)


@given(texts)
@settings(max_examples=1500, deadline=None)
@example("[a [^1] b](#op1)")
@example("a](#op1)")
@example("[a](#op1[^1])")
@example("[a[b](#x)](#y)")
def test_the_quick_reading_is_the_full_one(text: str) -> None:
    assert calls_in(text) == markup.calls(text)
    assert targets_in(text) == markup.targets(text)


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(exclude_characters="\\*_[]{}\r\0"), max_size=40))
@example("")
@example("a < b & c `d` ~e~ ^f^ !(g) https://h.example\n\n  i")
def test_a_text_without_marks_reads_as_the_reader_reads_it(text: str):
    # A call behind it has the reader at work; all that stands before the call is text.
    found = markup.parse(f"{text}[^1]")
    assert found == (*markup.parse(text), markup.Call("1"))
