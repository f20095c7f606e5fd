"""The message speaks of pictures: does it carry one? Only names and types are looked at, never a picture (rule 13)."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import BLACKMAIL, Finding, Strength

from ..evidence import Evidence, Question, finding

CLAIMS = ("has-pictures", "will-share", "ai-made", "hacked-device")
MEDIA = ("image/", "video/", "application/zip", "application/pdf", "application/octet-stream")


def look(evidence: Evidence) -> Iterator[Finding]:
    if evidence.item.kind != "mail" or evidence.verdict.kind not in BLACKMAIL or not evidence.tactics() & set(CLAIMS):
        return
    if not any(part.media_type.startswith(MEDIA) for part in evidence.item.attachments):
        yield finding("no-picture-attached", Strength.SHOWS, evidence.spans("has-pictures")[:1], lang=evidence.lang)


QUESTION = Question("pictures_attached", look)
HITS = [
    "Subject: your video\nMessage-ID: <1@example.com>\nFrom: a@example.com\n\nI hacked your camera and recorded a video of you. Pay 900 USD in bitcoin or I send it to all your contacts."
]
NEAR_MISSES = ["I hacked your camera and recorded a video of you. Pay 900 USD in bitcoin or I send it to all your contacts."]
