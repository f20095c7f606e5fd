"""verify.html is made from its parts, and holds no other thing than it says."""

from __future__ import annotations

import re

from standfast.keep.pack.page import page, words


def test_the_page_is_made_alike_each_time_and_has_no_gap_left():
    again = page.__wrapped__("pack")
    assert again == page() and b"{{" not in again


def test_the_desks_own_copy_differs_in_one_word():
    assert page("own").replace(b'data-copy="own"', b'data-copy="pack"') == page()


def test_every_language_says_everything_with_the_same_gaps():
    languages = words()
    english = languages["en"]
    for lang, rows in languages.items():
        assert rows.keys() == english.keys(), lang
        for key, sentence in rows.items():
            assert sorted(re.findall(r"{\w+}", sentence)) == sorted(re.findall(r"{\w+}", english[key])), (lang, key)


def test_every_sentence_that_the_page_names_is_there():
    text = page().decode()
    named = set(re.findall(r'data-say="([a-z-]+)"', text)) | set(re.findall(r'say\("([a-z-]+)"', text))
    refused = {f"refused-{why}" for why in re.findall(r'new Refused\("([a-z-]+)"', text)}
    assert named | refused <= words()["en"].keys()


def test_the_page_may_run_nothing_but_its_own_script_and_reach_nothing():
    text = page().decode()
    assert "default-src 'none'" in text and "unsafe" not in text
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?://|fetch\(|XMLHttp", text)
    assert len(text.encode()) < 48_000
