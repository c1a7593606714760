"""The commands."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from compendium import __version__
from compendium.cli.building import run_build, run_print_run, run_watch
from compendium.cli.printing import Voice
from compendium.diagnostics import CompendiumError, Diagnostic, Exit, Place, Report

_EPILOG = """\b
Exit codes:
  0  done
  1  the content, a style or a template has to be mended; each finding tells where
  2  the command was called wrongly
  3  typesetting, binding or the proof of the finished file failed
"""


class _DefaultGroup(click.Group):
    """Runs `build` where no command is named, and takes what is no command for the name of an edition."""

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx._protected_args:  # noqa: SLF001 - click keeps the words that are left nowhere else
            ctx._protected_args = ["build"]  # noqa: SLF001
        return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in self.commands or args[0].startswith("-") or get_close_matches(args[0], self.commands):
            return super().resolve_command(ctx, args)
        return "build", self.commands["build"], args


@click.group(
    cls=_DefaultGroup, no_args_is_help=False, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="compendium")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder of the project.")
@click.option("--content", type=click.Path(file_okay=False, path_type=Path), help="Another folder of content.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Another folder for finished files.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON, for machines.")
@click.pass_context
def _cli(ctx: click.Context, /, **options: Any) -> None:
    """Typeset, proved, print-ready compendia of resolutions and declarations, in English and French.

    Without a command, every edition of the folder is built.
    """
    ctx.obj = options


def _command(**attrs: Any) -> Callable[[Callable[..., int]], click.Command]:
    """A command that takes `--quiet` and `--json` behind its name too."""

    def decorate(function: Callable[..., int]) -> click.Command:
        function = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")(function)
        function = click.option("--json", "as_json", is_flag=True, help="Write the outcome as JSON.")(function)
        return _cli.command(**attrs)(click.pass_context(function))

    return decorate


def _settings(ctx: click.Context, options: dict[str, Any]) -> dict[str, Any]:
    shared: dict[str, Any] = dict(ctx.obj)
    for flag in ("quiet", "as_json"):
        # Taken out first: what is left of the command's own flag would overrule the one before its name.
        shared[flag] = options.pop(flag, False) or bool(shared.get(flag))
    return shared | options


@_command(name="build")
@click.argument("editions", nargs=-1)
@click.option("--workers", type=click.IntRange(min=1), help="Processes that typeset at once; one a core if not given.")
@click.option("--executor", help="Typeset on a cluster: dask://host:port, the address of a Dask scheduler.")
@click.option("--explain", is_flag=True, help="Say of every section that is typeset why it has to be.")
@click.option(
    "--target",
    type=click.Choice(["screen", "proof"]),
    default="screen",
    show_default=True,
    help="`proof` writes NAME.proof.pdf for the compositor: the same pages on their baseline grid.",
)
@click.option("--typography", is_flag=True, help="Measure the finished pages, and list what a typographer would mend.")
def _build(ctx: click.Context, /, **options: Any) -> int:
    """Build every edition, or those that are named, into the output folder."""
    wants_typography = options.pop("typography")
    target = options.pop("target")
    settings = _settings(ctx, options)
    if target == "proof":
        from compendium.cli.printshop import run_proofs

        return run_proofs(**settings)
    code = run_build(**settings)
    if wants_typography and code == Exit.DONE:
        from compendium.cli.pages import say_typography

        say_typography(settings)
    return code


@_command(name="run")
@click.option("--edition", multiple=True, required=True, help="The edition that the copies are of; given twice, a "
    "city receives the first that has its language.")  # fmt: skip
@click.option("--for", "wanted", required=True, help="`cities` for all, names separated by commas, or a CSV file.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that typeset at once; one a core if not given.")
@click.option("--executor", help="Typeset on a cluster: dask://host:port, the address of a Dask scheduler.")
def _run(ctx: click.Context, /, **options: Any) -> int:
    """Make a personalised copy for each city, with letters, labels and a list; started again, it goes on."""
    return run_print_run(**_settings(ctx, options))


@_command(name="watch")
@click.argument("editions", nargs=-1)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 for any that is free.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that typeset at once; one a core if not given.")
def _watch(ctx: click.Context, /, **options: Any) -> int:
    """Build on every change, and show the pages in a browser on this machine."""
    return run_watch(**_settings(ctx, options))


@_command(name="check")
@click.argument("ident", required=False)
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="With an ID: a source file that the instrument is proved equal to. Without: a folder or file of official "
    "texts that the digests must not resemble.",
)
def _check(ctx: click.Context, /, **options: Any) -> int:
    """Judge the content by the rules; no PDF is made."""
    from compendium.cli.tasks import run_check

    return run_check(**_settings(ctx, options))


@_command(name="intake")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "ident", help="The id of the instrument; taken from the symbol or the file name if not given.")
@click.option("--lang", type=click.Choice(["en", "fr"]), help="The language of the text; recognised if not given.")
@click.option("--replace", is_flag=True, help="Replace an instrument that is there; the old file is kept as .bak.")
def _intake(ctx: click.Context, /, **options: Any) -> int:
    """Take an official text (txt, md, docx, xml, html) into an instrument file, verbatim."""
    from compendium.cli.tasks import run_intake

    return run_intake(**_settings(ctx, options))


@_command(name="new")
@click.argument("kind", type=click.Choice(["instrument"]))
@click.argument("ident")
def _new(ctx: click.Context, /, **options: Any) -> int:
    """Write a commented skeleton of an instrument."""
    from compendium.cli.tasks import run_new

    return run_new(**_settings(ctx, options))


@_command(name="schema")
def _schema(ctx: click.Context, /, **options: Any) -> int:
    """Write JSON Schemas for editors, and say which header line makes an editor use them."""
    from compendium.cli.tasks import run_schema

    return run_schema(**_settings(ctx, options))


@_command(name="verify")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--manifest", type=click.Path(dir_okay=False, path_type=Path), help="Its manifest, if it is elsewhere.")
def _verify(ctx: click.Context, /, **options: Any) -> int:
    """Tell whether a finished file is the one of its manifest."""
    from compendium.cli.tasks import run_verify

    return run_verify(**_settings(ctx, options))


@_command(name="press")
@click.argument("editions", nargs=-1)
@click.option("--tumble", is_flag=True, help="Bind two editions back to back, in one cover with a front for each.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes that typeset at once; one a core if not given.")
def _press(ctx: click.Context, /, **options: Any) -> int:
    """Make the press file (PDF/X-4) and the cover of every edition, or of those that are named."""
    from compendium.cli.printshop import run_press

    return run_press(**_settings(ctx, options))


@_command(name="booklet")
@click.argument("files", nargs=-1, required=True, metavar="FILE.pdf|EDITION [OTHER]")
@click.option("--sheet", default="A4", show_default=True, help="Sheet: A4, A3, A2, A1, SRA3, SRA2, Letter, Tabloid.")
@click.option("--signature", type=click.Choice(["8", "16", "32"]), help="Perfect binding; saddle stitch if not given.")
@click.option("--paper", default="offset-80", show_default=True, help="Paper; its thickness is the creep.")
@click.option("--fit", is_flag=True, help="Make pages smaller that are too large for the sheet.")
@click.option("--back-cover", is_flag=True, help="The last page is a back cover: blanks come before it.")
@click.option("--instructions/--no-instructions", default=True, help="A first sheet that tells how to print.")
def _booklet(ctx: click.Context, /, **options: Any) -> int:
    """Impose a PDF or an edition for folding; two of them back to back (tumble)."""
    from compendium.cli.printshop import run_booklet

    return run_booklet(**_settings(ctx, options))


@_command(name="preflight")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--for", "door", type=click.Choice(["press", "screen", "booklet"]), help="Told from the file if not given."
)
@click.option("--ink-limit", type=click.FloatRange(100, 400), default=300.0, show_default=True, help="Percent.")
@click.option("--bleed", type=click.FloatRange(0, 20), default=3.0, show_default=True, help="Millimetres.")
@click.option("--signature", type=click.IntRange(1, 64), default=4, show_default=True, help="Pages of a signature.")
def _preflight(ctx: click.Context, /, **options: Any) -> int:
    """Judge any PDF, ours or not, by a table of rules."""
    from compendium.cli.printshop import run_preflight

    return run_preflight(**_settings(ctx, options))


@_command(name="clean")
def _clean(ctx: click.Context, /, **options: Any) -> int:
    """Remove finished files and kept Proofs."""
    from compendium.cli.tasks import run_clean

    return run_clean(**_settings(ctx, options))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: what stands behind the command's name; None for the process's own.

    Returns:
        the exit code (see `compendium.diagnostics.Exit`).
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    voice = Voice(quiet="--quiet" in given or "-q" in given, as_json="--json" in given)
    try:
        outcome = _cli.main(args=given, prog_name="compendium", standalone_mode=False)
        return int(outcome or 0)
    except click.exceptions.Abort:
        return Exit.USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CompendiumError as error:
        voice.report(error.report)
        voice.result({"ok": False}, error.report)
        return error.exit_code
    except BrokenPipeError:
        return Exit.DONE
    except OSError as error:
        place, hint = Place(str(error.filename or ".")), _HINTS.get(error.errno or 0, "")
        report = Report.of([Diagnostic("CLI-FILE", _said(error), place, hint)])
        voice.report(report)
        voice.result({"ok": False}, report)
        return Exit.CONTENT


_NO_LEAVE = "give leave to write there, or name another folder with --output"
_NO_ROOM = "make room, then run the same command: what was made is kept"
_HINTS = {
    errno.EACCES: _NO_LEAVE,
    errno.EPERM: _NO_LEAVE,
    errno.EROFS: _NO_LEAVE,
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
}
"""What to do where the file system refuses."""


def _said(error: OSError) -> str:
    return f"the file system refuses: {error.strerror or error}"
