"""Leaves out of Pyodide what a page with no shell, no servers and no packages to fetch never runs."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Collection

EPOCH = (1980, 1, 1, 0, 0, 0)
LIBRARY = "python_stdlib.zip"
LIST = "pyodide-lock.json"


PACKED = "library.bin"
"""What the library is called in a site: one gzip stream around a ZIP that only stores. A tenth smaller than file by file."""


def slim(name: str, data: bytes, left_out: Collection[str]) -> bytes:
    """The same file of the runtime, smaller where it can be. ``left_out``: modules of the standard library, by their first name."""
    if name == LIBRARY:
        return _library(data, left_out)
    return _no_packages(data) if name == LIST else data


def _library(data: bytes, left_out: Collection[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for path in sorted(before.namelist()):
            first = path.partition("/")[0].removesuffix(".py")
            if first in left_out or path.endswith("/"):
                continue
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            after.writestr(entry, before.read(path))
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)  # as gzip, without a time
    return pack.compress(out.getvalue()) + pack.flush()


def _no_packages(data: bytes) -> bytes:
    """The list of packages that Pyodide could fetch: there are none here."""
    told = json.loads(data)
    told["packages"] = {}
    return json.dumps(told, sort_keys=True).encode()
