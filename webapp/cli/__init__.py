"""The command line: parse, call an action, print.

Commands are named in one table and loaded only when called, so that `--help` costs no import.
Results go to stdout, everything else to stderr; exit 0 fine, 1 findings, 2 failed.
"""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from tm.errors import DuizhaoError

# name -> (module:command, one line of help); the help stands here so that listing loads nothing.
COMMANDS: dict[str, tuple[str, str]] = {
    "lookup": ("lookup:lookup", "Find the memory's matches for a sentence."),
    "concordance": ("concordance:concordance", "Find every occurrence of a phrase."),
    "terms": ("terms:terms", "Recognise glossary terms in a text."),
    "check": ("check:check", "Check a text against glossary, spelling and its source."),
    "import": ("imports:imports", "Bring articles and files into the memory; list and undo."),
    "review": ("review:review", "Confirm and correct the aligned rows of an article."),
    "export": ("export:export", "Write the memory to a file."),
    "extract": ("extract:extract", "Show what of a document is text and what is left out."),
    "align": ("align:align", "Align two texts without storing them."),
    "lexicon": ("lexicon:lexicon", "Train and inspect the aligner's bilingual lexicon."),
    "glossary": ("glossary:glossary", "Import, export, search and examine the glossary."),
    "analyse": ("analyse:analyse", "Count what the memory saves on a document."),
    "pretranslate": ("analyse:pretranslate", "Fill a document from the memory."),
    "evaluate": ("evaluate:evaluate", "Measure matching, or a translation against a reference."),
    "collection": ("collections:collection", "List collections; set what their matches lose."),
    "index": ("index:index", "Build, verify and describe the fuzzy index."),
    "db": ("db:db", "Upgrade the database schema."),
    "user": ("people:user", "Add people and give them roles."),
    "token": ("people:token", "Make and revoke the tokens by which programs use the API."),
    "backup": ("backup:backup", "Write the whole database to a file."),
    "restore": ("backup:restore", "Put a backup in the place of the database."),
    "worker": ("serve:worker", "Run queued imports; `serve` does so by itself."),
    "mcp": ("mcp:mcp", "Let assistants read the memory (Model Context Protocol)."),
    "serve": ("serve:serve", "Serve the web application."),
}


class Lazy(click.Group):
    """A group that knows its commands' names and help before their modules are loaded."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the table's order, which is the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(f"webapp.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="duizhao", prog_name="duizhao")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Duizhao 对照: translation memory, glossary and checks for Chinese and English.

    Everything is kept in DUIZHAO_HOME (default ./var).
    """
    ctx.obj = {"debug": debug}


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    arguments = sys.argv[1:] if args is None else args
    try:
        status = cli.main(arguments, prog_name="duizhao", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show(sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader left; say nothing, not even while the interpreter flushes on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (DuizhaoError, OSError) as error:
        if "--debug" in arguments:
            raise
        _fail(_one_line(error))
    except Exception as error:
        if "--debug" in arguments:
            raise
        _fail(
            f"something unforeseen happened ({type(error).__name__}); run it again as"
            " `duizhao --debug …` and report what that shows"
        )
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str) -> NoReturn:
    click.echo(f"duizhao: {message}", err=True)
    sys.exit(2)


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{error.filename or 'the disk'}: no space left; make room and run it again"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}; check the path and its permissions"
    return " ".join(str(error).split())
