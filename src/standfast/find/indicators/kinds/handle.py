"""Account names: ``@name`` beside a platform's word, "insta: name", "add me on kik name_7", and profile links.

The words of each platform come from ``knowledge/platforms``; a few messengers without a file stand here.
Normal form: lower case without ``@``; ``platform`` is the knowledge id, or empty where the text names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from standfast.find.indicators.context import lowered
from standfast.find.indicators.domains import ENDINGS
from standfast.find.indicators.found import Found, Hit, Kind
from standfast.knowledge import ids, platform

_NO_NAMES = frozenset({"email", "text-message", "google-search", "bing", "pornhub", "redgifs"})
"""Platforms where people have no handle to give."""
_MORE = {
    "viber": "viber", "skype": "skype", "wickr": "wickr", "zangi": "zangi", "wechat": "wechat",
    "snapchat": "snapchat", "venmo": "venmo", "cashapp": "cashapp", "cash app": "cashapp", "paypal": "paypal", "revolut": "revolut",
    "revtag": "revolut",
    "teleg": "telegram", "whats": "whatsapp", "hangouts": "hangouts", "google chat": "hangouts",
}
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,28}[a-z0-9_])")
_ODD = re.compile(r"[0-9_]")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?<![a-z0-9_-])(?:(t\.me|telegram\.me|kik\.me|instagram\.com|ig\.me/m|snapchat\.com/add|tiktok\.com|onlyfans\.com|x\.com|twitter\.com|"
    r"facebook\.com|fb\.com|m\.me|reddit\.com/u(?:ser)?)/@?)([a-z0-9_](?:[a-z0-9_.-]{1,30}[a-z0-9_])?)(?![a-z0-9_/-])"
)
_HOSTS = {
    "t.me": "telegram", "telegram.me": "telegram", "kik.me": "kik", "instagram.com": "instagram", "ig.me/m": "instagram",
    "snapchat.com/add": "snapchat",
    "tiktok.com": "tiktok", "onlyfans.com": "onlyfans", "x.com": "x", "twitter.com": "x", "facebook.com": "facebook", "fb.com": "facebook",
    "m.me": "messenger", "reddit.com/u": "reddit", "reddit.com/user": "reddit",
}
_PAGES = frozenset(
    {
        "help", "about", "login", "explore", "home", "share", "sharer", "joinchat", "privacy", "settings", "watch", "groups",
        "events", "signup", "legal", "terms", "search", "i", "p", "reel", "reels", "stories",
    }
)
_CONTACT = re.compile(
    r"(?<![a-z])(?:add|dm|message|msg|text|write|contact|hmu|hit me up|find|pay|send|to|tag|me|user(?:name)?|account|acc|handle|"
    r"schreib\w*|add[eé]?|ajoute\w*|"
    r"[eé]cris\w*|contacte\w*|escr[ií]b\w*|agr[eé]ga\w*|a[nñ]ad\w*|chama|adiciona\w*|scrivi\w*|aggiung\w*|contatta\w*|stuur|voeg|dodaj|napisz|pisz|napi[sš]|pi[sš]|p[rř]idej)"
    r"(?:[ :,]+[^\s@]{1,12}){0,2}[ :,]*\Z"
)
_STOP = frozenset(
    {
        "the", "and", "you", "your", "that", "this", "not", "yes", "for", "now", "but", "are", "was", "can", "will", "all", "just",
        "only", "here", "there", "then", "them", "him", "her", "how", "who", "why", "what", "when", "where", "with", "from", "have",
        "has", "get", "got", "like", "lol", "pls", "please", "sorry", "thanks", "deleted", "blocked", "private", "dead", "story",
        "stories", "name", "username", "user", "account", "number", "app", "video", "photo", "message", "chat", "online", "und",
        "der", "die", "das", "ich", "nicht", "les", "des", "une", "pas", "que", "con", "una", "por", "non", "sie", "mir", "mich",
        "ist", "nie", "jest", "tak", "est", "sur", "http", "https", "www", "com", "add", "me", "on", "id", "is", "it", "my", "no",
        "ok", "in", "to", "at",
    }
)
_COMMON = frozenset(["signal", "threads", "tele", "disc", "hinge", "messenger", "dc", "sc", "tt", "wa", "whats", "paypal"])
"""Words for a platform that are ordinary words, or stand before other numbers: a colon and a digit or underscore must help."""
_CODE = frozenset(
    {
        "media", "import", "param", "return", "charset", "keyframes", "supports", "page", "code", "property", "override", "author",
        "brief", "note", "see", "file", "link", "todo",
    }
)
"""What follows ``@`` in style sheets and programs."""
_ENDS = re.compile(r"\s*(?:\Z|[\n\r,.;!?)|/]|or\b|and\b|now\b|pls\b|please\b|oder\b|ou\b|und\b|et\b|y\b|e\b|i\b|lub\b|nebo\b|of\b)")
_LINKING = ("username", "user", "name", "id", "handle", "account", "acc", "nick", "is", "ist", "est", "es", "its", "to", "tag",
    "contact", "me")
_ANCHOR = re.compile(r"[@:=0-9_](?:(?<=@)|(?<=[a-z) ][:=])\s{0,3}@?(?=[a-z0-9_])|(?<=[a-z._][0-9_])[a-z0-9_.-]*)")
_LEFT, _RIGHT = 44, 26


@cache
def _words() -> dict[str, str]:
    """Each word for a platform, in lower case, to the platform's id."""
    known = dict(_MORE)
    for platform_id in ids("platforms"):
        if platform_id not in _NO_NAMES:
            known.update(dict.fromkeys(platform(platform_id).words, platform_id))
    known.pop("linked in", None)  # "modules linked in: rpc_gss" is a log, and nobody gives a handle that way
    return known


@cache
def _last_words() -> frozenset[str]:
    """What can stand straight before a name or its colon. Looked up before any pattern is tried, for speed."""
    return frozenset(word.rpartition(" ")[2] for word in _words()) | frozenset(_LINKING)


@cache
def _named() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A platform's word: anywhere; and straight before a name, with the words that may stand between."""
    either = "|".join(re.escape(word) for word in sorted(_words(), key=len, reverse=True))
    word = rf"(?<![a-z0-9_@./])({either})(?![a-z0-9_])"
    linking = "|".join(re.escape(word) for word in _LINKING)
    return re.compile(word), re.compile(rf"{word}(?:\s+(?:{linking})(?![a-z])){{0,3}}[\s:=-]{{0,3}}\Z")


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    done = 0
    if "/" in low and any(host in low for host in _HOSTS):
        for match in _LINK.finditer(low):
            if match[2] not in _PAGES and not match[2].endswith((".com", ".php", ".html")):
                yield Found(match.start(), match.end(), match[2], None, _HOSTS[match[1]])
    for anchor in _ANCHOR.finditer(low):
        at = anchor.start()
        if at >= done:
            found = _after_at(low, at) if low[at] == "@" else _after_colon(low, anchor) if low[at] in ":=" else _username(low, at)
            if found:
                done = found.end
                yield found


def _after_at(low: str, at: int) -> Found | None:
    if at and (low[at - 1].isalnum() or low[at - 1] in "._-+@%/"):
        return None
    name = _NAME.match(low, at + 1)
    if name is None or len(name[0]) < 3 or name[0].isdigit() or name[0] in _CODE or low[name.end() : name.end() + 1] in ("@", "[",
    "{", "("):
        return None
    if _is_domain(name[0]):
        return None
    any_word, _ = _named()
    before = any_word.findall(low, max(0, at - _LEFT), at)
    after = any_word.search(low, name.end(), name.end() + _RIGHT)
    where = before[-1] if before else after[1] if after else ""
    if not where and not _CONTACT.search(low[max(0, at - _LEFT) : at]):
        return None
    return Found(at, name.end(), name[0], None, _words().get(where, ""))


def _is_domain(name: str) -> bool:
    return "." in name and name.rpartition(".")[2] in ENDINGS


def _platform_before(low: str, end: int) -> str:
    """The platform's word that leads up to ``end``, or nothing."""
    left = low[max(0, end - _LEFT) : end]
    last = left.rsplit(None, 1)[-1:]
    if not last or last[0].rstrip(":=-").rpartition("(")[2] not in _last_words():
        return ""
    before = _named()[1].search(left)
    return before[1] if before else ""


def _after_colon(low: str, anchor: re.Match[str]) -> Found | None:
    word = _platform_before(low, anchor.start())
    name = _NAME.match(low, anchor.end()) if word else None
    if name is None or not _plausible(name[0]) or low[name.end() : name.end() + 1] in (":", "/", "@"):
        return None
    marked = low[name.start() - 1] == "@" or _ODD.search(name[0])
    if not marked and (word in _COMMON or not _ENDS.match(low, name.end())):
        return None
    return Found(name.start(), name.end(), name[0], None, _words()[word])


def _plausible(name: str) -> bool:
    """A name, and not a plain word of talk, a number or a domain."""
    return name not in _STOP and len(name) > 2 and any(letter.isalpha() for letter in name) and not _is_domain(name)


def _username(low: str, inside: int) -> Found | None:
    """A row of letters with a digit or underscore in it, straight after a platform's word."""
    written = low[max(0, inside - _LEFT) : inside].rsplit(None, 1)
    start = inside - len(written[-1])
    word = _platform_before(low, start) if len(written) == 2 else ""
    name = _NAME.match(low, start) if word and (word not in _COMMON or ":" in written[0][-2:]) else None
    if name is None or name.end() <= inside or not _plausible(name[0]) or low[name.end() : name.end() + 1] == "@":
        return None
    return Found(start, name.end(), name[0], None, _words()[word])


KIND = Kind("handle", 35, look)
HITS = (
    Hit("add me on telegram @notreal_pay", "notreal_pay", None, "telegram"),
    Hit("insta: NotReal.Jane99", "notreal.jane99", None, "instagram"),
    Hit("snap notreal_jane7", "notreal_jane7", None, "snapchat"),
    Hit("add me on kik: notreal", "notreal", None, "kik"),
    Hit("my snap is notreal99x", "notreal99x", None, "snapchat"),
    Hit("https://t.me/notreal_pay", "notreal_pay", None, "telegram"),
    Hit("instagram.com/notreal.jane", "notreal.jane", None, "instagram"),
    Hit("@notreal-pay on venmo", "notreal-pay", None, "venmo"),
    Hit("schreib mir auf Telegram: @notreal_eu", "notreal_eu", None, "telegram"),
    Hit("dm @notreal_jane now", "notreal_jane"),
    Hit("discord = notreal_7", "notreal_7", None, "discord"),
    Hit("Telegram ID notreal_42", "notreal_42", None, "telegram"),
    Hit("napisz na @notreal_pl", "notreal_pl"),
    Hit("tg @Notreal_Pay", "notreal_pay", None, "telegram"),
)
NEAR_MISSES = (
    "someone@example.com",
    "we met @ the station",
    "@param name the name",
    "insta: the app is down",
    "telegram: yes",
    "snap 2 pictures",
    "whatsapp: +44 7700 900123",
    "add me on snapchat when you can",
    "@media (max-width: 10px)",
    "see instagram.com/p/abc for more",
    "facebook: http://example.com/",
    "my insta is private",
    "discord 10pm",
    "line 42_7 of the file",
    "@@ -1,5 +1,5 @@",
    "signal: strong",
    "the file notreal_42.txt is here",
    "on twitter: @example.com",
    "Modules linked in: rpc_gss krb5 sunrpc",
    "line-height: 20px; } } @media (max-width: 65px)",
    "facebook: an old friend wrote",
)
