"""Mails for the benches: invented ones, made from examples/ and corpus/, and real ones where a folder is at hand."""

from __future__ import annotations

import random
from email.message import EmailMessage
from pathlib import Path

from tools.corpus import texts

from .record import ROOT

CHARACTERS = 1_100
"""Of text in one mail: the usual length of a bluff mail."""


def invented(count: int, seed: int = 11) -> list[bytes]:
    """``count`` mails of about CHARACTERS, each in one language and mostly of one kind, and the example mails first."""
    chance = random.Random(seed)
    by_sort: dict[tuple[str, str], list[str]] = {}
    for text in texts():
        by_sort.setdefault((text.lang, text.kind), []).append(text.text)
    sorts = sorted(by_sort)
    mails = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.eml"))]
    while len(mails) < count:
        pool = by_sort[sorts[len(mails) % len(sorts)]]
        body = ""
        while len(body) < CHARACTERS:
            body += chance.choice(pool) + "\n\n"
        mails.append(_mail(len(mails), body))
    return mails[:count]


def real(data: Path) -> list[bytes]:
    """The mails of ``sextortion-eml/``, if that folder is there."""
    return [path.read_bytes() for path in sorted((data / "sextortion-eml").glob("*.eml"))]


def _mail(number: int, body: str) -> bytes:
    mail = EmailMessage()
    mail["Received"] = f"from mail.example.net ([192.0.2.{number % 250 + 1}]) by mx.example.org with ESMTP id {number}; Mon, 23 Nov 2026 21:14:05 +0000"
    mail["From"] = f"Sender {number} <sender{number}@example.net>"
    mail["To"] = "robin@example.org"
    mail["Subject"] = " ".join(body.split()[:6])
    mail["Date"] = "Mon, 23 Nov 2026 21:13:58 +0000"
    mail["Message-ID"] = f"<invented-{number}@example.net>"
    mail.set_content(body)
    return mail.as_bytes()
