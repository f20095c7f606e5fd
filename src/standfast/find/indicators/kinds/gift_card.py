"""Gift cards by brand: the brand's word beside a word for card, code or voucher in nine languages. Value: the brand.

Brands whose only product is a voucher need no second word. The number on a card is a secret of whoever bought it: never taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered
from standfast.find.indicators.found import Found, Hit, Kind

_BRANDS = {
    "steam": "steam", "itunes": "apple", "apple": "apple", "google play": "google-play", "googleplay": "google-play",
    "play store": "google-play",
    "amazon": "amazon", "razer": "razer-gold", "paysafe": "paysafecard", "neosurf": "neosurf", "vanilla": "vanilla", "xbox": "xbox",
    "playstation": "playstation", "psn": "playstation", "sephora": "sephora", "zalando": "zalando", "netflix": "netflix",
    "pcs mastercard": "pcs",
    "transcash": "transcash", "toneo": "toneo-first",
}
_ALONE = frozenset({"paysafecard", "neosurf", "transcash", "toneo-first"})
_CARD = (
    r"gift ?-?cards?|cards?|codes?|vouchers?|egift|(?:geschenk|guthaben|prepaid)?-?karten?|gutschein\w{0,6}|guthaben|cartes?|coupons?|"
    r"recharges?|"
    r"tarjetas?|c[oó]digos?|vales?|cart(?:[aã]o|[oõ]es)|buon[oi]|cart[ae]|ricariche?|codic[ei]|(?:cadeau)?(?:kaart(?:en)?|bon(?:nen)?)|"
    r"kar(?:t[aąeęyu]?|tami)|kod(?:[yueóo]w?)?|do[lł]adowa\w{0,4}|pouk[aá]z\w{0,3}|kupon\w{0,3}|zdrapk[aięi]"
)
_GAP = (
    r"(?:[\W_]{1,3}(?:gold|wallet|store|play|gift|cadeaux?|cadeau|regalo|presente|visa|de|of|da|do|di|von|pre|na|za|\d{1,4}|euros?|"
    r"usd|eur)){0,3}[\W_]{0,3}"
)
_AFTER = re.compile(rf"{_GAP}(?:{_CARD})(?![a-z])")
_BEFORE = re.compile(rf"(?<![a-z])(?:{_CARD}){_GAP}\Z")
_REACH = 34


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    for word, brand in _BRANDS.items():
        at = low.find(word)
        while at >= 0:
            found = _at(low, at, at + len(word), brand)
            if found:
                yield found
            at = low.find(word, at + len(word))


def _at(low: str, start: int, end: int, brand: str) -> Found | None:
    if start and low[start - 1].isalnum():
        return None
    after = _AFTER.match(low, end, end + _REACH)
    if after:
        return Found(start, after.end(), brand)
    least = max(0, start - _REACH)
    before = _BEFORE.search(low[least:start])
    if before:
        return Found(least + before.start(), end, brand)
    return Found(start, end, brand) if brand in _ALONE and not low[end : end + 1].isalpha() else None


KIND = Kind("gift-card", 50, look)
HITS = (
    Hit("buy two Steam gift cards", "steam"),
    Hit("apple card £150 from any shop", "apple"),
    Hit("send me an iTunes code", "apple"),
    Hit("then 40 in google play cards", "google-play"),
    Hit("two razer gold cards and this is over", "razer-gold"),
    Hit("Amazon-Gutschein über 100 Euro", "amazon"),
    Hit("eine Steam Guthabenkarte", "steam"),
    Hit("une carte cadeau Google Play de 100", "google-play"),
    Hit("tres tarjetas de Steam", "steam"),
    Hit("um cartão da Xbox", "xbox"),
    Hit("un buono Amazon da 50", "amazon"),
    Hit("kod Steam za 200 zl", "steam"),
    Hit("paysafecard 100", "paysafecard"),
    Hit("een cadeaukaart van PSN of PlayStation kaart", "playstation"),
    Hit("vanilla visa gift card", "vanilla"),
    Hit("karta PSN za 500", "playstation"),
)
NEAR_MISSES = (
    "the steam engine runs on Sundays",
    "an apple a day and a birthday card",
    "your Amazon parcel is on its way",
    "vanilla ice cream",
    "I play on my Xbox every night",
    "the app is in the Google Play store",
    "a birthday card for grandma",
    "the gold cup final",
    "I bought a razer mouse",
    "PlayStation is back on",
    "the code is on GitHub",
    "steamed carrots",
    "pineapple codes",
    "netflix and chill",
    "I have a new iTunes playlist",
    "the netflix series is about apples",
)
