"""Contract of every question file: it finds something in its hits, and nothing of its own in its near-misses."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest

from standfast.find import find, questions
from standfast.knowledge import finding_row, ids
from standfast.model import Finding, Item
from standfast.read import read_bytes

MODULES = [import_module(f"{questions.__name__}.{module.name}") for module in pkgutil.iter_modules(questions.__path__)]
BY_QUESTION = {
    "disguise": {"disguised-words", "hidden-text"},
    "home_address": {"home-address-shown"},
    "known_script": {"known-script"},
    "pictures_attached": {"no-picture-attached"},
    "sender": {"sender-check-failed", "sent-as-you", "sender-differs", "reply-goes-elsewhere"},
    "speaker": {"speaks-of-self-harm", "tells-of-a-threat", "gives-advice-or-news"},
    "wallet": {"wallet-checks"},
    "whole": {"too-little-text", "signs-both-ways", "whole-wording"},
    "wording": {name for name in ids("findings") if name.startswith("says-")},
}


def findings(text: str) -> tuple[Finding, ...]:
    (item,) = read_bytes(text.encode())
    assert isinstance(item, Item)
    return find(item).findings


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.QUESTION.id)
def test_a_question_answers_its_hits_and_leaves_its_near_misses_alone(module):
    name = module.QUESTION.id
    assert name == module.__name__.rsplit(".", 1)[1]
    assert len(module.NEAR_MISSES) >= len(module.HITS)
    own = BY_QUESTION[name]
    assert [text for text in module.HITS if not own & {f.id for f in findings(text)}] == []
    assert [text for text in module.NEAR_MISSES if own & {f.id for f in findings(text)}] == []


def test_every_finding_says_its_limits():
    assert [name for name in ids("findings") if not finding_row(name).limits.strip()] == []


def test_a_header_below_the_providers_own_is_not_believed():
    forged = (
        "Authentication-Results: mx.example.org; spf=pass\nAuthentication-Results: x; spf=fail\nMessage-ID: <1@example.com>\n"
        "From: a@example.com\nTo: b@example.org\n\nI hacked your camera and recorded you. Pay 900 USD in bitcoin or I send it to all your contacts."
    )
    assert "sender-check-failed" not in {f.id for f in findings(forged)}
