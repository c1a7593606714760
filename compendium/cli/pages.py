"""What `build --typography` says of the pages."""

from __future__ import annotations

from typing import Any

from compendium.cli.printing import Voice, summary
from compendium.production import Project, judge_typography


def say_typography(options: dict[str, Any]) -> None:
    """Measure the pages of the editions that were built, and list every finding."""
    voice = Voice(options["quiet"], options["as_json"])
    project = Project.at(options["root"], options["content"], options["output"])
    for edition, report in judge_typography(project, options["editions"]):
        voice.report(report)
        voice.line(f"{edition}: typography: {summary(report)}")
