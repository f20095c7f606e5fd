"""Invented chats in the looks of nine apps: their geometry, colours and words, nothing copied from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple


class Said(NamedTuple):
    """One line of a talk: ``side`` is person or other."""

    side: str
    text: str
    clock: str


class Talk(NamedTuple):
    id: str
    language: str
    kind: str
    name: str
    lines: tuple[Said, ...]
    held: bool = False
    """Never looked at while the layout was tuned."""


class Look(NamedTuple):
    """``platform`` is an id of knowledge/platforms; ``body`` makes the screen of a talk."""

    id: str
    platform: str
    body: Callable[[Talk, bool], str]


WORDS = {
    "en": ("Today", "online", "Message", "Add a friend", "Yesterday"),
    "es": ("Hoy", "en línea", "Mensaje", "Añadir", "Ayer"),
    "de": ("Heute", "online", "Nachricht", "Hinzufügen", "Gestern"),
    "fr": ("Aujourd'hui", "en ligne", "Message", "Ajouter", "Hier"),
}

FRAME = """<!doctype html><meta charset="utf-8"><style>
*{box-sizing:border-box;margin:0;padding:0}
html,body{height:100%%;overflow:hidden}
body{display:flex;flex-direction:column;font:15px/1.3 "Roboto","Inter","DejaVu Sans Condensed","DejaVu Sans",sans-serif}
.status{display:flex;justify-content:space-between;padding:6px 16px;font-size:12px;font-weight:bold;flex:none}
.head{display:flex;align-items:center;gap:10px;padding:8px 12px;flex:none}
.head .face,.face{width:34px;height:34px;border-radius:50%%;flex:none}
.head b{font-size:16px}.head small{display:block;font-size:12px;opacity:.7}
.chat{flex:1;overflow:hidden;display:flex;flex-direction:column;justify-content:flex-end;padding:8px 10px}
.row{display:flex;flex:none;align-items:flex-end;gap:6px}
.row.person{justify-content:flex-end}
.bubble{max-width:76%%;padding:7px 11px;border-radius:16px;overflow-wrap:anywhere}
.day{align-self:center;font-size:12px;flex:none;margin:10px 0}
.bar{display:flex;align-items:center;gap:8px;padding:8px 10px;flex:none}
.bar .field{flex:1;border-radius:20px;padding:8px 14px;font-size:15px}
.dot{width:26px;height:26px;border-radius:50%%;flex:none}
.stamp{font-size:11px;opacity:.65;white-space:nowrap}
%s
</style><body>%s"""

TICKS = '<svg width="15" height="9" viewBox="0 0 15 9"><path d="M1 5l3 3 6-7M6 7l1 1 6-7" fill="none" stroke="#53bdeb" stroke-width="1.4"/></svg>'


def words(text: str) -> str:
    """Each word in its own element, so that the page can say which of them can be seen."""
    return " ".join(f'<span class="w">{escape(word)}</span>' for word in text.split())


def status(clock: str = "21:47") -> str:
    return f'<div class="status"><span>{clock}</span><span>5G&nbsp; 68%</span></div>'


def head(talk: Talk, under: str) -> str:
    small = f"<small>{escape(under)}</small>" if under else ""
    return f'<div class="head"><span class="face"></span><div><b>{escape(talk.name)}</b>{small}</div></div>'


def bar(hint: str) -> str:
    return f'<div class="bar"><span class="dot"></span><span class="field">{escape(hint)}</span><span class="dot"></span></div>'


def runs(lines: Sequence[Said]) -> list[list[tuple[int, Said]]]:
    """Lines one after the other from the same side, with their numbers."""
    found: list[list[tuple[int, Said]]] = []
    for number, line in enumerate(lines):
        if not found or found[-1][-1][1].side != line.side:
            found.append([])
        found[-1].append((number, line))
    return found


def bubbles(talk: Talk, make: Callable[[int, Said, bool], str], every: int = 0, day: str = "") -> str:
    """All rows; with ``every`` a centred time stands above each so many runs."""
    made: list[str] = []
    for count, run in enumerate(runs(talk.lines)):
        if every and count % every == 0:
            made.append(f'<div class="day">{escape(day)} {run[0][1].clock}</div>')
        for place, (number, line) in enumerate(run):
            made.append(make(number, line, place == len(run) - 1))
    return "".join(made)


def colours(page: str, ink: str, other: str, person: str, person_ink: str = "", dim: str = "#888", field: str = "") -> str:
    return (
        f"body{{background:{page};color:{ink}}}.other .bubble{{background:{other}}}"
        f".person .bubble{{background:{person};color:{person_ink or ink}}}"
        f".day{{color:{dim}}}.face,.dot{{background:{dim}}}.field{{background:{field or other};color:{dim}}}"
    )


def stamped(number: int, line: Said, ticks: bool, sender: str = "") -> str:
    """A bubble with its own time at the lower right."""
    named = f'<div class="sender">{escape(sender)}</div>' if sender else ""
    mark = TICKS if ticks and line.side == "person" else ""
    return (
        f'<div class="row {line.side}"><div class="bubble">{named}<span data-line="{number}">{words(line.text)}</span> '
        f'<span class="stamp" style="float:right;margin:5px 0 0 10px">{line.clock} {mark}</span></div></div>'
    )


def plain(number: int, line: Said, last: bool, face: bool = False) -> str:
    shown = ""
    if face and line.side == "other":
        shown = f'<span class="face" style="width:26px;height:26px;visibility:{"visible" if last else "hidden"}"></span>'
    return f'<div class="row {line.side}">{shown}<div class="bubble"><span data-line="{number}">{words(line.text)}</span></div></div>'


def whatsapp(talk: Talk, dark: bool) -> str:
    today, online, hint, *_ = WORDS[talk.language]
    css = colours("#0b141a", "#e9edef", "#202c33", "#005c4b") if dark else colours("#efeae2", "#111b21", "#ffffff", "#d9fdd3", dim="#667781")
    css += ".row{margin:2px 0}.bubble{border-radius:8px;padding:6px 9px}.head,.status{background:%s}" % ("#202c33" if dark else "#ffffff")
    day = f'<div class="day bubble" style="background:{"#182229" if dark else "#fff"}">{today}</div>'
    rows = bubbles(talk, lambda number, line, last: stamped(number, line, True))
    return FRAME % (css, status() + head(talk, online) + f'<div class="chat">{day}{rows}</div>' + bar(hint))


def telegram(talk: Talk, dark: bool) -> str:
    today, *_, hint = WORDS[talk.language][0], WORDS[talk.language][2]
    css = colours("#0e1621", "#f5f5f5", "#182533", "#2b5278") if dark else colours("#8fb5a5", "#000", "#fff", "#effdde", dim="#5a7a6a")
    css += ".row{margin:2px 0}.bubble{border-radius:14px 14px 14px 4px}.head,.status{background:%s}" % ("#17212b" if dark else "#fff")
    css += f'.day{{background:#0004;color:#fff;border-radius:12px;padding:2px 9px}}.field{{background:none}}.bar{{background:{"#17212b" if dark else "#fff"}}}'
    rows = bubbles(talk, lambda number, line, last: stamped(number, line, True))
    seen = {"en": "last seen recently", "es": "últ. vez recientemente", "de": "zuletzt kürzlich gesehen", "fr": "vu récemment"}[talk.language]
    return FRAME % (css, status() + head(talk, seen) + f'<div class="chat"><div class="day">{today}</div>{rows}</div>' + bar(hint))


def telegram_group(talk: Talk, dark: bool) -> str:
    """A group: the other's name stands inside the first bubble of a run."""
    hint = WORDS[talk.language][2]
    first = {run[0][0] for run in runs(talk.lines)}
    css = colours("#0e1621", "#f5f5f5", "#182533", "#2b5278") if dark else colours("#b9cbd8", "#000", "#fff", "#effdde", dim="#567")
    css += ".row{margin:2px 0}.sender{font-weight:bold;font-size:14px;color:#e17076}.field{background:none}"

    def make(number: int, line: Said, last: bool) -> str:
        return stamped(number, line, True, talk.name if line.side == "other" and number in first else "")

    group = talk._replace(name="Thursday five-a-side")
    return FRAME % (css, status() + head(group, "14 members, 3 online") + f'<div class="chat">{bubbles(talk, make)}</div>' + bar(hint))


def instagram(talk: Talk, dark: bool) -> str:
    today, _, hint, *_ = WORDS[talk.language]
    css = colours("#000", "#f5f5f5", "#262626", "#3797f0", "#fff") if dark else colours("#fff", "#000", "#efefef", "#3797f0", "#fff", "#737373", "#fff")
    css += ".row{margin:1.5px 0}.bubble{border-radius:20px;padding:8px 13px;max-width:72%}.field{border:1px solid #8884}"
    rows = bubbles(talk, lambda number, line, last: plain(number, line, last, face=True), every=4, day=today)
    handle = talk.name.lower().replace(" ", ".") + "_x"
    return FRAME % (css, status() + head(talk, handle) + f'<div class="chat">{rows}</div>' + bar(hint + "..."))


def imessage(talk: Talk, dark: bool) -> str:
    today, *_ = WORDS[talk.language]
    css = colours("#000", "#fff", "#262628", "#0a84ff", "#fff") if dark else colours("#fff", "#000", "#e9e9eb", "#0b84fe", "#fff", "#8a8a8e", "#fff")
    css += ".row{margin:1.5px 0}.bubble{border-radius:18px;max-width:74%}.field{border:1px solid #8885}"
    css += ".head{flex-direction:column;gap:3px}.head b{font-size:12px;font-weight:normal}.head div{text-align:center}"
    rows = bubbles(talk, lambda number, line, last: plain(number, line, last), every=5, day=today)
    first = f'<div class="day" style="margin-bottom:0">iMessage</div>{rows}'
    got = f'<div class="stamp" style="align-self:flex-end">{"Delivered" if talk.language == "en" else ""}</div>' if talk.lines[-1].side == "person" else ""
    return FRAME % (css, status("9:41") + head(talk, "") + f'<div class="chat">{first}{got}</div>' + bar("iMessage"))


def android(talk: Talk, dark: bool) -> str:
    today, *_ = WORDS[talk.language]
    css = colours("#1b1b1f", "#e4e2e6", "#303034", "#004a77", "#d3e3fd") if dark else colours("#fff", "#1f1f1f", "#f2f2f2", "#0b57d0", "#fff")
    css += ".row{margin:2px 0}.bubble{border-radius:22px;padding:9px 14px;max-width:78%}"
    hint = {"en": "Text message", "es": "Mensaje de texto", "de": "SMS", "fr": "SMS"}[talk.language]
    rows = bubbles(talk, lambda number, line, last: plain(number, line, last, face=True), every=3, day=f"{today} ·")
    return FRAME % (css, status() + head(talk, "") + f'<div class="chat">{rows}</div>' + bar(hint))


def messenger(talk: Talk, dark: bool) -> str:
    css = colours("#000", "#e4e6eb", "#303030", "#0084ff", "#fff") if dark else colours("#fff", "#050505", "#f0f0f0", "#0084ff", "#fff")
    css += ".row{margin:1.5px 0}.bubble{border-radius:18px;max-width:70%}"
    rows = bubbles(talk, lambda number, line, last: plain(number, line, last, face=True), every=4, day="")
    active = {"en": "Active now", "es": "Activo ahora", "de": "Jetzt aktiv", "fr": "En ligne"}[talk.language]
    return FRAME % (css, status() + head(talk, active) + f'<div class="chat">{rows}</div>' + bar("Aa"))


def snapchat(talk: Talk, dark: bool) -> str:
    """No bubbles: names in capitals, and a coloured bar left of what was said."""
    today, *_ = WORDS[talk.language]
    css = f"body{{background:{'#121212' if dark else '#fff'};color:{'#eee' if dark else '#16191c'}}}.face,.dot{{background:#999}}"
    css += ".said{border-left:2px solid;padding:1px 0 1px 8px;margin:0 0 1px}.said span{color:%s}" % ("#eee" if dark else "#16191c")
    css += f".who{{font-size:11px;font-weight:bold;margin:7px 0 2px}}.day{{color:#888}}.field{{background:{'#2a2a2a' if dark else '#f0f1f2'};color:#888}}"
    me = {"en": "ME", "es": "YO", "de": "ICH", "fr": "MOI"}[talk.language]
    made = [f'<div class="day">{today.upper()}</div>']
    for run in runs(talk.lines):
        mine = run[0][1].side == "person"
        colour = "#f23c57" if mine else "#0fadff"
        made.append(f'<div class="who" style="color:{colour};flex:none">{me if mine else escape(talk.name.upper())}</div>')
        made.extend(
            f'<div class="said" style="border-color:{colour};flex:none"><span data-line="{n}">{words(line.text)}</span></div>' for n, line in run
        )
    hint = {"en": "Send a chat", "es": "Enviar un chat", "de": "Chat senden", "fr": "Envoyer un Chat"}[talk.language]
    return FRAME % (css, status() + head(talk, "") + f'<div class="chat">{"".join(made)}</div>' + bar(hint))


def discord(talk: Talk, dark: bool) -> str:
    """All to the left: a face, a name with the time, then the lines."""
    css = f"body{{background:{'#313338' if dark else '#fff'};color:{'#dbdee1' if dark else '#313338'}}}.face{{background:#5865f2}}.dot{{background:#999}}"
    css += f".who b{{font-size:15px}}.group{{display:flex;gap:12px;margin-top:12px;flex:none}}.field{{background:{'#383a40' if dark else '#ebedef'};color:#888}}"
    css += ".group p{margin:1px 0}.head .face{display:none}"
    at = {"en": "Today at", "es": "hoy a las", "de": "heute um", "fr": "Aujourd'hui à"}[talk.language]
    hint = {"en": "Message", "es": "Enviar mensaje a", "de": "Nachricht an", "fr": "Envoyer un message à"}[talk.language]
    handle = talk.name.lower().replace(" ", "")
    made: list[str] = []
    for run in runs(talk.lines):
        who = "sam.w" if run[0][1].side == "person" else handle
        said = "".join(f'<p><span data-line="{n}">{words(line.text)}</span></p>' for n, line in run)
        named = f'<div class="who"><b>{escape(who)}</b> <span class="stamp">{at} {run[0][1].clock}</span></div>'
        made.append(f'<div class="group"><span class="face"></span><div>{named}{said}</div></div>')
    titled = talk._replace(name=handle)
    return FRAME % (css, status() + head(titled, "") + f'<div class="chat">{"".join(made)}</div>' + bar(f"{hint} @{handle}"))


LOOKS = (
    Look("whatsapp", "whatsapp", whatsapp),
    Look("instagram", "instagram", instagram),
    Look("snapchat", "snapchat", snapchat),
    Look("telegram", "telegram", telegram),
    Look("imessage", "text-message", imessage),
    Look("discord", "discord", discord),
    Look("android", "text-message", android),
    Look("messenger", "messenger", messenger),
    Look("telegram-group", "telegram", telegram_group),
)
