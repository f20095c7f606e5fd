"""Homes: one file makes the pages somebody's own, and cannot make them wrong, unreadable or unsafe."""

import re
import struct
import tomllib
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfast.knowledge import Home, home, home_answers, home_css, home_logo, ids
from standfast.knowledge.contrast import COLOURS, LOOK, WANTED, contrast
from standfast.knowledge.home_rows import is_address
from standfast.knowledge.homes import routes
from standfast.model import KnowledgeError, UnknownPlace

ROOT = Path(__file__).resolve().parents[2]
WORKED = re.compile(r"```toml\n# (?P<name>[\w-]+\.toml).*?\n(?P<text>.*?)```", re.DOTALL)
START = 'name = "Example School"\nlanguages = ["en"]\ncountry = "GB"\n'
SAYS = '[says]\nen = "Offered by Example School."\n'
ROW = """
[[routes]]
id = "home-desk"
name = "The welfare desk"
does = "Listens, and helps you with the next step."
purposes = ["victim-support"]
source = ["https://example.org/desk"]
as_of = 2026-11-24
sure = "A"
recheck_by = 2027-05-24
contacts = [{ kind = "phone", value = "01632 960 001" }]
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Hill</title><path d="M0 9 4 1l5 8z"/></svg>'

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str, **beside: bytes) -> str:
        for name, data in beside.items():
            (tmp_path / name.replace("_", ".")).write_bytes(data)
        path = tmp_path / "school.toml"
        path.write_text(text, "utf-8")
        return str(path)

    return written


def refused(path: str) -> str:
    with pytest.raises(KnowledgeError) as caught:
        home(path)
    assert caught.value.file == path and caught.value.place
    return caught.value.place


def with_row(old: str, new: str) -> str:
    assert old in ROW
    return START + SAYS + ROW.replace(old, new)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(wide: int = 2, high: int = 2, *extra: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\0\0\0" * 2)) + chunk(b"IEND", b"")


# --- the homes that ship


@pytest.mark.parametrize("name", ids("homes"))
def test_every_home_that_ships_loads_and_brings_nothing_that_is_not_reviewed(name: str) -> None:
    row = home(name)
    assert row.id == name and not row.routes and not row.logo and home_css(row) == "" and home_logo(row) == b""
    assert not any("!" in line for line in row.says.values())


def test_derbyshire_does_not_speak_for_the_police() -> None:
    assert home("GB-derbyshire").says["en"] == "Set up for people in Derbyshire. Not yet checked or offered by the police."
    assert "Constabulary" not in home("GB-derbyshire").name


def test_derbyshire_is_where_its_people_are() -> None:
    assert home_answers(home("GB-derbyshire")) == {"country": "GB", "area": "GB-derbyshire", "nation": "england"}


def test_the_neutral_home_supposes_nothing() -> None:
    assert home_answers(home("neutral")) == {}


# --- where the person is


@pytest.mark.parametrize(
    ("own", "left"),
    [
        ({"country": "IE"}, {}),
        ({"country": "GB"}, {"area": "GB-derbyshire", "nation": "england"}),
        ({"area": "GB-essex"}, {"country": "GB"}),
        ({"nation": "scotland"}, {"country": "GB"}),
        ({"area": "unknown"}, {"country": "GB"}),
        ({"paid": "yes"}, {"country": "GB", "area": "GB-derbyshire", "nation": "england"}),
    ],
)
def test_the_persons_own_word_wins(own: dict[str, str], left: dict[str, str]) -> None:
    assert home_answers(home("GB-derbyshire"), own) == left


def test_the_rows_of_a_home_are_for_people_in_its_country(write: Write) -> None:
    row = home(write(START + SAYS + ROW))
    assert routes(row, "GB") == routes(row, "unknown") == routes(row, "") == row.routes and len(row.routes) == 1
    assert routes(row, "IE") == ()
    assert routes(evolve(row, country=""), "IE") == row.routes


# --- loading


def test_a_home_is_read_by_its_path(write: Write) -> None:
    row = home(write(START + SAYS))
    assert (row.id, row.name, row.says["en"]) == ("school", "Example School", "Offered by Example School.")


@pytest.mark.parametrize("name", ["atlantis", "", "/", "../neutral", "a\0b"])
def test_a_home_that_is_not_there_is_said_with_those_that_are(name: str) -> None:
    with pytest.raises(UnknownPlace) as caught:
        home(name)
    assert "GB-derbyshire" in caught.value.detail["choices"]


def test_a_name_too_long_for_a_file_is_an_error_of_ours() -> None:
    with pytest.raises((KnowledgeError, UnknownPlace)):
        home("x" * 5000)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "not TOML"),
        ("a = " + "[" * 5000, "not TOML"),
        ("#" * 300_000, "more than 200000 bytes"),
        ('id = "other"\n' + START + SAYS, "differs from the file name"),
        ('folder = "/"\n' + START + SAYS, "folder"),
        (START + SAYS.replace("en =", "fr ="), "says.en"),
        (START + SAYS + 'xx = "?"\n', "says.xx"),
        (START + SAYS.replace("School.", "School.\\nTwo lines."), "says.en"),
        (START.replace('["en"]', "[]") + SAYS, "languages"),
        (START.replace('["en"]', '"en"') + SAYS, "list of texts"),
        (START.replace('["en"]', '["en", "en"]') + SAYS, "languages"),
        (START.replace('["en"]', '["tlh"]') + SAYS, "languages"),
        (START.replace("Example School", " ") + SAYS, "name"),
        (START.replace("GB", "ZZ") + SAYS, "country"),
        (START + 'area = "GB-atlantis"\n' + SAYS, "area"),
        (START.replace("GB", "IE") + 'area = "GB-derbyshire"\n' + SAYS, "set country = 'GB'"),
        ("colour = 1\n" + START + SAYS, "colour"),
        (START + SAYS + '[light]\nground = "#ffffff"\n', "light.ground"),
        (START + SAYS + '[light]\naccent = "red"\n', "light.accent"),
        (START + SAYS + '[light]\naccent = "#00000;"\n', "light.accent"),
        (START + SAYS + '[light]\naccent = "#77aaee"\n', "contrast"),
        (START + SAYS + '[dark]\naccent = "#14555b"\n', "contrast"),
        (START + SAYS + '[light]\non-accent = "#555555"\n', "contrast"),
        (START + SAYS + '[light]\naccent-soft = "#444444"\n', "contrast"),
        (START + 'logo_alt = "Hill"\n' + SAYS, "there is no logo"),
        (START + 'logo = "logo.svg"\nlogo_alt = "Hill"\n' + SAYS, "cannot be read"),
        (START + 'logo = "../logo.svg"\nlogo_alt = "Hill"\n' + SAYS, "without a folder"),
        (START + 'logo = "logo.gif"\nlogo_alt = "Hill"\n' + SAYS, ".svg or .png"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(write: Write, text: str, says: str) -> None:
    assert says in refused(write(text))


@pytest.mark.parametrize("key", sorted({"id", "name", "does", "purposes", "source", "as_of", "sure", "recheck_by"}))
def test_a_row_without_its_source_date_or_rating_is_refused(write: Write, key: str) -> None:
    assert key in refused(write(START + SAYS + re.sub(rf"(?m)^{key} = .*\n", "", ROW)))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"home-desk"', '"childline"', "must begin with 'home-'"),
        ('"home-desk"', '"home-Desk one"', "must begin with 'home-'"),
        ("The welfare desk", " ", "name and does"),
        ("Listens,", "Lis\\u202Etens,", "hidden signs"),
        ("Listens,", "x" * 301, "longer than 300"),
        ('["victim-support"]', "[]", "purposes"),
        ('["victim-support"]', '"victim-support"', "list of texts"),
        ('["victim-support"]', '["everything"]', "purposes"),
        ('["victim-support"]', '["emergency"]', "belongs to the country"),
        ('["victim-support"]', '["takedown-adult"]', "min_age = 18"),
        ('["victim-support"]', '["takedown-child", "advice"]', "row of its own"),
        ('["https://example.org/desk"]', "[]", "source"),
        ('["https://example.org/desk"]', '["a leaflet"]', "source"),
        ("2026-11-24", '"2026-11-24"', "expected a date"),
        ("2027-05-24", "2025-05-24", "recheck_by"),
        ('sure = "A"', 'sure = "K"', "does not ship"),
        ('sure = "A"', 'sure = "sure"', "A, B or C"),
        ('["victim-support"]\n', '["crisis"]\n', None),
        ('sure = "A"', 'sure = "A"\nalways_open = "no"', "expected true or false"),
        ('sure = "A"', 'sure = "A"\norder = "5"', "expected a whole number"),
        ('sure = "A"', 'sure = "A"\norder = true', "expected a whole number"),
        ('sure = "A"', 'sure = "A"\nmin_age = 19\nmax_age = 18', "min_age"),
        ('sure = "A"', 'sure = "A"\nnations = ["bavaria"]', "nations"),
        ('sure = "A"', 'sure = "A"\nkinds = ["bluff"]', "kinds"),
        ('sure = "A"', 'sure = "A"\nhours = [{ days = ["mon"], open = "9", close = "17:00" }]', "hours"),
        ('sure = "A"', 'sure = "A"\nalways_open = true\nhours = [{ days = ["mon"], open = "09:00", close = "17:00" }]', "keep one"),
        ('[{ kind = "phone", value = "01632 960 001" }]', "[]", "at least one way"),
        ("01632 960 001", "ring us", "with a number"),
        ('kind = "phone", value = "01632 960 001"', 'kind = "web", value = "javascript:alert(1)"', "https://"),
        ('kind = "phone", value = "01632 960 001"', 'kind = "web", value = "http://example.org"', "https://"),
        ('kind = "phone", value = "01632 960 001"', 'kind = "web", value = "https://police.example@elsewhere.example"', "https://"),
        ('kind = "phone", value = "01632 960 001"', 'kind = "email", value = "x"', "email"),
        ('kind = "phone", value = "01632 960 001"', 'kind = "pigeon", value = "x"', "use phone"),
        ('sure = "A"', 'sure = "A"\npromise = "We always help."', "promise"),
    ],
)
def test_a_row_is_held_to_the_same_rules_as_every_other(write: Write, old: str, new: str, says: str | None) -> None:
    path = write(with_row(old, new))
    if says is None:
        assert home(path).routes
    else:
        assert says in refused(path)


def test_a_crisis_line_must_be_sure(write: Write) -> None:
    text = with_row('["victim-support"]', '["crisis"]').replace('sure = "A"', 'sure = "C"')
    assert "rated A or B" in refused(write(text))


def test_a_channel_is_never_surer_than_its_row(write: Write) -> None:
    text = with_row('value = "01632 960 001"', 'value = "01632 960 001", sure = "A"').replace('sure = "A"\nrecheck', 'sure = "B"\nrecheck')
    assert "cannot be surer" in refused(write(text))


def test_two_rows_cannot_share_an_id(write: Write) -> None:
    assert "stands twice" in refused(write(START + SAYS + ROW + ROW))


@pytest.mark.parametrize("text", ["https://a.example/b?c=d#e", "https://a.b.example", "https://a.example:8443/"])
def test_an_address_is_an_address(text: str) -> None:
    assert is_address(text, ("https",))


@pytest.mark.parametrize(
    "text", ["https://a", "https://a.example/ b", 'https://a.example/"', "https:a.example", "//a.example", "https://a.example\n"]
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert not is_address(text, ("https",))


# --- colours


def test_the_look_here_is_the_look_of_the_pages() -> None:
    tokens = (ROOT / "src/standfast/doors/web/assets/tokens.css").read_text("utf-8")
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")
    for mode, text in (("light", light), ("dark", dark)):
        assert all(f"--{name}: {value};" in text for name, value in LOOK[mode].items()), mode


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#14555b", "#f3f6f5") == pytest.approx(7.8, abs=0.05), "the table of the look"


@pytest.mark.parametrize("mode", LOOK)
def test_the_looks_own_colours_pass(mode: str) -> None:
    assert all(contrast(LOOK[mode][front], LOOK[mode][back]) >= least for front, back, least in WANTED)


def test_the_style_holds_the_homes_colours_and_nothing_else(write: Write) -> None:
    row = home(write(START + SAYS + '[light]\naccent = "#4a2a7a"\n[dark]\naccent = "#d0b8f5"\naccent-soft = "#2a2038"\n'))
    assert home_css(row) == (
        "@media screen and (prefers-color-scheme:light){:root{--accent:#4a2a7a;}}\n"
        "@media screen and (prefers-color-scheme:dark){:root{--accent:#d0b8f5;--accent-soft:#2a2038;}}\n"
    )


@given(st.dictionaries(st.sampled_from(COLOURS), st.from_regex(r"\A#[0-9a-fA-F]{6}\Z")), st.sampled_from(["light", "dark"]))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_colours_are_let_in_can_be_read(tmp_path: Path, colours: dict[str, str], mode: str) -> None:
    path = tmp_path / "school.toml"
    path.write_text(START + SAYS + f"[{mode}]\n" + "".join(f'{key} = "{value}"\n' for key, value in colours.items()), "utf-8")
    shown = LOOK[mode] | colours
    readable = all(contrast(shown[front], shown[back]) >= least for front, back, least in WANTED)
    try:
        found = home(str(path))
    except KnowledgeError:
        assert not readable
    else:
        assert readable and all(value in home_css(found) for value in colours.values())


# --- logos


@pytest.mark.parametrize(("name", "data"), [("svg", SVG), ("png", png())])
def test_a_small_plain_picture_is_a_logo(write: Write, name: str, data: bytes) -> None:
    row = home(write(START + f'logo = "logo.{name}"\nlogo_alt = "A hill"\n' + SAYS, **{f"logo_{name}": data}))
    assert home_logo(row) == data and row.logo_alt == "A hill"


@pytest.mark.parametrize("inside", ["<g fill='url(#a)'/>", "<use href='#a'/>", "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='#a'/>"])
def test_a_logo_may_point_to_its_own_parts(write: Write, inside: str) -> None:
    svg = SVG.replace(b"</svg>", inside.encode() + b"</svg>")
    assert home(write(START + 'logo = "logo.svg"\nlogo_alt = "A hill"\n' + SAYS, logo_svg=svg)).logo


@pytest.mark.parametrize(
    "svg",
    [
        SVG.replace(b"</svg>", inside.encode() + b"</svg>")
        for inside in (
            "<script>1</script>",
            "<SCRIPT/>",
            "<style>*{}</style>",
            "<foreignObject/>",
            "<image href='https://example.org/a.png'/>",
            "<a href='#x'/>",
            "<animate/>",
            "<g onclick='a()'/>",
            "<g ONLOAD='a()'/>",
            "<g style='fill:red'/>",
            "<g fill='url(https://example.org/#a)'/>",
            "<g fill='url( \"//example.org\")'/>",
            "<g fill='u\\72l(//example.org)'/>",
            "<use href='https://example.org/#a'/>",
            "<use href='other.svg#a'/>",
            "<use xmlns:x='http://www.w3.org/1999/xlink' x:href='data:image/svg+xml,a'/>",
            "<g xml:base='https://example.org/'/>",
            "<h:script xmlns:h='http://www.w3.org/1999/xhtml'/>",
            "<g xmlns:e='http://www.w3.org/2001/xml-events' e:event='click'/>",
            "<?xml-stylesheet href='a.css'?>",
            "<g>",
        )
    ]
    + [
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
        b'<?xml-stylesheet href="a.css"?>' + SVG,
        b'<?xml version="1.0" encoding="iso-8859-1"?>' + SVG,
        b"<html/>",
        b"<svg/>",
        b"",
        SVG.decode().encode("utf-16"),
        SVG.replace(b"</svg>", b"<!--" + b"x" * 20_001 + b"--></svg>"),
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(write: Write, svg: bytes) -> None:
    assert "logo.svg" in refused(write(START + 'logo = "logo.svg"\nlogo_alt = "A hill"\n' + SAYS, logo_svg=svg))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        SVG,
        png()[:-1],
        png()[:-20] + b"\7" + png()[-19:],
        png(9000, 2),
        png(0, 2),
        png(2, 2, chunk(b"acTL", b"\0" * 8)),
        png() + b"\0" * 20_000,
    ],
)
def test_a_png_that_is_broken_huge_or_moving_is_refused(write: Write, data: bytes) -> None:
    assert "logo.png" in refused(write(START + 'logo = "logo.png"\nlogo_alt = "A hill"\n' + SAYS, logo_png=data))


def test_a_logo_needs_words_for_those_who_do_not_see_it(write: Write) -> None:
    assert "logo_alt" in refused(write(START + 'logo = "logo.svg"\n' + SAYS, logo_svg=SVG))


# --- any file at all

PLAIN = st.one_of(
    st.text(max_size=20),
    st.integers(-(2**70), 2**70),
    st.booleans(),
    st.floats(),
    st.dates(),
    st.sampled_from(["A", "en", "GB", "#14555b"]),
)
KEYS = st.one_of(
    st.sampled_from([*fields_dict(Home), "kind", "value", "purposes", "contacts", "hours", "sure", "source"]), st.text(max_size=5)
)
VALUES = st.recursive(PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)), max_leaves=12)


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(key)} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    return '"' + "".join(f"\\U{ord(letter):08X}" for letter in text if not "\ud800" <= letter <= "\udfff") + '"'


def loads_or_says_why(path: Path) -> None:
    try:
        assert isinstance(home(str(path)), Home)
    except KnowledgeError as error:
        assert error.file == str(path) and error.place


@given(st.dictionaries(KEYS, VALUES, max_size=8), st.booleans())
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_toml_is_a_home_or_a_clear_error(tmp_path: Path, raw: dict[str, Any], begun: bool) -> None:
    known = {"name": "A", "languages": ["en"], "says": {"en": ""}} if begun else {}
    text = "".join(f"{quoted(key)} = {toml(value)}\n" for key, value in (known | raw).items())
    path = tmp_path / "school.toml"
    path.write_text(text, "utf-8")
    loads_or_says_why(path)


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_a_home_or_a_clear_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "school.toml"
    path.write_bytes(data)
    loads_or_says_why(path)


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_row_with_any_value_in_any_place_is_a_home_or_a_clear_error(tmp_path: Path, data: st.DataObject) -> None:
    raw = tomllib.loads(START + SAYS + ROW)
    row = raw["routes"][0]
    row[data.draw(st.sampled_from([*row, "hours", "min_age", "order", "nations", "kinds"]))] = data.draw(VALUES)
    raw["routes"] = [{key: value for key, value in row.items()}]
    path = tmp_path / "school.toml"
    path.write_text("".join(f"{quoted(key)} = {toml(value)}\n" for key, value in raw.items()), "utf-8")
    loads_or_says_why(path)


# --- the page that explains it


def test_the_worked_example_of_the_page_works(write: Write) -> None:
    page = (ROOT / "docs/homes.md").read_text("utf-8")
    found = list(WORKED.finditer(page))
    assert found
    for example in found:
        row = home(write(example["text"], logo_svg=SVG))
        assert row.name and row.says[row.languages[0]]
