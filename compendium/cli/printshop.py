"""The commands of the print shop: press, booklet, preflight, and the proofs that a compositor asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from compendium.cli.printing import Voice, as_value
from compendium.conformance.preflight import Door, Judgement, Limits, Preflight, preflight
from compendium.diagnostics import ContentError, Diagnostic, Exit, Place
from compendium.production import Project, build, build_interior
from compendium.production.booklet import Order, booklet
from compendium.production.press import press, press_tumbled
from compendium.production.proofing import pull_proofs


def _project(options: dict[str, Any]) -> Project:
    return Project.at(options["root"], options["content"], options["output"])


def _voice(options: dict[str, Any]) -> Voice:
    return Voice(options["quiet"], options["as_json"])


def run_press(**options: Any) -> int:
    """Make press file and cover of editions; says where blanks are and how wide the spine is."""
    voice = _voice(options)
    try:
        make = press_tumbled if options["tumble"] else press
        made = make(_project(options), options["editions"], voice.event, options["workers"])
    finally:
        voice.close()
    for item in made:
        voice.report(item.findings)
        voice.line(f"{item.edition}: {item.pages} pages, judged; {item.path}")
    for cover, item in {item.cover: item for item in made}.items():
        title = f", its title {item.wrap.type.pt:g} pt" if item.wrap.holds_title else ""
        voice.line(f"{cover}: spine {item.wrap.spine.mm:.1f} mm{title}")
    editions = [
        {
            "edition": item.edition,
            "file": str(item.path),
            "cover": str(item.cover),
            "pages": item.pages,
            "blanks": list(item.blanks),
            "spine_mm": round(item.wrap.spine.mm, 2),
            "spine_type_pt": item.wrap.type.pt,
            "sha256": item.digest,
            "findings": [as_value(finding) for finding in item.findings],
        }
        for item in made
    ]
    voice.result({"ok": True, "editions": editions})
    return Exit.DONE


def run_proofs(**options: Any) -> int:
    """Pull proofs of editions, for a compositor to lay a ruler on."""
    voice, hands = _voice(options), options["executor"] or options["workers"]
    try:
        pulled = pull_proofs(_project(options), options["editions"], voice.event, hands)
    finally:
        voice.close()
    for item in pulled:
        voice.line(f"{item.edition}: {item.pages} pages on their grid; {item.path}")
    editions = [{"edition": item.edition, "file": str(item.path), "pages": item.pages} for item in pulled]
    voice.result({"ok": True, "editions": editions})
    return Exit.DONE


def run_booklet(**options: Any) -> int:
    """Impose PDFs, or editions that are built first."""
    voice, project = _voice(options), _project(options)
    if len(options["files"]) > 2:
        message = "a booklet is made of one book, or of two back to back"
        raise ContentError(Diagnostic("IMP-BOOKS", message, Place("booklet"), "name one or two"))
    editions = [name for name in options["files"] if not _is_file(name)]
    built = {name: _built(project, name, voice, covered=len(options["files"]) > 1) for name in editions}
    files = [built.get(name, Path(name)) for name in options["files"]]
    order = Order(
        sheet=options["sheet"],
        signature=int(options["signature"]) if options["signature"] else None,
        paper=options["paper"],
        fit=options["fit"],
        last_outside=options["back_cover"],
        instructions=options["instructions"],
    )
    made = booklet(project, files, order, editions)
    voice.report(made.findings)
    result = made.booklet
    scale = f", at {result.scale:.0%}" if result.scale < 1 else ""
    blanks = f", blank: {', '.join(map(str, result.blanks))}" if result.blanks else ""
    voice.line(f"{made.path}: {result.sheets} sheets {order.sheet}, {result.pages} pages{blanks}{scale}")
    voice.line(f"{made.plan}: the plan; {made.picture}: the first sheet")
    value = {"file": str(made.path), "plan": str(made.plan), "picture": str(made.picture), "sheets": result.sheets}
    value |= {"pages": result.pages, "blanks": list(result.blanks), "scale": round(result.scale, 4)}
    voice.result({"ok": True} | value, made.findings)
    return Exit.DONE


def _built(project: Project, name: str, voice: Voice, *, covered: bool) -> Path:
    """The pages of an edition, without its cover where it gets one of its own; its manifest vouches for both.

    Of two books back to back each begins with its cover: what is outside is the front of one or of the other.
    """
    whole = build(project, [name], voice.event)[0].path
    return whole if covered else build_interior(project, name).path


def _is_file(name: str) -> bool:
    return name.lower().endswith(".pdf")


def run_preflight(**options: Any) -> int:
    """Judge any PDF; prints every rule, passed or failed."""
    voice, path = _voice(options), Path(options["file"])
    door = Door(options["door"]) if options["door"] else None
    limits = Limits(ink=options["ink_limit"], bleed=options["bleed"], signature=options["signature"])
    outcome = preflight(path.read_bytes(), str(path), door, limits)
    for judgement in outcome.judgements:
        voice.line(_line(judgement))
    voice.report(outcome.report)
    passed = sum(judgement.passed for judgement in outcome.judgements)
    verdict = "may go out" if outcome.passed else "stays in the house"
    voice.line(f"{path}: for the {outcome.door}, {passed} of {len(outcome.judgements)} rules passed; it {verdict}")
    voice.result(_value(outcome), outcome.report)
    return Exit.DONE if outcome.passed else Exit.CONTENT


def _line(judgement: Judgement) -> str:
    failed = "FAILED" if judgement.rule.severity == "error" else "warned"
    mark = "passed" if judgement.passed else "absent" if judgement.absent else failed
    return f"{mark}  {judgement.rule.code:<18} {judgement.rule.summary} ({judgement.rule.clause})"


def _value(outcome: Preflight) -> dict[str, Any]:
    rules = [
        {
            "code": judgement.rule.code,
            "clause": judgement.rule.clause,
            "summary": judgement.rule.summary,
            "severity": str(judgement.rule.severity),
            "passed": judgement.passed,
            "judged": not judgement.absent,
            "faults": list(judgement.faults),
        }
        for judgement in outcome.judgements
    ]
    return {"ok": outcome.passed, "file": outcome.file, "for": str(outcome.door), "rules": rules}
