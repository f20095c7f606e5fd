"""A home's colours against the look's own, by the contrast formula of WCAG 2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

COLOURS = ("accent", "accent-press", "on-accent", "accent-soft")
"""The only colours that a home may replace."""
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LOOK: Mapping[str, Mapping[str, str]] = {
    "light": {
        "ground": "#f3f6f5",
        "surface": "#ffffff",
        "ink": "#182625",
        "accent": "#14555b",
        "accent-press": "#0d3f44",
        "on-accent": "#ffffff",
        "accent-soft": "#dbebea",
    },
    "dark": {
        "ground": "#0f1718",
        "surface": "#172122",
        "ink": "#e7edeb",
        "accent": "#92d2d0",
        "accent-press": "#b5e4e2",
        "on-accent": "#06282b",
        "accent-soft": "#193436",
    },
}
"""The values of doors/web/assets/tokens.css that a home's colours meet; a test compares the two."""
WANTED = (
    # Links stand in body text, which wants 7.
    ("accent", "ground", 7.0),
    ("accent", "surface", 7.0),
    ("accent-press", "ground", 4.5),
    ("accent-press", "surface", 4.5),
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-press", 4.5),
    # The words of a chosen answer, and the icon beside them.
    ("ink", "accent-soft", 7.0),
    ("accent", "accent-soft", 3.0),
)
"""Words or line, what they stand on, and the least contrast between them."""


def contrast(one: str, other: str) -> float:
    """Contrast of two ``#rrggbb`` colours, 1 to 21: WCAG 2.2, "contrast ratio" and "relative luminance"."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def colour_faults(mode: str, colours: Mapping[str, str]) -> Iterator[str]:
    """What keeps these colours from being used in ``light`` or ``dark``: where, and how to mend it."""
    for name, value in colours.items():
        if name not in COLOURS:
            yield f"{mode}.{name}: a home may set only {', '.join(COLOURS)}; leave this line out"
        elif not COLOUR.fullmatch(value):
            yield f"{mode}.{name}: {value!r} is not a colour such as {LOOK[mode][name]!r}"
    known = {name: value for name, value in colours.items() if name in COLOURS and COLOUR.fullmatch(value)}
    all_colours = {**LOOK[mode], **known}
    for front, back, least in WANTED:
        reached = contrast(all_colours[front], all_colours[back])
        if {front, back} & known.keys() and reached < least:
            which = front if front in known else back
            yield f"{mode}.{which}: {front} on {back} has a contrast of {reached:.1f}, {least:g} is needed; move the two further apart"
