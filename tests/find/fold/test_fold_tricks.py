"""Every trick is undone, named, and leads back to the exact characters as received."""

from __future__ import annotations

import pytest
from received import example, plain_quote, quote, quotes, tricks

from standfast.find.fold import fold

WALLET = "1EHEssK8V41CiYzw6TZAx8o2cWgBYvXmYP"
BECH32 = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"


def spaced(text: str) -> str:
    return " ".join(text)


def test_an_entity_inside_a_word_is_decoded_and_quoted_whole():
    text = "I crack&#233;d your &#xE9;mail"
    assert fold(text).tokens == ["i", "cracked", "your", "email"]
    assert quote(text, "cracked") == "crack&#233;d"
    assert fold(text).plain == "I crackéd your émail"
    assert tricks(text)["entities"] == 2
    assert example(text, "entities") == "&#233;"


def test_an_entity_that_was_encoded_twice_is_decoded_too():
    assert fold("P&amp;#97;y me").tokens == ["pay", "me"]


def test_a_numeric_entity_needs_no_semicolon():
    assert fold("p&#97y").tokens == ["pay"]


@pytest.mark.parametrize("hidden", ["\u200b", "\u200c\u200c", "\u2060", "\ufeff", "\u200e\u200f", "\u034f"])
def test_invisible_characters_inside_a_word_are_removed(hidden: str):
    text = f"pa{hidden}y me{hidden}"
    assert fold(text).tokens == ["pay", "me"]
    assert quotes(text) == [f"pa{hidden}y", "me"]
    assert tricks(text) == {"zero-width": 1}


def test_soft_hyphens_between_single_letters_are_a_trick():
    assert tricks("p\u00ada\u00ady now") == {"zero-width": 2}


def test_styled_letters_are_undone():
    text = "ｐａｙ 𝗺𝗲 🅽🅾🆆"
    assert fold(text).tokens == ["pay", "me", "now"]
    assert quotes(text) == ["ｐａｙ", "𝗺𝗲", "🅽🅾🆆"]
    assert tricks(text) == {"fullwidth": 3}


def test_a_ligature_keeps_its_place():
    text = "oﬃce ﬁle"
    assert fold(text).tokens == ["office", "file"]
    assert quotes(text) == ["oﬃce", "ﬁle"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Send me раyment nоw", ["send", "me", "payment", "now"]),
        ("a vίrus in your cɑmera, ʍasturbation", ["a", "virus", "in", "your", "camera", "masturbation"]),
        ("the Ƿayment, my αntiʋirus, your ɗevίce", ["the", "payment", "my", "antivirus", "your", "device"]),
        ("your νіdео and your сοntасts", ["your", "video", "and", "your", "contacts"]),
        ("օnlу yоսr ϲоntaⲥts", ["only", "your", "contacts"]),
        ("ᎪᏞᏞ your files", ["all", "your", "files"]),
    ],
)
def test_letters_of_other_alphabets_are_read_as_what_they_look_like(text: str, tokens: list[str]):
    assert fold(text).tokens == tokens
    assert "confusable-letters" in tricks(text)
    assert "".join(quotes(text)) == "".join(word.strip(",") for word in text.split())


def test_mixed_alphabets_inside_a_word_are_named():
    assert example("Send me раyment nоw", "mixed-scripts") == "раyment"
    assert tricks("Send me раyment nоw") == {"confusable-letters": 2, "mixed-scripts": 2}


def test_a_text_disguised_letter_by_letter_is_read_whole():
    cyrillic = str.maketrans("aceiopsxyhkmtbnru", "асеіорѕхуһкмтЬпгս")
    text = "hello, i have very bad news for you. you must pay me this month, or i send the video to your contacts".translate(cyrillic)
    assert fold(text).tokens[:9] == ["hello", "i", "have", "very", "bad", "news", "for", "you", "you"]


def test_a_wholly_cyrillic_word_of_a_disguised_text_is_read():
    assert fold("рау me nоw").tokens == ["pay", "me", "now"]


def test_signs_inside_words_are_letters():
    assert fold("H¡gh level of r¡sk, h€llo").tokens == ["high", "level", "of", "risk", "hello"]


def test_accents_on_english_words_are_named():
    text = "thé yóu ànd yoúr accøuňt"
    assert fold(text).tokens == ["the", "you", "and", "your", "account"]
    assert tricks(text)["sprinkled-accents"] >= 4


def test_accents_of_many_languages_on_common_words_are_named():
    text = "Ìch hãbe déine Bįlder ûnd šchicke sïe an dęine Frëunde"
    assert fold(text).tokens == ["ich", "habe", "deine", "bilder", "und", "schicke", "sie", "an", "deine", "freunde"]
    assert "sprinkled-accents" in tricks(text)


def test_accents_typed_apart_are_put_together():
    text = "the\u0301 vi\u0308deo"
    assert fold(text).tokens == ["the", "video"]
    assert fold(text).plain == "thé vïdeo"
    assert quotes(text) == ["the\u0301", "vi\u0308deo"]


def test_piled_accents_are_dropped_and_named():
    pile = "\u0301\u0316\u0327\u0334\u0330"
    text = "".join(char + pile for char in "pay") + " " + "".join(char + pile for char in "me") + f" n{pile}ow"
    assert fold(text).tokens == ["pay", "me", "now"]
    assert tricks(text) == {"sprinkled-accents": 3}


def test_spaced_letters_with_wider_gaps_between_words():
    text = spaced("your video, 48 hours")
    assert fold(text).tokens == ["your", "video", "48", "hours"]
    assert fold(text).plain == "your video, 48 hours"
    assert quotes(text) == ["y o u r", "v i d e o", "4 8", "h o u r s"]
    assert example(text, "spaced-letters") == "y o u r"


def test_spaced_letters_with_every_gap_alike_are_split_by_known_words():
    text = "y o u r v i d e o i s m i n e , p a y 1 5 0 0 U S D i n 4 8 h o u r s"
    assert fold(text).plain == "your video is mine, pay 1500 USD in 48 hours"
    assert quote(text, "video") == "v i d e o"
    assert quote(text, "1500") == "1 5 0 0"
    assert tricks(text) == {"spaced-letters": 10}


@pytest.mark.parametrize(
    ("glued", "words"),
    [
        ("ichhabedeinevideosundschickesieandeinefreunde", ["ich", "habe", "deine", "videos", "und", "schicke", "sie"]),
        ("jevaisenvoyertesphotosatoutetafamille", ["je", "vais", "envoyer", "tes", "photos"]),
        ("voyamandartusfotosatodatufamilia", ["voy", "a", "mandar", "tus", "fotos"]),
    ],
)
def test_other_languages_are_split_by_their_own_words(glued: str, words: list[str]):
    assert fold(spaced(glued)).tokens[: len(words)] == words


@pytest.mark.parametrize("wallet", [WALLET, BECH32])
@pytest.mark.parametrize("message", ["send 1500 USD to {} within 48 hours", "send1500USDto{}within48hours"])
def test_a_spaced_out_wallet_is_whole_again(wallet: str, message: str):
    text = spaced(message.format(wallet))
    assert plain_quote(text, wallet) == spaced(wallet)


def test_spaced_letters_over_several_lines_keep_their_lines():
    text = "\n".join(map(spaced, ["i have your video", "pay me 1500 usd"]))
    assert fold(text).plain == "i have your video\npay me 1500 usd"


def test_a_run_inside_ordinary_text_is_joined():
    text = "Hello friend, I have your v i d e o and p h o t o s here"
    assert fold(text).tokens == ["hello", "friend", "i", "have", "your", "video", "and", "photos", "here"]


@pytest.mark.parametrize("word", ["p-a-y", "p.a.y", "p_a_y", "p*a*y"])
def test_a_word_with_a_sign_in_each_gap_is_joined(word: str):
    assert quotes(f"so {word} me") == ["so", word, "me"]
    assert fold(f"so {word} me").tokens == ["so", "pay", "me"]


def test_leetspeak_is_decoded_where_the_whole_text_is_written_so():
    text = "y0ur v1d30 w1ll b3 s3nt t0 4ll fr13nds 1n 48 h0ur5"
    assert fold(text).tokens == ["your", "video", "will", "be", "sent", "to", "all", "friends", "in", "48", "hours"]
    assert quote(text, "video") == "v1d30"
    assert fold(text).plain == text
    assert tricks(text) == {"leetspeak": 10}


@pytest.mark.parametrize(("code", "word"), [("v1deo", "video"), ("p@y", "pay"), ("$end", "send"), ("n0w", "now"), ("v!deo", "video")])
def test_a_single_word_of_leetspeak_is_decoded_where_a_known_word_comes_out(code: str, word: str):
    assert word in fold(f"please {code} it today").tokens
    assert quote(f"please {code} it today", word) == code


def test_tricks_on_top_of_each_other_are_all_undone():
    assert fold(spaced("рау me nоw")).tokens == ["pay", "me", "now"]
    assert fold(spaced("y0ur v1d30 w1ll b3 s3nt")).tokens == ["your", "video", "will", "be", "sent"]
    assert fold("\u200b".join(spaced("your video"))).tokens == ["your", "video"]
    assert fold(spaced("ｙｏｕｒ ｖｉｄｅｏ")).tokens == ["your", "video"]
    assert fold("&#1088;&#1072;у me nоw").tokens == ["pay", "me", "now"]


def test_a_wallet_under_invisible_characters_is_whole_in_plain():
    text = "to " + "\u200b".join(WALLET) + " now"
    assert plain_quote(text, WALLET) == "\u200b".join(WALLET)
