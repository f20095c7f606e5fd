"""What the message suggests and what the person says, made into one Situation."""

from __future__ import annotations

from collections.abc import Mapping

from standfast.knowledge import area, country, ids
from standfast.model import CHOICES, DEMANDS, SITUATION_FIELDS, UNKNOWN, BadAnswer, Demand, Situation, Verdict

PERSON, FINDING, HOME = "person", "finding", "home"
Answer = str | tuple[str, ...]
PLACES: Mapping[str, str] = {"country": "countries", "area": "areas", "platform": "platforms"}
NOTHING: Mapping[str, str] = {}


def weigh(
    verdict: Verdict | None, demand: Demand | None, answers: Mapping[str, str], *, supposed: Mapping[str, str] = NOTHING
) -> Situation:
    """The person's answers win over what the message suggests; a skipped question leaves the message's word standing.

    One exception: where the message speaks of self-harm or orders it, that stays in the Situation whatever was answered,
    because shame makes people say no. ``account_claim`` sets nothing: mass mails claim it of everybody.
    ``supposed`` is what the home supposes of the place (``knowledge.home_answers``), where neither the person nor the message says it.
    Raises BadAnswer for a field or value that is no choice.
    """
    suggested = {**_from_verdict(verdict), **_from_demand(demand)}
    told = {field: _checked(field, value) for field, value in answers.items() if value}
    told = {field: value for field, value in told.items() if value != UNKNOWN}
    told.update(_from_area(told))
    home = _from_home(supposed, told)
    known: dict[str, Answer] = {**home, **suggested, **told}
    known_from = {**dict.fromkeys(home, HOME), **dict.fromkeys(suggested, FINDING), **dict.fromkeys(told, PERSON)}
    if verdict and verdict.talks_of_self_harm and told.get("may_self_harm") != "yes":
        known["may_self_harm"], known_from["may_self_harm"] = "yes", FINDING
    if demand and "self-harm" in demand.what and "self-harm" not in known["demanded"]:
        known["demanded"] = tuple(wish for wish in DEMANDS if wish in known["demanded"] or wish == "self-harm")
    return Situation(**known, known_from=dict(sorted(known_from.items())))  # pyright: ignore[reportArgumentType]


def _from_verdict(verdict: Verdict | None) -> dict[str, str]:
    if verdict is None:
        return {}
    flags = {"deepfake": verdict.deepfake, "asks_for_help": verdict.asks_for_help}
    return {"kind": verdict.kind.value} | {field: "yes" for field, seen in flags.items() if seen}


def _from_demand(demand: Demand | None) -> dict[str, tuple[str, ...]]:
    what = tuple(wish for wish in DEMANDS if demand and wish in demand.what)
    return {"demanded": what} if what else {}


def _from_home(supposed: Mapping[str, str], told: Mapping[str, Answer]) -> dict[str, Answer]:
    """Nothing for a person in another country; no area or nation for one who named another."""
    home = {field: _checked(field, value) for field, value in supposed.items() if value}
    if any(told[field] != home[field] for field in home.keys() & told.keys()):
        home = {"country": home["country"]} if told.get("country") in (None, home.get("country")) and "country" in home else {}
    return {field: value for field, value in home.items() if field not in told}


def _checked(field: str, value: str) -> Answer:
    if field == "demanded" and value != UNKNOWN:
        return _wishes(value)
    choices = _choices(field)
    if value not in choices:
        raise BadAnswer(place=field, value=value, choices=", ".join(choices or SITUATION_FIELDS))
    return value


def _choices(field: str) -> tuple[str, ...]:
    if field in PLACES:
        return (*ids(PLACES[field]), UNKNOWN)
    if field == "nation":
        return (UNKNOWN, *(nation for iso in ids("countries") for nation in country(iso).nations))
    return (UNKNOWN,) if field == "demanded" else CHOICES.get(field, ())


def _wishes(value: str) -> tuple[str, ...]:
    """``demanded`` may name several, parted by spaces or commas; "none" says that nothing was asked for."""
    wishes = set(value.replace(",", " ").split())
    if strange := sorted(wishes - {*DEMANDS, "none"}):
        raise BadAnswer(place="demanded", value=" ".join(strange), choices=", ".join((*DEMANDS, "none", UNKNOWN)))
    return tuple(wish for wish in DEMANDS if wish in wishes)


def _from_area(told: Mapping[str, Answer]) -> dict[str, str]:
    if "area" not in told:
        return {}
    place = area(str(told["area"]))
    return {"country": place.country, "nation": place.nation}
