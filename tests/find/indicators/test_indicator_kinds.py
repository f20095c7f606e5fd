"""Every kind file keeps its promises: what it must find, it finds exactly; what only looks alike, it leaves."""

import pkgutil
from importlib import import_module

import pytest

from standfast.find.fold import fold
from standfast.find.indicators import all_kinds, indicators, kinds

MODULES = [import_module(f"{kinds.__name__}.{module.name}") for module in pkgutil.iter_modules(kinds.__path__)]
HITS = [pytest.param(module, hit, id=f"{module.KIND.id}: {hit.text[:40]}") for module in MODULES for hit in module.HITS]
NEAR = [pytest.param(module, text, id=f"{module.KIND.id}: {text[:40]}") for module in MODULES for text in module.NEAR_MISSES]


def test_every_file_is_found_and_named_after_its_kind():
    assert {module.KIND.id.replace("-", "_") for module in MODULES} == {module.__name__.rpartition(".")[2] for module in MODULES}
    assert {kind.id for kind in all_kinds()} == {module.KIND.id for module in MODULES}
    assert [kind.order for kind in all_kinds()] == sorted({kind.order for kind in all_kinds()})


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.KIND.id)
def test_every_kind_has_at_least_as_many_near_misses_as_hits(module):
    assert 2 <= len(module.HITS) <= len(module.NEAR_MISSES)
    assert module.__doc__


@pytest.mark.parametrize(("module", "hit"), HITS)
def test_a_hit_is_found_once_with_its_exact_value(module, hit):
    found = list(module.KIND.look(hit.text))
    assert [(f.value, f.valid, f.platform) for f in found] == [(hit.value, hit.valid, hit.platform)]
    assert 0 <= found[0].start < found[0].end <= len(hit.text)


@pytest.mark.parametrize(("module", "hit"), HITS)
def test_a_hit_survives_the_other_kinds(module, hit):
    found = [i for i in indicators("1", fold(hit.text)) if i.kind == module.KIND.id]
    assert [(i.value, i.valid, i.platform) for i in found] == [(hit.value, hit.valid, hit.platform)]


@pytest.mark.parametrize(("module", "text"), NEAR)
def test_a_near_miss_is_left(module, text):
    assert list(module.KIND.look(text)) == []
