"""What can be typed, with its help. Each body is one call into its own file."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from standfast import __version__

from .case_commands import case
from .options_typed import At, Json, Lang, Passphrase

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    help="Stand fast against sextortion and deepfake blackmail. Works offline; nothing leaves this device.\n\n"
    "Start with 'standfast now' (a plan, no file needed) or 'standfast check FILE'.",
)

Country = Annotated[str, typer.Option(help="Country, such as GB, US or DE.", show_default=False)]
Area = Annotated[str, typer.Option(help="Police area, such as GB-derbyshire.", show_default=False)]
Age = Annotated[
    str, typer.Option(help="Age now of the person it happened to: under-13, 13-15, 16-17, 18-24, 25-34, 35-plus.", show_default=False)
]
Answers = Annotated[
    Optional[list[str]],  # noqa: UP045  typer reads the old form on every Python
    typer.Option("--answer", "-a", metavar="FIELD=VALUE", help="Any other answer, such as paid=yes. May be given often."),
]
Own = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option("--mine", metavar="ADDRESS", help="Your own name in a chat, address, number or handle: never taken for the sender's."),
]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def standfast(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Options that stand before the command."""


@app.command(epilog="Example: standfast check threat.eml chat.zip --country GB --age 18-24 --mine Sam")
def check(
    paths: Annotated[
        list[str], typer.Argument(help="Mails, chats, data downloads (.zip), PDFs, screenshots; '-' reads pasted text.", show_default=False)
    ],
    json: Json = False,
    country: Country = "",
    area: Area = "",
    age: Age = "",
    answer: Answers = None,
    mine: Own = None,
    at: At = "",
    full: Annotated[bool, typer.Option("--full", help="Print everything: the whole plan, and what each finding does not show.")] = False,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="I looked: the pictures show words, and no intimate picture. Without it none is read.")
    ] = False,
) -> None:
    """Read a message or a conversation: what it is, why we think so, who is behind it, what they want, and what to do now."""
    from .check import run

    raise typer.Exit(run(paths, (country, area, age, answer), mine or [], at, json=json, full=full, words_only=words_only))


@app.command(epilog="Example: standfast triage messages.jsonl --workers 2 > verdicts.jsonl")
def triage(
    file: Annotated[str, typer.Argument(help='JSON Lines, each {"id", "text"} or {"id", "path"}; \'-\' is standard input.')] = "-",
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes to use.")] = 1,
) -> None:
    """Sort many messages: JSON Lines in, one JSON line out for each, in the same order."""
    from .triage import run

    raise typer.Exit(run(file, workers))


@app.command(epilog="Example: standfast now --country GB --area GB-derbyshire --age 16-17 -a kind=image-threat -a paid=no")
def now(
    json: Json = False,
    country: Country = "",
    area: Area = "",
    age: Age = "",
    answer: Answers = None,
    at: At = "",
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask the questions. Default: only on a terminal, when no answer is given.")
    ] = True,
) -> None:
    """The plan, with no file needed. Asks at most seven questions; every one can be skipped."""
    from .now import run

    raise typer.Exit(run((country, area, age, answer), at, json=json, ask=ask))


@app.command(epilog="Example: standfast routes --country GB --area GB-derbyshire --age 16-17 --kind image-threat")
def routes(
    country: Annotated[
        str, typer.Option(help="Country, such as GB, US or DE. Without it, all countries are named.", show_default=False)
    ] = "",
    area: Area = "",
    age: Age = "",
    kind: Annotated[
        str, typer.Option(help="What happened: image-threat, hack-bluff, coercion, recovery-scam ...", show_default=False)
    ] = "",
    json: Json = False,
    at: At = "",
) -> None:
    """Who to tell: every contact, with the date it was read and its source."""
    from .routes import run

    raise typer.Exit(run(country, area, age, kind, at, json=json))


@app.command(epilog="Example: standfast facts --by 2027-03-01")
def facts(
    by: Annotated[
        str, typer.Option(metavar="DATE", help="Facts to be looked at again by this day. Default: today.", show_default=False)
    ] = "",
    release: Annotated[bool, typer.Option("--release", help="What a person must check by hand before a public release.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every fact, due or not.")] = False,
    json: Json = False,
) -> None:
    """Which facts are due for a re-check."""
    from .facts import run

    raise typer.Exit(run(by, json=json, release_list=release, every=every))


app.add_typer(case, name="case")


def _own_page(out: str) -> None:
    if out:
        from .verify import own_page

        raise typer.Exit(own_page(out))


@app.command(epilog="Example: standfast verify pack-police.zip --fingerprint '1a2b 3c4d 5e6f 7081 92a3'")
def verify(
    pack: Annotated[str, typer.Argument(help="A pack that was handed over (.zip, or .age with --identity).", show_default=False)],
    fingerprint: Annotated[str, typer.Option(help="As the person read it out to you.", show_default=False)] = "",
    log_hash: Annotated[str, typer.Option(metavar="HASH", help="Last hash of the log in an earlier pack.", show_default=False)] = "",
    roots: Annotated[str, typer.Option(metavar="FILE", help="Certificates (PEM) to trust for time stamps.", show_default=False)] = "",
    identity: Annotated[str, typer.Option(metavar="FILE", help="Your age key, for a pack that was encrypted to you.", show_default=False)] = "",
    page: Annotated[
        str,
        typer.Option(metavar="FILE", callback=_own_page, is_eager=True, help="Write your own copy of verify.html, and stop.", show_default=False),
    ] = "",
    json: Json = False,
) -> None:
    """Say what of a pack still holds. Exit code 1 where something does not."""
    from .verify import verify as run

    raise typer.Exit(run(pack, fingerprint, log_hash, roots, identity, json=json))


@app.command(epilog="Example: standfast letter take-down --case mine.standfast --out request.pdf --sent now")
def letter(
    name: Annotated[str, typer.Argument(metavar="[ID]", help="Which one. Without it: the letters that fit.", show_default=False)] = "",
    case_file: Annotated[str, typer.Option("--case", metavar="FILE", help="Write it from this case.", show_default=False)] = "",
    country: Country = "",
    area: Area = "",
    age: Age = "",
    answer: Answers = None,
    fact: Annotated[Optional[list[str]], typer.Option("--fact", metavar="ID=VALUE", help="What the letter asks for. May be given often.")] = None,  # noqa: UP045
    out: Annotated[str, typer.Option(metavar="FILE", help="Write a .pdf, .html or .txt. Only a complete letter is written.", show_default=False)] = "",
    sent: Annotated[
        Optional[str], typer.Option("--sent", metavar="TIME", help="That you sent it, and when ('now'): its clock starts.", show_default=False)  # noqa: UP045
    ] = None,
    lang: Lang = "en",
    passphrase_file: Passphrase = "",
    at: At = "",
    json: Json = False,
) -> None:
    """Reports, requests and messages, written for you to read and send. Nothing is sent from here."""
    from .letters import Wanted, run

    raise typer.Exit(run(Wanted(name, out, sent, lang, at, json), case_file, passphrase_file, (country, area, age, answer), fact or []))


Home = Annotated[str, typer.Option("--home", metavar="NAME|FILE", help="Whose helpers come first: GB-derbyshire, neutral, or a TOML file.")]


@app.command(name="app", epilog="Example: standfast app --home GB-derbyshire")
def app_on_this_computer(
    home: Home = "neutral",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this computer. 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser, or only print the link.")] = True,
) -> None:
    """The pages, served to this computer alone and opened in your browser."""
    from .app import run

    raise typer.Exit(run(home, port, browser=browser))


site = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="The pages as plain files for a web server; the same program runs in the visitor's browser.",
)
app.add_typer(site, name="site")


@site.callback()
def sites() -> None:
    """The pages as plain files for a web server; the same program runs in the visitor's browser."""


@site.command(epilog="Example: standfast site build --home GB-derbyshire --out public --pyodide node_modules/pyodide")
def build(
    out: Annotated[str, typer.Option(metavar="FOLDER", help="Where to write. New, empty, or an earlier build.", show_default=False)],
    home: Home = "neutral",
    pyodide: Annotated[
        str, typer.Option(metavar="FOLDER", help="The npm package 'pyodide', unpacked. Default: node_modules/pyodide.", show_default=False)
    ] = "",
    sign: Annotated[str, typer.Option(metavar="KEY", help="An SSH key file; signs the manifest with ssh-keygen.", show_default=False)] = "",
    json: Json = False,
) -> None:
    """Write the site: readable at once, with scripts off, and with the message check for every browser that runs it."""
    from standfast.doors.site.command import run

    raise typer.Exit(run(home, out, pyodide, sign, json=json))
