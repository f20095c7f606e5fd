"""What can be typed after ``standfast case``, with its help. Each body is one call into its own file."""

from __future__ import annotations

from typing import Annotated, Optional

import typer  # noqa: TID253  what can be typed

from .options_typed import At, File, Json, Lang, Passphrase

case = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Your case: one file under a passphrase, with what was received, notes, dates, and a log that can only grow.",
)


@case.callback()
def cases() -> None:
    """Your case: one file under a passphrase, with what was received, notes, dates, and a log that can only grow."""


@case.command(epilog="Example: standfast case new mine.standfast")
def new(file: File, passphrase_file: Passphrase = "", json: Json = False) -> None:
    """Start a case. There is no back door: who forgets the passphrase cannot open it, and neither can we."""
    from .case_new import new as run

    raise typer.Exit(run(file, passphrase_file, json=json))


@case.command(epilog="Example: standfast case add mine.standfast threat.eml chat.zip --mine Sam")
def add(
    file: File,
    paths: Annotated[
        list[str], typer.Argument(help="Mails, chats, data downloads (.zip), screenshots of words; '-' is pasted text.", show_default=False)
    ],
    mine: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--mine", metavar="ADDRESS", help="Your own name, address, number or handle."),
    ] = None,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="I looked: the pictures and documents show words, and no intimate picture.")
    ] = False,
    media_not_intimate: Annotated[
        bool, typer.Option("--media-not-intimate", help="None of the media inside is intimate: keep their hashes, though not them.")
    ] = False,
    passphrase_file: Passphrase = "",
    json: Json = False,
) -> None:
    """Keep what was received, without its media. Of a picture it asks first what it shows; an intimate one is never stored."""
    from .case_add import Ways
    from .case_add import add as run

    raise typer.Exit(run(file, passphrase_file, paths, Ways(words_only, media_not_intimate, frozenset(mine or []), json)))


@case.command(epilog="Example: standfast case note mine.standfast 'He rang at nine in the evening.'")
def note(
    file: File,
    text: Annotated[str, typer.Argument(help="In your own words; '-' reads them from standard input.", show_default=False)],
    passphrase_file: Passphrase = "",
) -> None:
    """Write something down."""
    from .case_change import note as run

    raise typer.Exit(run(file, passphrase_file, text))


@case.command(epilog="Example: standfast case seen mine.standfast --where 'a chat on Snapchat' --when 2026-11-24T21:00 --who sam_x")
def seen(
    file: File,
    what: Annotated[str, typer.Option(help="picture or video.")] = "picture",
    where: Annotated[str, typer.Option(help="Where you saw it.", show_default=False)] = "",
    when: Annotated[str, typer.Option(help="When you saw it.", show_default=False)] = "",
    who: Annotated[str, typer.Option(help="Who sent or showed it.", show_default=False)] = "",
    says: Annotated[str, typer.Option(help="Anything else, in your own words. It does not matter what it shows.", show_default=False)] = "",
    passphrase_file: Passphrase = "",
) -> None:
    """Keep that a picture exists, not the picture: where, when and from whom."""
    from standfast.model import Seen

    from .case_add import seen as run

    raise typer.Exit(run(file, passphrase_file, Seen("video" if what == "video" else "picture", where, when, who, says)))


@case.command(epilog="Example: standfast case show mine.standfast 0001 --full")
def show(
    file: File,
    name: Annotated[str, typer.Argument(metavar="[ID]", help="One part: 0001, note/2, payment/1, follow-up/1.", show_default=False)] = "",
    full: Annotated[bool, typer.Option("--full", help="All words, all findings.")] = False,
    passphrase_file: Passphrase = "",
    json: Json = False,
) -> None:
    """What is in the case. Printed here; nothing is written to a file."""
    from .case_show import show as run

    raise typer.Exit(run(file, passphrase_file, name, json=json, full=full))


@case.command(epilog="Example: standfast case status mine.standfast")
def status(file: File, passphrase_file: Passphrase = "", at: At = "", json: Json = False) -> None:
    """Who answers now, which dates come, what to do next, which letters fit."""
    from .case_show import status as run

    raise typer.Exit(run(file, passphrase_file, at, json=json))


@case.command(epilog="Example: standfast case verify mine.standfast")
def verify(
    file: File,
    log_hash: Annotated[
        str, typer.Option(metavar="HASH", help="A last hash that was written down earlier, or stands in a pack.", show_default=False)
    ] = "",
    passphrase_file: Passphrase = "",
    json: Json = False,
) -> None:
    """Find any change, removal or reordering in the file and its log. Exit code 1 where something does not hold."""
    from .case_verify import verify as run

    raise typer.Exit(run(file, passphrase_file, log_hash, json=json))


@case.command(epilog="Example: standfast case remove mine.standfast 0002")
def remove(
    file: File,
    name: Annotated[str, typer.Argument(metavar="ID", help="0001, note/2, payment/1 or follow-up/1.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    passphrase_file: Passphrase = "",
) -> None:
    """Destroy what was added by mistake, bytes and hashes. The log keeps that something was removed, and when."""
    from .case_change import remove as run

    raise typer.Exit(run(file, passphrase_file, name, yes=yes))


@case.command(epilog="Example: standfast case follow mine.standfast --kind reference --who Police --reference 24/1234")
def follow(
    file: File,
    kind: Annotated[str, typer.Option(help="reference, stopncii, take-down or reminder.")] = "reference",
    who: Annotated[str, typer.Option(help="Who it is with.", show_default=False)] = "",
    reference: Annotated[str, typer.Option(help="Number that they gave you.", show_default=False)] = "",
    pin: Annotated[str, typer.Option(help="PIN that belongs to it; '-' asks for it, hidden.", show_default=False)] = "",
    sent: Annotated[str, typer.Option(metavar="TIME", help="When you sent it.", show_default=False)] = "",
    due: Annotated[str, typer.Option(metavar="TIME", help="When to come back to it.", show_default=False)] = "",
    text: Annotated[str, typer.Option(help="What to remember.", show_default=False)] = "",
    country: Annotated[str, typer.Option(help="Whose law sets the time.", show_default=False)] = "",
    done: Annotated[str, typer.Option(metavar="ID", help="That this one is settled: follow-up/1.", show_default=False)] = "",
    passphrase_file: Passphrase = "",
) -> None:
    """Something to come back to: a reference number, a StopNCII case, a request that was sent, a reminder."""
    from standfast.model import FollowUp

    from .case_change import follow as run

    row = FollowUp("", kind, who=who, country=country, reference=reference, pin=pin, sent=sent, due=due, text=text)
    raise typer.Exit(run(file, passphrase_file, row, done))


@case.command(epilog="Example: standfast case paid mine.standfast --how bank --amount 200 --currency GBP --when 2026-11-23T22:10")
def paid(
    file: File,
    how: Annotated[str, typer.Option(help="bank, card, app, gift-card, crypto or other.")] = "other",
    amount: Annotated[str, typer.Option(show_default=False)] = "",
    currency: Annotated[str, typer.Option(show_default=False)] = "",
    when: Annotated[str, typer.Option(metavar="TIME", show_default=False)] = "",
    to: Annotated[str, typer.Option(help="Account, wallet or name it went to.", show_default=False)] = "",
    reference: Annotated[str, typer.Option(show_default=False)] = "",
    passphrase_file: Passphrase = "",
) -> None:
    """Write down money that was sent. It is not your fault, and it can help to get it back."""
    from standfast.model import Payment

    from .case_change import paid as run

    raise typer.Exit(run(file, passphrase_file, Payment("", how, amount, currency, when, to, reference)))


@case.command(epilog="Example: standfast case answer mine.standfast country=GB shown_age=18-24 paid=no")
def answer(
    file: File,
    rows: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="As in 'standfast now -a'.", show_default=False)],
    passphrase_file: Passphrase = "",
) -> None:
    """What you can say about your situation. It shapes the plan and the letters."""
    from .case_change import answer as run

    raise typer.Exit(run(file, passphrase_file, rows))


@case.command(epilog="Example: standfast case fact mine.standfast name='Sam Example' email=sam@home.example")
def fact(
    file: File,
    rows: Annotated[
        list[str], typer.Argument(metavar="ID=VALUE...", help="What letters ask for; 'standfast letter' names the ids.", show_default=False)
    ],
    passphrase_file: Passphrase = "",
) -> None:
    """Words for letters, given once and used by every letter."""
    from .case_change import fact as run

    raise typer.Exit(run(file, passphrase_file, rows))


@case.command(epilog="Example: standfast case remind mine.standfast --out dates.ics")
def remind(
    file: File,
    out: Annotated[str, typer.Option(metavar="FILE", help="A calendar file (.ics).", show_default=False)],
    lang: Lang = "en",
    passphrase_file: Passphrase = "",
) -> None:
    """Your dates as a calendar file. Its entries do not say what they are about."""
    from .case_change import remind as run

    raise typer.Exit(run(file, passphrase_file, out, lang))


@case.command(epilog="Example: standfast case stamp mine.standfast --server http://tsa.example/")
def stamp(
    file: File,
    server: Annotated[str, typer.Option(metavar="URL", help="A time-stamping server (RFC 3161) of your choice.", show_default=False)],
    yes_send_to: Annotated[str, typer.Option(metavar="URL", help="The same address again: send without asking.", show_default=False)] = "",
    roots: Annotated[str, typer.Option(metavar="FILE", help="Certificates (PEM) to trust for the answer.", show_default=False)] = "",
    passphrase_file: Passphrase = "",
    json: Json = False,
) -> None:
    """Have a server confirm the time. Off by default; says where the request goes and what is sent, and asks each time."""
    from .case_stamp import stamp as run

    raise typer.Exit(run(file, passphrase_file, server, yes_send_to, roots, json=json))


@case.command(epilog="Example: standfast case passphrase mine.standfast")
def passphrase(
    file: File,
    passphrase_file: Passphrase = "",
    new_passphrase_file: Annotated[str, typer.Option(metavar="FILE|FD|-", help="The new one, for scripts.", show_default=False)] = "",
) -> None:
    """Change the passphrase. The file gets a new key too."""
    from .case_new import change

    raise typer.Exit(change(file, passphrase_file, new_passphrase_file))


@case.command(epilog="Example: standfast case recovery mine.standfast --out sheet.pdf")
def recovery(
    file: File,
    out: Annotated[str, typer.Option(metavar="FILE", help="A .pdf, .html or .txt.", show_default=False)],
    lang: Lang = "en",
    passphrase_file: Passphrase = "",
) -> None:
    """A sheet to print: how to open the case in years to come, with lines to write the passphrase by hand."""
    from .case_new import recovery as run

    raise typer.Exit(run(file, passphrase_file, out, lang))


@case.command(epilog="Example: standfast case export mine.standfast --for police --leave-out 0002")
def export(
    file: File,
    receiver: Annotated[str, typer.Option("--for", metavar="WHO", help="police, helpline, lawyer or me.", show_default=False)],
    out: Annotated[str, typer.Option(metavar="FILE", help="Default: pack-WHO.zip, here.", show_default=False)] = "",
    leave_out: Annotated[Optional[list[str]], typer.Option(metavar="ID", help="What not to share: 0001, note/2, payments ...")] = None,  # noqa: UP045
    to: Annotated[Optional[list[str]], typer.Option(metavar="age1...", help="Public key of the receiver: only they can open it.")] = None,  # noqa: UP045
    lang: Lang = "en",
    passphrase_file: Passphrase = "",
    json: Json = False,
) -> None:
    """Seal a pack for somebody. What you leave out is named as left out."""
    from .case_export import export as run

    raise typer.Exit(run(file, passphrase_file, receiver, out, leave_out or [], to or [], lang, json=json))
