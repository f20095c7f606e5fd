"""Files that a page hands out: neutral names, kept nowhere on the way."""

from __future__ import annotations

from starlette.responses import Response


def download(data: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    """``name`` must be plain ASCII and say nothing of the subject."""
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"})
