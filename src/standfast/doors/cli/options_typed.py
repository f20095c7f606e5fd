"""Options that several commands offer, as they are typed."""

from __future__ import annotations

from typing import Annotated

import typer  # noqa: TID253  what can be typed

Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
At = Annotated[
    str, typer.Option("--at", metavar="TIME", help="Local time to plan for, such as 2026-11-24T23:40. Default: now.", show_default=False)
]
File = Annotated[str, typer.Argument(metavar="FILE", help="The case file, such as mine.standfast.", show_default=False)]
Lang = Annotated[str, typer.Option("--lang", help="Language of what is written: en or es.")]
Passphrase = Annotated[
    str,
    typer.Option(
        "--passphrase-file",
        metavar="FILE|FD|-",
        help="For scripts: the first line of a file, an open descriptor or standard input. Without it you are asked.",
        show_default=False,
    ),
]
