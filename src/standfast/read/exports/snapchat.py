"""Snapchat: "My Data"."""

from __future__ import annotations

from ..export import Export
from ..snapchat.whole import claims, read

EXPORT = Export(id="snapchat", order=22, claims=claims, read=read)
