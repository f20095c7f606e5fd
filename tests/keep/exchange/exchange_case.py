"""An invented case for the exchange files: a forged mail, a chat with both sides, a removed entry, and a picture that was only seen."""

from __future__ import annotations

from standfast.model import Attachment, Case, Entry, Indicator, Item, Judged, Kind, Origin, Seen, Strength, Verdict

NOW = "2026-11-24T15:00:00+00:00"
WALLET = "bc1qj5vttk5trr3gs4rqps0r4ryc8hzwc7r4z2e3cw"
OWN_MAIL = "sam.reader@mail.example"
OWN_PHONE = "+44 7700 900123"
MAIL = f"I know your password. Pay to {WALLET} or write to dark@mail.example. I wrote to {OWN_MAIL} from your own account."
CHAT = f"Pay me on insta: lena_77 or =cmd@pay.example, see https://pay.example/x?a='b' or I ring {OWN_PHONE}"
_HASH = "ab" * 32


def found(kind: str, value: str, item: Item, written: str = "", valid: bool | None = None, platform: str = "", whose: str = "sender") -> Indicator:
    start = item.text.index(written or value)
    return Indicator(kind, value, valid, item.id, start, start + len(written or value), platform, whose)


def item(ident: str, kind: str, text: str, **more: object) -> Item:
    return Item(id=ident, kind=kind, text=text, origin=Origin("/mnt/reader/in.zip", 0, len(text), _HASH), **more)  # type: ignore[arg-type]


def judged(items: tuple[Item, ...], indicators: tuple[Indicator, ...], kind: Kind = Kind.IMAGE_THREAT) -> Judged:
    return Judged(items, Verdict(kind, Strength.STRONGLY, 0.9), indicators=indicators)


def sample() -> Case:
    mail = item(
        "1", "mail", MAIL, subject=f"Account {OWN_MAIL}", sender=f"Sam <{OWN_MAIL}>", to=OWN_MAIL,
        when="Tue, 24 Nov 2026 10:00:00 +0100", headers=(("message-id", "<1@mail.example>"),),
        attachments=(Attachment("holiday.jpg", "image/jpeg", 90_000),),
    )
    chat = item("7", "chat-line", CHAT, sender="Lena", when="2026-11-23T21:04:11", side="other", platform="instagram", thread="Lena")
    reply = item("8", "chat-line", f"my other mail is {OWN_MAIL}, not dark@mail.example", sender="Sam Reader", side="person", thread="Lena")
    first = judged(
        (mail,),
        (
            found("bitcoin", WALLET, mail, valid=True),
            found("email", "dark@mail.example", mail),
            found("email", OWN_MAIL, mail, whose="person"),
        ),
        Kind.HACK_BLUFF,
    )
    second = judged(
        (chat, reply),
        (
            found("handle", "lena_77", chat, platform="instagram"),
            found("email", "=cmd@pay.example", chat),
            found("url", "https://pay.example/x?a='b'", chat),
            found("phone", "+447700900123", chat, written=OWN_PHONE, valid=True, whose="person"),
            found("email", OWN_MAIL, reply),
            found("email", "dark@mail.example", reply),
        ),
    )
    entries = (
        Entry("0001", "messages", NOW, "threat.eml", 120_000, _HASH, 30_000, "cd" * 32, judged=(first,)),
        Entry("0002", "messages", NOW, "in.zip", 5_000, _HASH, 5_000, _HASH, judged=(second,)),
        Entry("0003", "messages", removed=NOW),
        Entry("0004", "seen", NOW, seen=Seen("picture", "chat", "2026-11-20", "Lena", "a picture of me")),
    )
    return Case("0f" * 16, "2026-11-24T12:00:00+00:00", entries=entries)


EVERY = ("0001", "0002", "0003", "0004")
