"""What the person told us, and what findings suggest. Every field may stay unknown."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, fields_dict, frozen

UNKNOWN = "unknown"
YES_NO = ("yes", "no", UNKNOWN)
AGE_BANDS: Mapping[str, tuple[int, int]] = {
    "under-13": (0, 12),
    "13-15": (13, 15),
    "16-17": (16, 17),
    "18-24": (18, 24),
    "25-34": (25, 34),
    "35-plus": (35, 120),
}
AGES = (*AGE_BANDS, UNKNOWN)
KINDS = (
    "hack-bluff",
    "image-threat",
    "coercion",
    "recovery-scam",
    "phishing",
    "other-scam",
    "other-threat",
    "none",
    "unsure",
    UNKNOWN,
)
DEMANDS = ("money", "pictures", "live-act", "meeting", "self-harm", "recruit")
ABOUT = ("me", "my-child", "pupil", "friend", UNKNOWN)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "reader_age": AGES,
    "shown_age": AGES,
    "picture_age": ("under-18", "18-plus", UNKNOWN),
    "about": ABOUT,
    "kind": KINDS,
    "paid": YES_NO,
    "shared": YES_NO,
    "deepfake": YES_NO,
    "on_camera": YES_NO,
    "known_person": YES_NO,
    "account_taken": YES_NO,
    "unsafe_home": YES_NO,
    "danger_now": YES_NO,
    "may_self_harm": YES_NO,
    "asks_for_help": YES_NO,
}
"""Closed vocabularies. ``country``, ``area``, ``nation`` and ``platform`` are ids of knowledge files, checked by its loader."""


@frozen
class Situation:
    reader_age: str = UNKNOWN
    """Age band of whoever reads the plan."""
    about: str = UNKNOWN
    """Who it happened to, seen from the reader."""
    shown_age: str = UNKNOWN
    """Age band, now, of the person who is threatened or shown."""
    picture_age: str = UNKNOWN
    """``under-18`` if the person shown was under 18 when the picture was taken."""
    country: str = UNKNOWN
    nation: str = UNKNOWN
    """Inside the United Kingdom: england, wales, scotland, northern-ireland."""
    area: str = UNKNOWN
    """A police area, such as ``GB-derbyshire``."""
    platform: str = UNKNOWN
    kind: str = UNKNOWN
    demanded: tuple[str, ...] = ()
    paid: str = UNKNOWN
    shared: str = UNKNOWN
    """Whether a picture has already been sent to others or posted."""
    deepfake: str = UNKNOWN
    on_camera: str = UNKNOWN
    """Whether the person did ever send such a picture, or do this on camera."""
    known_person: str = UNKNOWN
    account_taken: str = UNKNOWN
    unsafe_home: str = UNKNOWN
    danger_now: str = UNKNOWN
    may_self_harm: str = UNKNOWN
    asks_for_help: str = UNKNOWN
    known_from: Mapping[str, str] = field(factory=dict[str, str])
    """For each field that is not unknown: ``person``, ``finding`` or ``home``."""

    def __attrs_post_init__(self) -> None:
        for name, allowed in CHOICES.items():
            value = getattr(self, name)
            if value not in allowed:
                raise ValueError(f"{name}: {value!r} is not one of {', '.join(allowed)}")
        for wish in self.demanded:
            if wish not in DEMANDS:
                raise ValueError(f"demanded: {wish!r} is not one of {', '.join(DEMANDS)}")

    @property
    def person_age(self) -> str:
        """Age band of the person it happened to: the reader's own where it happened to the reader."""
        if self.shown_age != UNKNOWN:
            return self.shown_age
        return self.reader_age if self.about == "me" else UNKNOWN

    @property
    def person_group(self) -> str:
        """``minor``, ``adult`` or ``unknown``, of the person it happened to, now."""
        return age_group(self.person_age)

    @property
    def reader_group(self) -> str:
        return age_group(self.reader_age)

    @property
    def service_group(self) -> str:
        """Which image services fit: a picture taken under 18 stays with the child services (rule 6)."""
        if self.person_group == "minor" or self.picture_age == "under-18":
            return "minor"
        if self.person_group == "adult" and self.picture_age == "18-plus":
            return "adult"
        return UNKNOWN


def age_group(band: str) -> str:
    if band == UNKNOWN:
        return UNKNOWN
    return "minor" if AGE_BANDS[band][1] < 18 else "adult"


SITUATION_FIELDS = tuple(name for name in fields_dict(Situation) if name != "known_from")
