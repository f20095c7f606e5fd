"""Where the conversations lie in an export: by the shape of the paths, whatever folder they were packed into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

_PAGE = re.compile(r"(?:^|.*/)([^/]+)/message_(\d{1,6})\.(json|html?)$", re.I)
_REQUESTS = ("message_requests", "filtered_threads")
"""Boxes for people one has no contact with: a stranger wrote first."""
_APPS = (
    ("threads", re.compile(r"(?:^|/)(?:your_threads_activity|threads-[^/]+)/", re.I)),
    ("instagram", re.compile(r"(?:^|/)(?:your_instagram_activity|instagram-[^/]+|followers_and_following)/", re.I)),
    ("facebook", re.compile(r"(?:^|/)(?:your_facebook_activity|your_activity_across_facebook|facebook-[^/]+|profile_information)/", re.I)),
)
_OWNER = re.compile(r"(?:^|/)personal_information/(?:.*/)?(?:personal_information|profile_information)\.(?:json|html?)$", re.I)
_APP_BYTES = (
    ("threads", b"your_threads_activity"),
    ("instagram", b"your_instagram_activity"),
    ("facebook", b"your_facebook_activity"),
    ("facebook", b"your_activity_across_facebook"),
)


@frozen
class Thread:
    """One conversation: its pages, oldest first."""

    id: str
    platform: str
    pages: tuple[str, ...]
    """Member names; JSON where there is JSON, else HTML."""

    @property
    def request(self) -> bool:
        return from_stranger(self.id)


@frozen
class _Found:
    id: str
    platform: str
    json: dict[tuple[int, str], None] = field(factory=dict[tuple[int, str], None])
    html: dict[tuple[int, str], None] = field(factory=dict[tuple[int, str], None])


def from_stranger(thread: str) -> bool:
    return thread.lower().startswith(_REQUESTS)


def is_page(name: str) -> bool:
    return bool(_PAGE.match(name))


def is_owner_file(name: str) -> bool:
    return bool(_OWNER.search(name))


def threads(names: Iterable[str]) -> list[Thread]:
    """Conversations in the order in which they first appear. Parts of a split export that were joined are joined here too."""
    names = list(names)
    whole = app_of_names(names)
    found: dict[tuple[str, str], _Found] = {}
    for name in names:
        match = _PAGE.match(name)
        if not match:
            continue
        thread = _thread_id(name)
        platform = app_of_path(name) or whole
        entry = found.setdefault((platform, thread), _Found(thread, platform))
        kind = entry.json if match[3].lower() == "json" else entry.html
        kind[int(match[2]), name] = None
    return [Thread(entry.id, entry.platform, _oldest_first(entry.json or entry.html)) for entry in found.values()]


def _oldest_first(pages: Mapping[tuple[int, str], None]) -> tuple[str, ...]:
    """message_1 is the newest page."""
    return tuple(name for _, name in sorted(pages, key=lambda page: (-page[0], page[1])))


def _thread_id(name: str) -> str:
    """Box and folder, as in ``inbox/mia_123``; the folder alone where there is no box."""
    return "/".join(name.split("/")[-3:-1])


def thread_of_path(thread_path: str, title: str, names: Iterable[str]) -> str:
    """For a page on its own: the path that it gives itself, else its title, else who takes part."""
    return "/".join(thread_path.strip("/").split("/")[-2:]) or title or ", ".join(names) or "chat"


def app_of_path(name: str) -> str:
    return next((app for app, pattern in _APPS if pattern.search(name)), "")


def app_of_names(names: Iterable[str]) -> str:
    """The app where the whole archive tells one; empty where it tells none or several."""
    apps = {app_of_path(name) for name in names} - {""}
    return apps.pop() if len(apps) == 1 else ""


def app_of_bytes(data: bytes) -> str:
    """For a page on its own: pictures in it are named with the folder of their app."""
    return next((app for app, word in _APP_BYTES if word in data), "")
