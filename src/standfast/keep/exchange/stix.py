"""The sender's identifiers as a STIX 2.1 bundle. Nothing of the person is in it: no identity, no words, no file names.

Mails, links and account names are STIX's own kinds of object. Wallets, bank accounts and telephone numbers have none there, so they
are ``standfast-identifier``, declared by an extension definition in the same bundle, as the specification asks (section 7.3).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from standfast.model import Case

from .moment import moment, stamp
from .sighting import Sighting, grouped, sightings

Object = dict[str, Any]

SCO_NAMESPACE = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Given by STIX 2.1, section 2.9: two programs that see the same thing give it the same id."""
OWN_NAMESPACE = UUID("c5d3d1f0-54ec-5be6-9d4f-6a6f0c9d6f0e")
EXTENSION = "extension-definition--6f1c9a54-0c0b-4d0e-8a53-2f5f0b6c2d11"
SCHEMA = "docs/exchange.md"
TLP_AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
"""Fixed by the specification: for those who need to know, and nobody else."""
_ACCOUNTS = frozenset({"handle", "paypal", "cashapp", "revolut", "venmo"})
_NO_IDENTIFIER = frozenset({"gift-card"})
"""Its value is a brand: that points at nobody."""
_BORN = "2026-11-24T00:00:00.000Z"
"""When the extension was defined. Definitions do not change from bundle to bundle."""


def stix(case: Case, entries: Iterable[str], now: str, version: str) -> bytes:
    """A bundle, as canonical JSON in UTF-8: the same case, entries, time and version give the same bytes.

    ``now``: ISO 8601; without an offset it is taken as UTC. Times of messages are used only where they say their offset;
    else the time at which the message was added stands in.
    """
    made = _stamp(now)
    space = uuid5(OWN_NAMESPACE, case.id)
    tool: Object = {
        **_common("identity", uuid5(OWN_NAMESPACE, "tool"), _BORN),
        "name": "Standfast",
        "identity_class": "system",
    }
    objects: list[Object] = [tool, _AMBER]
    seen = _seen(case, entries)
    if any(observable["type"] == "standfast-identifier" for observable, _ in seen.values()):
        objects.append(_definition(tool["id"]))
    for observable, group in seen.values():
        objects += [observable, *_claims(group, observable, space, made, tool["id"], version)]
    bundle = {"type": "bundle", "id": f"bundle--{uuid5(space, 'bundle ' + made + ' ' + ' '.join(sorted(seen)))}", "objects": objects}
    return json.dumps(bundle, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8", "replace") + b"\n"


def _seen(case: Case, entries: Iterable[str]) -> dict[str, tuple[Object, list[Sighting]]]:
    """Each observable by its id, with where it was seen: a number seen on two platforms is one number."""
    seen: dict[str, tuple[Object, list[Sighting]]] = {}
    for group in grouped(sightings(case, entries)):
        if group[0].indicator.kind not in _NO_IDENTIFIER:
            observable = _observable(group[0])
            seen.setdefault(observable["id"], (observable, []))[1].extend(group)
    return seen


_AMBER: Object = {
    "type": "marking-definition",
    "spec_version": "2.1",
    "id": TLP_AMBER,
    "created": "2017-01-20T00:00:00.000Z",
    "definition_type": "tlp",
    "name": "TLP:AMBER",
    "definition": {"tlp": "amber"},
}


def _definition(author: str) -> Object:
    return {
        **_common("extension-definition", UUID(EXTENSION.partition("--")[2]), _BORN),
        "created_by_ref": author,
        "name": "standfast-identifier",
        "schema": SCHEMA,
        "version": "1.0.0",
        "extension_types": ["new-sco"],
    }


def _observable(one: Sighting) -> Object:
    found = one.indicator
    if found.kind == "email":
        return _sco("email-addr", {"value": found.value})
    if found.kind == "url":
        return _sco("url", {"value": found.value})
    if found.kind in _ACCOUNTS:
        where = found.platform if found.kind == "handle" else found.kind
        return _sco("user-account", {"account_login": found.value} | ({"account_type": where} if where else {}))
    more: Object = {"extensions": {EXTENSION: {"extension_type": "new-sco"}}}
    if found.valid is not None:
        more["checksum_holds"] = found.valid
    return _sco("standfast-identifier", {"identifier_kind": found.kind, "value": found.value}) | more


def _sco(kind: str, identifying: Object) -> Object:
    name = json.dumps(identifying, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid5(SCO_NAMESPACE, name)}",
        "object_marking_refs": [TLP_AMBER],
        **identifying,
    }


def _claims(group: list[Sighting], observable: Object, space: UUID, made: str, author: str, version: str) -> Iterable[Object]:
    """What is said of it: that it was seen, what to look for, and that the second rests on the first."""
    times = sorted(_stamp(one.item.when, one.entry.added or made) for one in group)
    common: Object = {"created_by_ref": author, "object_marking_refs": [TLP_AMBER], "labels": [f"standfast-{version}"]}

    def about(kind: str) -> Object:
        return _common(kind, uuid5(space, f"{kind} {observable['id']}"), made) | common

    observed = about("observed-data") | {
        "first_observed": times[0],
        "last_observed": times[-1],
        "number_observed": len(group),
        "object_refs": [observable["id"]],
    }
    indicator = about("indicator") | {
        "name": f"{group[0].indicator.kind} {group[0].indicator.value}",
        "indicator_types": ["malicious-activity" if any(one.malicious for one in group) else "unknown"],
        "pattern": _pattern(observable),
        "pattern_type": "stix",
        "valid_from": times[0],
    }
    yield observed
    yield indicator
    yield about("relationship") | {
        "relationship_type": "based-on",
        "source_ref": indicator["id"],
        "target_ref": observed["id"],
    }


def _pattern(observable: Object) -> str:
    fields = [key for key in ("account_type", "account_login", "identifier_kind", "value") if key in observable]
    kind = observable["type"]
    return "[" + " AND ".join(f"{kind}:{key} = '{_quoted(observable[key])}'" for key in fields) + "]"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def _common(kind: str, ident: UUID, made: str) -> Object:
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{ident}", "created": made, "modified": made}


def _stamp(written: str, instead: str = "") -> str:
    when = moment(written) or moment(instead, assume_utc=True) or moment(written, assume_utc=True)
    return stamp(when) if when else _BORN
