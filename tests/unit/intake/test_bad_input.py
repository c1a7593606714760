from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest

from compendium.diagnostics import ContentError
from compendium.intake import read_text


def code_of(path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_text(path)
    return caught.value.report.diagnostics[0].code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "INTAKE-EMPTY"),
        ("a.txt", b" \n\t\n", "INTAKE-EMPTY"),
        ("a.txt", b"\x00\x01\x02", "INTAKE-BINARY"),
        ("a.txt", "L'Assemblée générale a décidé d'élargir la forêt.".encode("cp1252"), "INTAKE-ENCODING"),
        ("a.txt", "text".encode("utf-16"), "INTAKE-ENCODING"),
        ("a.pdf", b"%PDF", "INTAKE-FORMAT"),
        ("a.docx", b"no zip at all", "INTAKE-DOCX"),
        ("a.xml", b"<a><b></a>", "INTAKE-XML"),
        ("a.xml", b"<a/>", "INTAKE-XML"),
        (
            "a.xml",
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><akomaNtoso>&e;</akomaNtoso>',
            "INTAKE-ENTITY",
        ),
        ("a.html", b"<html></html>", "INTAKE-EMPTY"),
    ],
)
def test_bad_file_is_one_clear_error(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert code_of(path) == code


def test_missing_file(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.txt") == "INTAKE-FILE"


def test_encoding_is_named_with_the_way_to_convert(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Les délégués réunis à Genève ont décidé d'aménager une forêt près du château.".encode("cp1252"))
    with pytest.raises(ContentError) as caught:
        read_text(path)
    assert "iconv -f cp1252 -t utf-8" in caught.value.report.diagnostics[0].hint


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 20_000_000)
    assert code_of(path) == "INTAKE-BOMB"


def test_word_file_with_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>')
    assert code_of(path) == "INTAKE-ENTITY"


def test_other_language_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Die Städte beschließen, ihre Brunnen zu pflegen und das Wasser rein zu halten.\n" * 6, encoding="utf-8"
    )
    assert "INTAKE-LANGUAGE" in {notice.code for notice in read_text(path).notices}


def test_two_megabytes_within_seconds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    body = "".join(f"{n}. Decides that fountain {n} of 1993 runs; " + "water " * 300 + ";\n" for n in range(1, 1200))
    path.write_text("The General Assembly,\n" + body, encoding="utf-8")
    start = time.monotonic()
    assert read_text(path).counts["operative"] == 1199
    assert time.monotonic() - start < 20
