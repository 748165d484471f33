"""The commands: one file each. `firstsight --help` lists them."""

from __future__ import annotations

import sys

from cyclopts import App

from firstsight import __version__
from firstsight.errors import FirstsightError

app = App(
    name="firstsight",
    help="A behavioural security engine that judges a threat the first time it is seen.",
    version=__version__,
)
app.command("firstsight.cli.replay:replay")
app.command("firstsight.cli.demo:demo")
app.command("firstsight.cli.explain:explain")
app.command("firstsight.cli.knows:knows")
app.command("firstsight.cli.forget:forget")
app.command("firstsight.cli.decisions:release")
app.command("firstsight.cli.decisions:report")
app.command("firstsight.cli.backfill:backfill")
app.command("firstsight.cli.refit:refit")
app.command("firstsight.cli.config:app", name="config")
app.command("firstsight.cli.unwrap:unwrap")
app.command("firstsight.cli.audit:app", name="audit")
app.command("firstsight.cli.intent:app", name="intent")
app.command("firstsight.cli.lab:app", name="lab")

EX_TEMPFAIL, EX_CONFIG = 75, 78
"""Exit codes of sysexits.h: try again later; the settings are wrong."""


def main() -> None:
    """The program. Errors that have a name are one line on standard error; anything else is a bug and shows itself."""
    try:
        code = app(["/dev/stdin" if word == "-" else word for word in sys.argv[1:]])
    except FirstsightError as fault:
        print(f"firstsight: {fault}", file=sys.stderr)
        sys.exit(EX_TEMPFAIL if fault.temporary else EX_CONFIG)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)
