"""Any mix of layout, clock, line end and writing: invented messages written out as a phone would, read back the same."""

from __future__ import annotations

import hashlib
from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfast.model import Item
from standfast.read import read_bytes

DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "๐๑๒๓๔๕๖๗๘๙"]
HALVES = [("AM", "PM"), ("am", "pm"), ("a. m.", "p. m."), ("ص", "م"), ("SA", "CH"), ("上午", "下午"), ("오전", "오후"), ("ÖÖ", "ÖS"), ("de.", "du."), ("fm", "em")]
FRAMES = ["{d}, {t} - ", "{d}, {t} – ", "{d} {t} - ", "[{d}, {t}] ", "\u200e[{d}, {t}] ", "[{d} klo {t}] ", "[{d} kl. {t}] ", "[{d} à {t}] ", "{d} at {t} - ", "[{t}, {d}] "]
SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n"), min_size=1, max_size=60)
MARKS = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"


def plain(text: str) -> bool:
    """Words with nothing at their ends that reading takes off, and none that are a mark of the app."""
    return bool(text) and text == text.strip().strip(MARKS + " \n") and not any(mark in text for mark in MARKS + "<(•")


@st.composite
def written(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, str, str]]]:
    digits, frame, end = draw(st.sampled_from(DIGITS)), draw(st.sampled_from(FRAMES)), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    order, short, padded = draw(st.sampled_from(["dmy", "mdy", "ymd"])), draw(st.booleans()), draw(st.booleans())
    cut = draw(st.sampled_from("/.-" if order != "mdy" else "/-"))
    halves, seconds = draw(st.none() | st.sampled_from(HALVES)), draw(st.booleans())
    year_digits = 2 if short and order != "ymd" else 4
    moments = sorted(draw(st.lists(st.datetimes(datetime(2012, 1, 1), datetime(2031, 1, 1)), min_size=1, max_size=8)))
    moments += [datetime(2031, 1, day) for day in range(12, 16)]  # one day after the twelfth, so that the order can be known
    text, expected = "", []
    for moment in moments:
        parts = {"d": f"{moment.day:02}" if padded else str(moment.day), "m": f"{moment.month:02}" if padded else str(moment.month), "y": str(moment.year)[-year_digits:]}
        hour = moment.hour % 12 or 12 if halves else moment.hour
        time = f"{hour}:{moment.minute:02}" + (f":{moment.second:02}" if seconds else "")
        if halves:
            half = halves[moment.hour > 11]
            time = f"{half}{time}" if half[0] in "上下오" else f"{time}\u202f{half}"
        stamp = frame.format(d=cut.join(parts[part] for part in order), t=time)
        sender, said = draw(st.sampled_from(["Mia", "Sam Example", "+44 7700 900123", "ميا", "미아"])), draw(SAID.filter(plain))
        text += stamp.translate(str.maketrans("0123456789", digits)) + f"{sender}: " + said.replace("\n", end) + end
        expected.append((moment.strftime("%Y-%m-%dT%H:%M:%S" if seconds else "%Y-%m-%dT%H:%M"), sender, said))
    return text.encode(), expected


@settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], derandomize=True)
@given(written())
def test_any_writing_reads_back_to_the_same_messages(case: tuple[bytes, list[tuple[str, str, str]]]) -> None:
    data, expected = case
    found = [one for one in read_bytes(data) if isinstance(one, Item)]
    assert [(item.when, item.sender, item.text) for item in found] == expected
    for item in found:
        assert hashlib.sha256(data[item.origin.start : item.origin.end]).hexdigest() == item.origin.sha256
