"""Which endings make a row of letters with dots a domain, and how people write one so that filters miss it."""

from __future__ import annotations

import re

_GENERIC = (
    "com net org info biz name pro mobi xyz online site website web app dev link club shop store top live life space world today news "
    "blog cloud host email chat social vip win icu fun page click cam porn sex adult xxx tel asia eu uk gov edu onion"
)
_COUNTRY = (
    "ac ad ae af ag ai al am ar as at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn "
    "co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gt gu gy "
    "hk hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md "
    "me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps "
    "pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv "
    "tw tz ua ug us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_WORDS_AND_FILES = frozenset(
    {
        "am", "as", "at", "be", "by", "do", "es", "et", "id", "in", "is", "it", "la", "me", "my", "no", "so", "to", "us", "de", "re",
        "se", "si", "te", "ne", "ma", "va", "md", "pl", "py", "rs", "sh", "cc", "ps", "vi", "ai", "st", "li", "ga", "ag", "al", "na",
    }
)
"""Country endings that are also words of our languages (a dot without its space), or endings of file names."""
ENDINGS = frozenset(_GENERIC.split()) | frozenset(_COUNTRY.split())
SURE = (frozenset(_GENERIC.split()) - {"name", "pro", "live", "life", "today", "news", "top", "world", "page", "fun"}) | (
    frozenset(_COUNTRY.split()) - _WORDS_AND_FILES
)
"""Endings that make a bare ``name.ending`` a domain even where neither a scheme nor a path stands by."""
DOT = r"(?:\.|\[\.\]|\(\.\)|\{\.\}|[\[({] ?dot ?[\])}])"
"""A dot, or what people write for it."""
_DOT = re.compile(DOT, re.IGNORECASE)


def refanged(text: str) -> str:
    """``example[.]com`` and ``example(dot)com`` as ``example.com``."""
    return _DOT.sub(".", text)


def ending(host: str) -> str:
    """The last label of a host, in lower case."""
    return host.rpartition(".")[2].lower()
