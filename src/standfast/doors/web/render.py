"""Templates to HTML, and the small words that every template uses."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from standfast.knowledge import text as sentence
from standfast.knowledge import words
from standfast.model import Contact, Route

SCRIPT_WORDS = (
    "leave.two", "leave.one", "leave.off", "idle.title", "idle.warn", "idle.stay", "engine.loading", "engine.ready",
    "engine.off", "engine.ask", "engine.load", "engine.failed", "engine.restarted", "file.too-large", "update.ready",
    "update.take", "keep.done", "keep.off", "keep.working", "keep.failed",
    "page.error.SF-READ-012", "screens.ask", "screens.load", "screens.loading", "screens.reading", "screens.slow", "screens.failed",
    "screens.large", "screens.broken", "screens.unsure", "screens.busy",
)  # fmt: skip
"""Sentences that scripts show; they stand in the page's template element."""
NUMBERS_TO_RING = ("phone", "textphone")


def say(lang: str, key: str, **gaps: object) -> str:
    """One sentence of knowledge/words, its gaps filled; English where this language has none yet."""
    try:
        text = sentence(key, lang)
    except KeyError:
        text = key  # at night a key on the page is better than no page; a test wants every key that is used
    for gap, value in gaps.items():
        text = text.replace("{" + gap + "}", str(value))
    return text


def dial(one: Contact) -> str:
    """The link that reaches a contact, or empty: ``tel:`` with digits alone, ``sms:``, ``mailto:`` or the address itself."""
    if one.kind in NUMBERS_TO_RING:
        return "tel:" + "".join(c for c in one.value if c.isdigit() or c in "+*#")
    if one.kind == "text":
        return "sms:" + "".join(c for c in one.value if c.isdigit() or c == "+")
    if one.kind == "email":
        return "mailto:" + one.value
    return one.value if one.value.startswith(("https://", "http://")) else ""


def shown(one: Contact) -> str:
    """A web address as its site and page, any other contact as it is."""
    return site_of(one.value) if one.value.startswith("http") else one.value


def site_of(address: str) -> str:
    """The host of a source or contact, spelt out."""
    return address.partition("//")[2].partition("/")[0].removeprefix("www.") or address


def first_way(route: Route) -> Contact | None:
    """The way to reach a route that fits in the strip: a number to ring before one to write to."""
    ways = [one for kind in (*NUMBERS_TO_RING, "text", "chat", "web", "email") for one in route.contacts if one.kind == kind]
    return ways[0] if ways else None


def short_name(route: Route) -> str:
    """The name without what repeats its number: "999: police, ambulance, fire" beside 999 is "police, ambulance, fire"."""
    head, colon, rest = route.name.partition(": ")
    return rest[:1].upper() + rest[1:] if colon and head.replace(" ", "").isdigit() else route.name


def sentences(*scraps: str) -> str:
    """Scraps such as "under 19" as sentences of their own."""
    made = (scrap[:1].upper() + scrap[1:] for scrap in scraps if scrap)
    return " ".join(one if one.endswith((".", "!", "?")) else one + "." for one in made)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("standfast.doors.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        auto_reload=False,
    )
    words_for_templates = cast("dict[str, Any]", made.globals)  # pyright: ignore[reportUnknownMemberType]
    for one in (dial, shown, site_of, first_way, short_name, sentences):
        words_for_templates[one.__name__] = one
    words_for_templates["shape"] = _shape
    return made


def _shape(path: str) -> Markup:
    """The inside of an icon, from templates/icons.html alone: never anything a person or a sender wrote."""
    return Markup(path)  # noqa: S704


def html(template: str, lang: str, **values: Any) -> str:
    """One page. ``values`` reach the template; ``say`` and ``day`` speak ``lang``."""

    def say_here(key: str, **gaps: object) -> str:
        return say(lang, key, **gaps)

    def day(when: str | date) -> str:
        return day_in_words(lang, when)

    return _environment().get_template(template).render(say=say_here, day=day, lang=lang, direction=words(lang).direction, **values)


def day_in_words(lang: str, when: str | date) -> str:
    """ "24 November 2026", from a date or its ISO form."""
    at = date.fromisoformat(when) if isinstance(when, str) else when
    return say(lang, "date.long", day=at.day, month=say(lang, f"month.{at.month}"), year=at.year)
