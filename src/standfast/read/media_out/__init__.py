"""What is stored of a file that was received: its words, and of each picture, video or sound in it only what it was called (rule 13)."""

from __future__ import annotations

from .kept import Kept, without_media

__all__ = ["Kept", "without_media"]
