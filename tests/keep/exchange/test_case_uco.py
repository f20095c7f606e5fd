"""Every class and property is one that CASE and UCO define, where they allow it, as often as they allow it.

``case_uco_terms.json`` was taken from the published ontology; ``docs/exchange.md`` says how.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exchange_case import EVERY, NOW, sample

from standfast.keep.exchange import case_uco

TERMS = json.loads((Path(__file__).parent / "case_uco_terms.json").read_text("utf-8"))
CLASSES: dict[str, Any] = TERMS["classes"]


def whole() -> dict[str, Any]:
    return json.loads(case_uco(sample(), EVERY, NOW, "0.7.0"))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def kind_of(value: Any, types: dict[str, str]) -> str:
    if isinstance(value, bool):
        return "xsd:boolean"
    if isinstance(value, str):
        return "xsd:string"
    return value.get("@type") or types[value["@id"]]


def faults(document: dict[str, Any]) -> list[str]:
    found = []
    types = {node["@id"]: node["@type"] for node in nodes(document["@graph"])}
    for node in nodes(document["@graph"]):
        kind = node["@type"]
        allowed = CLASSES.get(kind, {}).get("may", {}) | TERMS["anywhere"]
        if kind not in CLASSES:
            found.append(f"no class {kind}")
        for name, value in node.items():
            if name.startswith("@"):
                continue
            if name not in allowed:
                found.append(f"{kind} has no {name}")
                continue
            values = value if isinstance(value, list) else [value]
            wanted, most = allowed[name]
            if most and len(values) > most:
                found.append(f"{kind} {name} too often")
            for one in values:
                got = kind_of(one, types)
                if wanted and got != wanted and wanted not in CLASSES.get(got, {}).get("is", ()):
                    found.append(f"{kind} {name} is {got}, not {wanted}")
    return found


def test_the_graph_uses_what_the_ontologies_define():
    assert faults(whole()) == []


@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("uco-observable:messageText", "uco-observable:text"),
        ("uco-observable:EmailMessageFacet", "uco-observable:MailFacet"),
        ("xsd:dateTime", "xsd:date"),
        ("uco-observable:PhoneAccount", "uco-observable:Phone"),
        ("uco-core:isDirectional", "uco-core:directional"),
    ],
)
def test_the_check_itself_notices_a_wrong_word(was: str, is_now: str):
    text = json.dumps(whole())
    if was in text:
        assert faults(json.loads(text.replace(f'"{was}"', f'"{is_now}"'))) != []
    else:
        assert is_now not in CLASSES


def test_each_context_address_is_the_published_one():
    context = whole()["@context"]
    assert {name: address.rsplit("/", 2)[0] for name, address in context.items() if name != "xsd"} == {
        name: "https://ontology.caseontology.org/case" if name.startswith("case-") else "https://ontology.unifiedcyberontology.org/uco"
        for name in context
        if name != "xsd"
    }
    used = {key.partition(":")[0] for node in nodes(whole()["@graph"]) for key in node if ":" in key}
    assert used <= set(context)


def test_every_reference_leads_somewhere_and_no_id_stands_twice():
    graph = whole()["@graph"]
    ids = [node["@id"] for node in nodes(graph)]
    assert len(ids) == len(set(ids))
    text = json.dumps(graph)
    named = {part.partition('"')[0] for part in text.split('{"@id": "')[1:]}
    assert named <= set(ids)


def test_a_message_of_the_person_and_what_was_only_seen_are_left_out():
    graph = whole()["@graph"]
    assert sum(node["@type"] == "uco-observable:Message" for node in graph) == 1
    assert [node["case-investigation:exhibitNumber"] for node in graph if "case-investigation:exhibitNumber" in node] == ["0001", "0002"]


def test_a_file_whose_media_were_left_out_says_what_it_came_from():
    files = {tuple(node["uco-core:tag"]): node for node in whole()["@graph"] if node["@type"] == "uco-observable:File"}
    derived = next(node for node in whole()["@graph"] if "case-investigation:wasDerivedFrom" in node)
    assert derived["uco-core:tag"] == ["kept"]
    assert ("received",) in files


def test_the_persons_own_address_is_blacked_out_inside_the_senders_words():
    mail = next(node for node in whole()["@graph"] if node["@type"] == "uco-observable:EmailMessage")
    facet = mail["uco-core:hasFacet"][0]
    assert "█" * 10 in facet["uco-observable:body"]
    assert "█" * 10 in facet["uco-observable:subject"]
    assert "uco-observable:from" not in facet, "a forged sender is the person's own address"
