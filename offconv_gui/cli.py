"""The `offconv` command: check, export and columns, without a window.

Exit status: 0 where every row is ready, 1 where some have errors or were left out by a fix, 2 where nothing
could be done; then there is one line on standard error, and nothing was written.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from offconv_gui import __version__, reports
from offconv_gui.core.messages import UserError
from offconv_gui.core.named_fixes import SAFE, Fixed, apply_fixes
from offconv_gui.io.documents import OpenTable, open_table
from offconv_gui.io.targets import TARGETS, plan_export, target_called, write_export
from offconv_gui.options import Parser, add_fix_option, add_open_options, open_options

READY, SOME_LEFT_OUT, FAILED = 0, 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run the command with these arguments (by default the process's own) and give its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console that lacks a character shows another, and goes on
            stream.reconfigure(errors="replace")
    try:
        given = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = given.run
        status = run(given)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a full disk can still be told
        return status
    except UserError as problem:
        print(_one_line(f"offconv: {problem}"), file=sys.stderr)
        return FAILED
    except SystemExit as end:  # argparse has shown its help
        return int(end.code or 0)
    except BrokenPipeError:  # whoever read our output has seen enough
        _drop_output()
        return FAILED
    except OSError as problem:
        _drop_output()
        print(f"offconv: The report cannot be written: {problem.strerror}.", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("offconv: Stopped; nothing was written.", file=sys.stderr)
        return FAILED


def _drop_output() -> None:
    """Let what is still to be written to standard output go nowhere, so that Python ends quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> Parser:
    parser = Parser(
        prog="offconv",
        allow_abbrev=False,
        description="Prepare offline-conversion uploads for Microsoft Advertising.",
    )
    parser.add_argument("--version", action="version", version=f"offconv {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = _command(commands, "check", _check, "judge every row of a file, and write nothing")
    export = _command(commands, "export", _export, "write the rows that are ready as a file to upload")
    columns = _command(
        commands, "columns", _columns, "show what a file holds and what each column would become"
    )
    export.add_argument(
        "-o", "--output", metavar="OUT.csv", required=True, type=Path, help="the file to write"
    )
    export.add_argument(
        "--rejects", metavar="REJECTS.xlsx", type=Path, help="write the rows left out, with reasons"
    )
    add_fix_option(export)
    export.add_argument(
        "--format",
        choices=[target.key for target in TARGETS],
        default=TARGETS[0].key,
        help="bulk: the file of a bulk upload (the usual one); web: the file of the Conversions page, at "
        "most 100,000 rows each, adjustments apart",
    )
    export.add_argument("--zip", action="store_true", help="put the file into an archive")
    export.add_argument("--force", action="store_true", help="replace files that are there already")
    for command in (check, export, columns):
        add_open_options(command)
        command.add_argument("--json", action="store_true", help="print one object for programs")
    return parser


def _command(
    commands: argparse._SubParsersAction[Parser], name: str, run: Callable[..., int], help: str
) -> Parser:
    command = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    command.add_argument(
        "file",
        metavar="FILE",
        help="a CSV file, a workbook or the like, or saved work (.offconv), whose own choices hold unless "
        "others are given here",
    )
    command.set_defaults(run=run)
    return command


def _check(given: argparse.Namespace) -> int:
    table = _open(given)
    if given.json:
        _print_json(reports.as_json(table, given.file))
    else:
        _print(reports.as_text(table, given.file))
    return _status(table)


def _export(given: argparse.Namespace) -> int:
    table, fixed = _mended(_open(given), given.fixes)
    plan = plan_export(table.document, target_called(given.format))
    written = write_export(plan, given.output, overwrite=given.force, zipped=given.zip, rejects=given.rejects)
    if given.json:
        fixes = {"fixed": reports.fixed_as_json(fixed)} if given.fixes else {}
        exported = {"exported": reports.exported_as_json(written)}
        _print_json({**reports.as_json(table, given.file), **fixes, **exported})
    else:
        errors = table.document.counts().errors
        rejects = str(given.rejects) if given.rejects else None
        _print(reports.as_text(table, given.file))
        _print(reports.fixed_as_text(fixed))
        _print(reports.exported_as_text(written, rejects, errors))
    return _status(table)


def _columns(given: argparse.Namespace) -> int:
    table = _open(given)
    if given.json:
        _print_json(reports.columns_as_json(table, given.file))
    else:
        _print(reports.columns_as_text(table, given.file))
    return READY


def _open(given: argparse.Namespace) -> OpenTable:
    options = open_options(given)
    now = int(datetime.now(UTC).timestamp()) if options.now is None else options.now
    return open_table(
        Path(given.file),
        options.choices,
        now,
        given=options.given,
        options=options.read,
        usual=options.usual,
        overrides=options.overrides,
        constants=options.constants,
    )


def _mended(table: OpenTable, names: Sequence[str]) -> tuple[OpenTable, list[Fixed]]:
    document, done = table.document, []
    for name in names:
        document, fixed = apply_fixes(document, name)
        done += [one for one in fixed if one.cells or name != SAFE]
    return replace(table, document=document), done


def _status(table: OpenTable) -> int:
    counts = table.document.counts()
    return READY if counts.ready == counts.rows else SOME_LEFT_OUT


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json(report: dict[str, object]) -> None:
    print(json.dumps(report))  # in ASCII, which every console and every reader takes


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
