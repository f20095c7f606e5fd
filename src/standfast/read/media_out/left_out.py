"""The list of what was left out while the rest went by."""

from __future__ import annotations

import hashlib

from attrs import define, field

from standfast.model import Media

MAX_LISTED = 5000
"""Parts that are listed one by one; a data download of years holds tens of thousands, and a case must stay small."""
MAX_NAME = 300


@define
class LeftOut:
    hashes: bool
    """Only where the person said that none of it is intimate: a hash of an intimate picture is a fingerprint of it (decision 011)."""
    media: list[Media] = field(factory=list[Media])
    count: int = 0
    raw: bool = False
    """Bytes that are no words stood among words."""

    def add(self, name: str, media_type: str, size: int, data: bytes | None = None, when: str = "", sha256: str = "") -> bytes:
        """Notes one part; the code that stands in its place."""
        name = " ".join(name.split())[:MAX_NAME]
        if self.hashes and data is not None:
            sha256 = hashlib.sha256(data).hexdigest()
        self.count += 1
        if len(self.media) < MAX_LISTED:
            self.media.append(Media(name, media_type, size, sha256 if self.hashes else "", when))
        return " ".join(part for part in ("left-out", name, str(size) if size >= 0 else "", sha256 if self.hashes else "") if part).encode(
            "utf-8", "replace"
        )
