"""Instagram, Facebook, Messenger and Threads: "Download your information", in JSON or HTML."""

from __future__ import annotations

from ..export import Export
from ..meta.whole import claims, read

EXPORT = Export(id="meta", order=20, claims=claims, read=read)
