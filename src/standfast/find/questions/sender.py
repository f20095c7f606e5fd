"""Who sent the mail? What the receiving provider recorded (SPF, DKIM, DMARC), and which addresses disagree.

Only the newest header of each name counts: older ones stand below it and may have been written by the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr

from standfast.model import Finding, Kind, Span, Strength

from ..evidence import QUOTE_LONGEST, Evidence, Question, finding

_FAILED = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(fail|softfail|permerror)\b", re.I)
_SPF_HEADER = re.compile(r"^\s*(fail|softfail)\b", re.I)


def look(evidence: Evidence) -> Iterator[Finding]:
    if evidence.item.kind != "mail" or evidence.verdict.kind is Kind.NONE:
        return
    yield from _recorded(evidence)
    shown, to = _address(evidence.header("from")), _address(evidence.header("to"))
    if shown and (shown == to or shown in evidence.own):
        yield finding("sent-as-you", Strength.SHOWS, [_span(evidence, "from")], lang=evidence.lang)
    real = _address(evidence.header("return-path"))
    if shown and real and _domain(shown) != _domain(real) and not evidence.header("list-id"):
        yield finding("sender-differs", Strength.SUGGESTS, [_span(evidence, "return-path")], lang=evidence.lang, shown=shown, real=real)
    reply = _address(evidence.header("reply-to"))
    if shown and reply and _domain(shown) != _domain(reply) and not evidence.header("list-id"):
        yield finding("reply-goes-elsewhere", Strength.SUGGESTS, [_span(evidence, "reply-to")], lang=evidence.lang, shown=shown, real=reply)


def _recorded(evidence: Evidence) -> Iterator[Finding]:
    failed: dict[str, str] = {}
    for name in ("authentication-results", "received-spf"):
        value = evidence.header(name)
        for check, result in _FAILED.findall(value):
            failed.setdefault(f"{check.lower()}={result.lower()}", name)
        if name == "received-spf" and (match := _SPF_HEADER.match(value)):
            failed.setdefault(f"spf={match[1].lower()}", name)
    if failed:
        headers = sorted(set(failed.values()))
        spans = [_span(evidence, name) for name in headers]
        yield finding("sender-check-failed", Strength.SHOWS, spans, lang=evidence.lang, checks=", ".join(failed))


def _span(evidence: Evidence, header: str) -> Span:
    quote = evidence.header(header)[:QUOTE_LONGEST]
    return Span(f"{evidence.item.id}@{header}", 0, len(quote), quote)


def _address(value: str) -> str:
    address = parseaddr(value)[1].lower()
    return address if "@" in address else ""


def _domain(address: str) -> str:
    """The last two labels: enough to tell a newsletter's own sub-domain from a stranger."""
    return ".".join(address.rsplit("@", 1)[1].split(".")[-2:])


QUESTION = Question("sender", look)
_BODY = "\n\nI hacked your camera and recorded a video of you. Pay 900 USD in bitcoin or I send it to all your contacts."
HITS = [
    "Message-ID: <1@example.com>\nFrom: you@example.org\nTo: you@example.org\nAuthentication-Results: mx.example.org; spf=fail smtp.mailfrom=you@example.org"
    + _BODY,
    "Message-ID: <1@example.com>\nReturn-Path: <x@example.net>\nFrom: a@example.org\nTo: you@example.com" + _BODY,
]
NEAR_MISSES = [
    "Message-ID: <1@example.com>\nReturn-Path: <bounce@news.example.org>\nFrom: a@example.org\nTo: you@example.com\nAuthentication-Results: mx.example.com; spf=pass"
    + _BODY,
    "Message-ID: <1@example.com>\nFrom: a@example.org\nTo: you@example.com\n\nAuthentication-Results: spf=fail" + _BODY,
]
