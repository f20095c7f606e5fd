"""``standfast verify PACK``: what of a pack still holds, for whoever received it."""

from __future__ import annotations

from pathlib import Path, PurePath

from standfast import pipeline
from standfast.keep.pack import Compare, Verified
from standfast.keep.pack import verify as verify_pack
from standfast.keep.pack.page import page as page_of
from standfast.model import CannotOpen

from . import show
from .case_open import guarded, say, written
from .page import Page, json_line
from .progress import working

FAULTS_MOST = 50
LARGEST_KEYS = 1024 * 1024
"""Bytes of an identity or of certificates that are read."""


def verify(pack: str, fingerprint: str, log_hash: str, roots: str, identity: str, *, json: bool) -> int:
    """Exit code 0 where all holds, 1 where something does not, 2 where it is no pack."""
    return guarded(lambda: _verify(pack, Compare(fingerprint, log_hash, _bytes(roots)), identity, json))


def own_page(out: str) -> int:
    """A desk's own copy of the page in every pack: that one may have been changed along with its pack. Exit code 0 or 2."""

    def run() -> int:
        written(out, page_of("own"))
        say("verify.page", out=out)
        return 0

    return guarded(run)


def _verify(pack: str, compare: Compare, identity: str, json: bool) -> int:
    key = (_bytes(identity) or b"").decode("ascii", "replace").strip()
    key = next((line for line in key.splitlines() if line.startswith("AGE-SECRET-KEY-")), "")
    size = Path(pack).stat().st_size if Path(pack).is_file() else 0
    with working(PurePath(pack).name, size) as watch:
        found = verify_pack(Path(pack), watch, compare, key)
    if json:
        row = pipeline.plain(found) | {"holds": found.holds, "untouched": found.untouched}
        print(json_line(row))
    else:
        page = Page()
        _said(page, found)
        page.show()
    return 1 if found.faults else 0


def _said(page: Page, found: Verified) -> None:
    page.add(show.say("verify.holds" if found.untouched else "verify.holds-repacked" if found.holds else "verify.faults"), "verdict")
    for held in found.faults[:FAULTS_MOST]:
        page.add(f"{show.say(f'verify.{held.code}')}: {show.say(f'verify.state.{held.state}')}  {held.place}", "fault", 2)
    if len(found.faults) > FAULTS_MOST:
        page.add(show.say("verify.more", count=str(len(found.faults) - FAULTS_MOST)), "fault", 2)
    page.add()
    for code in ("container", "file", "manifest", "tag-manifest", "signature", "fingerprint", "log", "log-hash"):
        if state := found.state(code):
            page.add(f"{show.say(f'verify.{code}')}: {show.say(f'verify.state.{state}')}", "", 2)
    for stamp in found.stamps:
        page.add(f"{show.say('verify.stamp')}: {show.say(f'verify.state.{stamp.state}')}  {stamp.time}", "", 2)
    page.add()
    page.add(show.say("verify.made", when=found.sealed, receiver=found.made_for, version=found.version, files=str(found.files)), "soft")
    page.add(show.say("verify.left-out", count=str(found.left_out_said)), "soft")
    if found.fingerprint:
        page.add(show.say("verify.compare", fingerprint=found.fingerprint), "step")
    page.add(show.say("verify.means"), "soft")


def _bytes(path: str) -> bytes | None:
    try:
        if not path:
            return None
        if Path(path).exists() and not Path(path).is_file():
            raise CannotOpen(path, reason="no file")
        with Path(path).open("rb") as opened:
            return opened.read(LARGEST_KEYS)
    except OSError as error:
        raise CannotOpen(path, reason=(error.strerror or str(error)).lower()) from error
