"""Page ids and their addresses. An address says nothing of the subject, and is a plain file name, so a site works under any path."""

from __future__ import annotations

NUMBERS = {
    "home": "index",
    "threat": "n1",
    "message": "n2",
    "fake": "n3",
    "paid": "n4",
    "other": "n5",
    "accounts": "n6",
    "device": "n7",
    "ask": "n8",
    "plan": "n9",
    "result": "n10",
    "people": "n11",
    "leaving": "n12",
    "keep": "n13",
    "about": "n14",
    "case": "n15",
    "case-add": "n16",
    "case-seal": "n17",
    "letters": "n18",
    "letter": "n19",
}
"""Every page. The seven paths of the first page are guides: knowledge/guides/<id>.toml."""
NEED_A_PERSON = frozenset({"ask", "result", "case-add", "case-seal", "letter"})
"""Pages that are nothing without the engine, so none of them is made ahead of time."""
DEFAULT_LANG = "en"
AWAY = "away.html"
"""The neutral page that a quick exit leads to; it is the same in every language."""
ASSETS = "a"


def address(page: str, lang: str = DEFAULT_LANG, variant: str = "") -> str:
    """``n1.html``, ``n1.es.html``, ``n9-gb.es.html``. ``variant`` must be neutral itself."""
    stem = NUMBERS[page] + (f"-{variant}" if variant else "")
    return f"{stem}.html" if lang == DEFAULT_LANG else f"{stem}.{lang}.html"
