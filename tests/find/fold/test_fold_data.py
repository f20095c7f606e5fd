"""The data files: small, quick to load, and lawful to ship."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from time import process_time

import pytest

from standfast.find.fold import accents, lookalikes, shipped, words

FOLDER = files("standfast.find.fold")


def test_the_word_list_is_small():
    assert len(FOLDER.joinpath("words.txt").read_bytes()) <= 150_000


def test_every_language_has_words_without_accents():
    for line in FOLDER.joinpath("words.txt").read_text("utf-8").splitlines():
        assert line == line.lower()
        assert line.startswith("# ") or all(word.isalpha() and (word.isascii() or set("ßæœ") & set(word)) for word in line.split())


@pytest.mark.parametrize("word", ["video", "bitcoin", "zahlen", "envoyer", "fotos", "pieniadze", "penize", "geld", "soldi", "dinheiro"])
def test_the_words_of_blackmail_are_known(word: str):
    assert shipped().knows(word)


def test_the_table_of_look_alikes_gives_ascii_only():
    assert all(seen.isascii() and seen.isalnum() and not char.isascii() for char, (_, seen) in lookalikes.table().items())
    assert {char for char, (tier, _) in lookalikes.table().items() if tier == "sign"} == lookalikes.SIGNS


def test_the_licence_of_the_unicode_data_stands_beside_it():
    assert "Copyright © 1991-2020 Unicode, Inc." in FOLDER.joinpath("UNICODE-LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize("load", [lookalikes.table, accents.alphabets, words.shipped])
def test_each_file_loads_in_a_blink(load: object):
    seconds: list[float] = []
    for _ in range(5):
        load.cache_clear()
        before = process_time()
        load()
        seconds.append(process_time() - before)
    assert min(seconds) < 0.005


def test_importing_the_folding_reads_no_data():
    code = (
        "from standfast.find.fold import lookalikes, words, accents, fold\n"
        "fold('Hello there, a plain mail.')\n"
        "print(*(f.cache_info().currsize for f in (lookalikes.table, words.shipped, accents.alphabets)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split() == ["0", "0", "0"]
