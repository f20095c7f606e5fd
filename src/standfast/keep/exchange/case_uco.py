"""What was kept, and what the sender wrote, as CASE/UCO JSON-LD (CASE 1.4): for desks whose tools read it.

Left out: media, what was ``seen`` and never stored, and everything that the person wrote. Their own identifiers are blacked out
inside the sender's words too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from attrs import frozen

from standfast.model import Case, Entry, Item, Judged

from .moment import moment, stamp
from .sighting import Own, Sighting, grouped, kept, own, sightings

Node = dict[str, Any]

CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/",
    "uco-tool": "https://ontology.unifiedcyberontology.org/uco/tool/",
    "uco-types": "https://ontology.unifiedcyberontology.org/uco/types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OWN_NAMESPACE = UUID("3b0b6b7e-1a55-5a0d-8a43-5d0f6a2c7e91")
_NO_IDENTIFIER = frozenset({"gift-card"})


@frozen
class _Graph:
    """Makes ids that the same case always gives, so that two exports of it can be laid side by side."""

    space: UUID
    hidden: Own

    def ref(self, *name: str) -> str:
        return f"urn:uuid:{uuid5(self.space, ' '.join(name))}"

    def node(self, kind: str, *name: str, **fields: Any) -> Node:
        """``uco_core__name`` stands for ``uco-core:name``; a field without a value is left out."""
        written = {_term(key): value for key, value in fields.items() if value not in ("", None, [])}
        return {"@id": self.ref(kind, *name), "@type": kind, **written}


def case_uco(case: Case, entries: Iterable[str], now: str, version: str) -> bytes:
    """A graph, as JSON-LD in UTF-8: the same case, entries, time and version give the same bytes.

    ``now``: ISO 8601; without an offset it is taken as UTC. A message's time is written only where the message says its offset.
    """
    wanted = tuple(entries)
    graph = _Graph(uuid5(OWN_NAMESPACE, case.id), own(case))
    tool = graph.node("uco-tool:Tool", version, uco_core__name="Standfast", uco_tool__version=version)
    nodes: list[Node] = [tool]
    for entry in kept(case, wanted):
        if entry.kind != "seen":
            nodes += _entry(graph, entry, tool)
    nodes += _identifiers(graph, sightings(case, wanted))
    nodes = list({node["@id"]: node for node in nodes}.values())
    whole = graph.node(
        "case-investigation:Investigation",
        uco_core__name=f"Standfast {case.id}",
        uco_core__startTime=_time(case.made, assume_utc=True),
        uco_core__objectCreatedTime=_time(now, assume_utc=True),
        uco_core__object=[{"@id": node["@id"]} for node in nodes],
    )
    written = {"@context": CONTEXT, "@graph": [whole, *nodes]}
    return json.dumps(written, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "replace") + b"\n"


def _entry(graph: _Graph, entry: Entry, tool: Node) -> Iterator[Node]:
    """What was added: the file, the messages in it, who of them is the sender; and the act of adding it."""
    files = list(_files(graph, entry))
    messages = [node for judged in entry.judged for item in judged.items for node in _message(graph, entry, judged, item)]
    record = graph.node(
        "case-investigation:ProvenanceRecord",
        entry.id,
        case_investigation__exhibitNumber=entry.id,
        uco_core__object=[{"@id": node["@id"]} for node in (*files, *messages)],
    )
    yield from files
    yield from messages
    yield record
    yield graph.node(
        "case-investigation:InvestigativeAction",
        entry.id,
        uco_core__name="added",
        uco_action__startTime=_time(entry.added, assume_utc=True),
        uco_action__instrument={"@id": tool["@id"]},
        uco_action__result=[{"@id": node["@id"]} for node in (*files, record)],
    )


def _files(graph: _Graph, entry: Entry) -> Iterator[Node]:
    """The file as received, and where its media were left out, the file as it is kept, which comes from the first."""
    received = _file(graph, entry.id, "received", graph.hidden.hide(entry.name), entry.size, entry.sha256)
    yield received
    if entry.kept_sha256 and entry.kept_sha256 != entry.sha256:
        name = graph.hidden.hide(entry.name)
        yield _file(graph, entry.id, "kept", name, entry.kept_size, entry.kept_sha256) | {
            "case-investigation:wasDerivedFrom": {"@id": received["@id"]}
        }


def _file(graph: _Graph, ident: str, state: str, name: str, size: int, sha256: str) -> Node:
    facets = [graph.node("uco-observable:FileFacet", ident, state, uco_observable__fileName=name, uco_observable__sizeInBytes=_whole(size))]
    if sha256:
        digest = graph.node(
            "uco-types:Hash",
            ident,
            state,
            uco_types__hashMethod="SHA256",
            uco_types__hashValue={"@type": "xsd:hexBinary", "@value": sha256.upper()},
        )
        facets.append(graph.node("uco-observable:ContentDataFacet", ident, state, uco_observable__hash=[digest]))
    return graph.node("uco-observable:File", ident, state, uco_core__tag=[state], uco_core__hasFacet=facets)


def _message(graph: _Graph, entry: Entry, judged: Judged, item: Item) -> Iterator[Node]:
    """The sender's words, and who they say they are. Nothing for what the person or the app itself wrote."""
    if item.side in ("person", "notice"):
        return
    spans = [(one.start, one.end) for one in judged.indicators if one.item == item.id and one.whose != "sender"]
    words = graph.hidden.hide(item.text, spans)
    sender = _sender(graph, item)
    fields: Node = {"uco_observable__sentTime": _time(item.when)}
    if sender:
        yield sender
        fields["uco_observable__from"] = {"@id": sender["@id"]}
    name = (entry.id, judged.items[0].origin.file, item.id)
    if item.kind == "mail":
        kind = "uco-observable:EmailMessage"
        fields |= {
            "uco_observable__subject": graph.hidden.hide(item.subject),
            "uco_observable__body": words,
            "uco_observable__messageID": graph.hidden.hide(dict(item.headers).get("message-id", "")),
        }
    else:
        kind = "uco-observable:Message"
        fields |= {"uco_observable__messageText": words}
    yield graph.node(kind, *name, uco_core__hasFacet=[graph.node(f"{kind}Facet", *name, **fields)])


def _sender(graph: _Graph, item: Item) -> Node | None:
    """By the name that the message gives, which anybody may choose. None where it is the person's own, as in a forged mail."""
    name = item.sender.strip()
    if not name or graph.hidden.hide(name) != name:
        return None
    facet = graph.node("uco-observable:DigitalAccountFacet", "sender", item.platform, name, uco_observable__displayName=name)
    tags = [item.platform] if item.platform else []
    return graph.node("uco-observable:DigitalAccount", "sender", item.platform, name, uco_core__tag=tags, uco_core__hasFacet=[facet])


def _identifiers(graph: _Graph, seen: Iterable[Sighting]) -> Iterator[Node]:
    """Each identifier of the sender, and a relationship to each message that it was found in."""
    for group in grouped(seen):
        first = group[0]
        if first.indicator.kind in _NO_IDENTIFIER:
            continue
        identifier = _identifier(graph, first)
        yield identifier
        for one in group:
            kind = "uco-observable:EmailMessage" if one.item.kind == "mail" else "uco-observable:Message"
            file = next(judged.items[0].origin.file for judged in one.entry.judged if one.item in judged.items)
            if one.item.side not in ("person", "notice"):
                yield graph.node(
                    "uco-observable:ObservableRelationship",
                    *one.key,
                    one.entry.id,
                    file,
                    one.item.id,
                    uco_core__source=[{"@id": identifier["@id"]}],
                    uco_core__target={"@id": graph.ref(kind, one.entry.id, file, one.item.id)},
                    uco_core__kindOfRelationship="Contained_Within",
                    uco_core__isDirectional=True,
                )


def _identifier(graph: _Graph, one: Sighting) -> Node:
    found = one.indicator
    kind, facet, field = {
        "email": ("EmailAddress", "EmailAddressFacet", "addressValue"),
        "url": ("URL", "URLFacet", "fullValue"),
        "phone": ("PhoneAccount", "PhoneAccountFacet", "phoneNumber"),
        "handle": ("DigitalAccount", "DigitalAccountFacet", "accountLogin"),
    }.get(found.kind, ("Account", "AccountFacet", "accountIdentifier"))
    tags = [found.kind, *([found.platform] if found.platform else [])]
    if found.valid is not None:
        tags.append("checksum-holds" if found.valid else "checksum-does-not-hold")
    facets = [graph.node(f"uco-observable:{facet}", *one.key, **{f"uco_observable__{field}": found.value})]
    return graph.node(f"uco-observable:{kind}", *one.key, uco_core__tag=tags, uco_core__hasFacet=facets)


def _time(written: str, assume_utc: bool = False) -> Node | None:
    when = moment(written, assume_utc)
    return {"@type": "xsd:dateTime", "@value": stamp(when)} if when else None


def _whole(number: int) -> Node | None:
    return {"@type": "xsd:integer", "@value": str(number)} if number else None


def _term(key: str) -> str:
    prefix, _, name = key.partition("__")
    return f"{prefix.replace('_', '-')}:{name}"
