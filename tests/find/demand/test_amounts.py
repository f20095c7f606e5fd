"""Sums of money: how they are written in each language, and which one is the one asked for."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.find.demand import amounts, demand
from standfast.find.demand.lexing import number
from standfast.find.fold import fold

WRITTEN = {
    "en": [
        ("pay me $500", 500, "USD"), ("pay £1,500.00 now", 1500, "GBP"), ("transfer 1500 USD", 1500, "USD"), ("$1200(USD)", 1200, "USD"),
        ("send me $600(usd) in BTC", 600, "USD"), ("2k usd", 2000, "USD"), ("1.5k dollars", 1500, "USD"), ("0.02 BTC", 0.02, "BTC"),
        ("0.2572659 bitcoin", 0.2572659, "BTC"), ("five hundred dollars", 500, "USD"), ("two thousand five hundred euros", 2500, "EUR"),
        ("a thousand quid", 1000, "GBP"), ("500-600 euros", 500, "EUR"), ("300 bucks", 300, "USD"), ("A$250", 250, "AUD"), ("C$ 300", 300, "CAD"),
        ("NZ$90", 90, "NZD"), ("MX$ 2,000", 2000, "MXN"), ("300 canadian dollars", 300, "CAD"), ("800 usdt", 800, "USDT"), ("1.500 btc", 1.5, "BTC"),
        ("€ 20.000", 20000, "EUR"), ("EUR 450", 450, "EUR"), ("50,000 naira", 50000, "NGN"), ("₱5,000", 5000, "PHP"), ("₹ 2000", 2000, "INR"),
    ],
    "de": [
        ("zahle 1.500 €", 1500, "EUR"), ("399 € sind wenig", 399, "EUR"), ("1.500,50 Euro", 1500.5, "EUR"), ("500 Dollar", 500, "USD"),
        ("EUR 250,-", 250, "EUR"), ("250,- €", 250, "EUR"), ("fünfhundert Euro", 500, "EUR"), ("zweitausend Euro", 2000, "EUR"), ("tausend Euro", 1000, "EUR"),
        ("300 Franken", 300, "CHF"), ("0,05 BTC", 0.05, "BTC"), ("2 tausend Euro", 2000, "EUR"), ("800 Eur in Bitcoin", 800, "EUR"),
        ("1 200 Euro", 1200, "EUR"), ("100 bis 200 Euro", 100, "EUR"),
    ],
    "fr": [
        ("paie 300 euros", 300, "EUR"), ("1 500 €", 1500, "EUR"), ("2 850,00 €", 2850, "EUR"), ("mille euros", 1000, "EUR"), ("cinq cents euros", 500, "EUR"),
        ("deux mille euros", 2000, "EUR"), ("80 balles", 80, "EUR"), ("500 dollars", 500, "USD"), ("0,02 btc", 0.02, "BTC"), ("300 francs suisses", 300, "CHF"),
        ("$ 500", 500, "USD"), ("500 piasses", 500, "CAD"), ("entre 100 et 200 €", 200, "EUR"), ("1.200 € en bitcoin", 1200, "EUR"), ("60€ en pcs", 60, "EUR"),
    ],
    "es": [
        ("paga 300 euros", 300, "EUR"), ("1.200 €", 1200, "EUR"), ("mil euros", 1000, "EUR"), ("dos mil euros", 2000, "EUR"), ("quinientos dólares", 500, "USD"),
        ("2 mil pesos", 2000, ""), ("500 pesos mexicanos", 500, "MXN"), ("3000 pesos argentinos", 3000, "ARS"), ("900 USD", 900, "USD"), ("0,03 BTC", 0.03, "BTC"),
        ("200 dolares", 200, "USD"), ("€450", 450, "EUR"), ("300 libras esterlinas", 300, "GBP"), ("mil quinientos euros", 1500, "EUR"), ("50 €", 50, "EUR"),
    ],
    "pt": [
        ("paga 300 euros", 300, "EUR"), ("R$ 2.500", 2500, "BRL"), ("R$500,00", 500, "BRL"), ("500 reais", 500, "BRL"), ("mil reais", 1000, "BRL"),
        ("dois mil reais", 2000, "BRL"), ("quinhentos euros", 500, "EUR"), ("1.200 euros", 1200, "EUR"), ("200 dólares", 200, "USD"), ("0,01 btc", 0.01, "BTC"),
        ("700 €", 700, "EUR"), ("2 mil reais", 2000, "BRL"), ("300 contos", 300, "BRL"), ("mil e quinhentos euros", 1500, "EUR"), ("450 usdt", 450, "USDT"),
    ],
    "it": [
        ("paga 300 euro", 300, "EUR"), ("1.300 euro", 1300, "EUR"), ("duemila euro", 2000, "EUR"), ("cinquecento euro", 500, "EUR"), ("mille euro", 1000, "EUR"),
        ("€ 250", 250, "EUR"), ("550 dollari", 550, "USD"), ("0,03 BTC", 0.03, "BTC"), ("3 mila euro", 3000, "EUR"), ("1.500,00 €", 1500, "EUR"),
        ("200 sterline", 200, "GBP"), ("800 usd in bitcoin", 800, "USD"), ("euro 1.900", 1900, "EUR"), ("50€", 50, "EUR"), ("100-150 euro", 100, "EUR"),
    ],
    "nl": [
        ("betaal 300 euro", 300, "EUR"), ("€ 650", 650, "EUR"), ("1.200 euro", 1200, "EUR"), ("vijfhonderd euro", 500, "EUR"), ("duizend euro", 1000, "EUR"),
        ("€1.490,-", 1490, "EUR"), ("600$", 600, "USD"), ("0,02 BTC", 0.02, "BTC"), ("250,50 euro", 250.5, "EUR"), ("1200 dollar", 1200, "USD"),
        ("2 duizend euro", 2000, "EUR"), ("100 pond", 100, "GBP"), ("EUR 300", 300, "EUR"), ("60 euro", 60, "EUR"), ("100 tot 200 euro", 100, "EUR"),
    ],
    "pl": [
        ("zapłać 500 zł", 500, "PLN"), ("1 500 zł", 1500, "PLN"), ("200 złotych", 200, "PLN"), ("800 zl blikiem", 800, "PLN"), ("2 tys. zł", 2000, "PLN"),
        ("2 tysiące złotych", 2000, "PLN"), ("pięćset złotych", 500, "PLN"), ("100 euro", 100, "EUR"), ("1500 PLN", 1500, "PLN"), ("0,02 BTC", 0.02, "BTC"),
        ("300 dolarów", 300, "USD"), ("3500 zł w bitcoinach", 3500, "PLN"), ("tysiąc złotych", 1000, "PLN"), ("250 funtów", 250, "GBP"), ("49,99 zł", 49.99, "PLN"),
    ],
    "cs": [
        ("zaplať 3000 Kč", 3000, "CZK"), ("50.000 CZK", 50000, "CZK"), ("12 000 Kč", 12000, "CZK"), ("500 korun", 500, "CZK"), ("5 tisíc korun", 5000, "CZK"),
        ("pět set korun", 500, "CZK"), ("tisíc korun", 1000, "CZK"), ("200 eur", 200, "EUR"), ("600 dolarů", 600, "USD"), ("0,025 BTC", 0.025, "BTC"),
        ("Bitcoin 50.000 CZK", 50000, "CZK"), ("300 €", 300, "EUR"), ("700 USD", 700, "USD"), ("24 900 Kč", 24900, "CZK"), ("1 000 eur v kryptoměně", 1000, "EUR"),
    ],
    "ro": [
        ("plătește 500 lei", 500, "RON"), ("500 de lei", 500, "RON"), ("1.500 RON", 1500, "RON"), ("2000 lei în revolut", 2000, "RON"),
        ("5 mii de lei", 5000, "RON"), ("o mie de lei", 1000, "RON"), ("cinci sute de lei", 500, "RON"), ("300 euro", 300, "EUR"),
        ("200 de dolari", 200, "USD"), ("0,02 BTC", 0.02, "BTC"),
    ],
    "sv": [
        ("betala 5000 kronor", 5000, "SEK"), ("5 000 kr på swish", 5000, "SEK"), ("2 tusen kronor", 2000, "SEK"),
        ("femhundra kronor", 500, "SEK"), ("500 spänn", 500, "SEK"), ("1500 SEK", 1500, "SEK"), ("300 euro", 300, "EUR"),
        ("5 lax eller", 5000, "SEK"), ("200 dollar", 200, "USD"), ("0,03 BTC", 0.03, "BTC"),
    ],
    "tr": [
        ("5000 TL gönder", 5000, "TRY"), ("10.000 lira", 10000, "TRY"), ("5 bin TL", 5000, "TRY"), ("beş bin lira", 5000, "TRY"),
        ("₺2.500", 2500, "TRY"), ("500 liraya", 500, "TRY"), ("1500 TRY", 1500, "TRY"), ("300 dolar", 300, "USD"),
        ("200 euro", 200, "EUR"), ("on bin lira", 10000, "TRY"),
    ],
    "ar": [
        ("ادفع 500 دولار", 500, "USD"), ("٣٠٠٠ ريال سعودي", 3000, "SAR"), ("1000 درهم اماراتي", 1000, "AED"),
        ("2000 درهم مغربي", 2000, "MAD"), ("5000 جنيه مصري", 5000, "EGP"), ("300 دينار كويتي", 300, "KWD"), ("5 آلاف ريال", 5000, ""),
        ("1500 SAR", 1500, "SAR"), ("خمسة آلاف ريال", 5000, ""), ("200 يورو", 200, "EUR"), ("1000 AED", 1000, "AED"),
        ("500 دينار", 500, ""),
    ],
    "hi": [
        ("₹5000 भेजो", 5000, "INR"), ("5000 रुपये", 5000, "INR"), ("2 lakh rupees", 200000, "INR"), ("10 hazaar rupaye", 10000, "INR"),
        ("5 हजार रुपए", 5000, "INR"), ("Rs 2,000", 2000, "INR"), ("1,00,000 rs", 100000, "INR"), ("दस हजार रुपये", 10000, "INR"),
        ("500 INR", 500, "INR"), ("2 लाख रुपये", 200000, "INR"),
    ],
    "vi": [
        ("5 triệu đồng", 5000000, "VND"), ("chuyển 5 triệu", 5000000, "VND"), ("500.000đ", 500000, "VND"),
        ("2.000.000 VND", 2000000, "VND"), ("500 nghìn đồng", 500000, "VND"), ("500k VND", 500000, "VND"), ("10 củ", 10000000, "VND"),
        ("năm triệu đồng", 5000000, "VND"), ("300 usdt", 300, "USDT"), ("200 ngàn", 200000, "VND"), ("500.000 ₫", 500000, "VND"),
    ],
    "id": [
        ("bayar Rp 5.000.000", 5000000, "IDR"), ("Rp500.000", 500000, "IDR"), ("5 juta rupiah", 5000000, "IDR"),
        ("transfer 2 juta", 2000000, "IDR"), ("500rb", 500000, "IDR"), ("500 ribu rupiah", 500000, "IDR"), ("2jt", 2000000, "IDR"),
        ("1.000.000 IDR", 1000000, "IDR"), ("lima juta rupiah", 5000000, "IDR"), ("300 dolar", 300, "USD"),
    ],
    "tl": [
        ("5000 pesos sa gcash", 5000, "PHP"), ("₱5,000", 5000, "PHP"), ("10,000 PHP", 10000, "PHP"), ("2000 piso", 2000, "PHP"),
        ("PHP 3,000", 3000, "PHP"), ("5k pesos sa gcash", 5000, "PHP"), ("5 libo pesos sa gcash", 5000, "PHP"),
        ("limang libong piso", 5000, "PHP"), ("500 pesos", 500, ""), ("300 dollars", 300, "USD"),
    ],
    "uk": [
        ("плати 5000 грн", 5000, "UAH"), ("5000 гривень", 5000, "UAH"), ("5 тис. грн", 5000, "UAH"), ("5 тисяч гривень", 5000, "UAH"),
        ("10 000 грн", 10000, "UAH"), ("₴2000", 2000, "UAH"), ("1500 UAH", 1500, "UAH"), ("500 доларів", 500, "USD"),
        ("п'ять тисяч гривень", 5000, "UAH"), ("300 євро", 300, "EUR"), ("200 баксів", 200, "USD"),
    ],
}
CASES = [pytest.param(lang, *row, id=f"{lang}: {row[0]}") for lang, rows in WRITTEN.items() for row in rows]


@pytest.mark.parametrize(("lang", "text", "value", "currency"), CASES)
def test_a_sum_is_read_as_written(lang, text, value, currency):
    found = [amount for amount in amounts(fold(text), (lang,)) if not amount.bare]
    assert [(amount.value, amount.currency) for amount in found] == [(value, currency)]


def asked(text, langs=("en",), tactics=("demand-money",)):
    folded = fold(text)
    hits = [SimpleNamespace(tactic=tactic, start=0, end=1) for tactic in tactics]
    result = demand("1", text, folded, langs, hits)
    return result.amount, result.currency


ASKED = [
    ("you paid 200 already, now send 500 more or it goes out", 500, ""),
    ("Du hast schon 200 € bezahlt, jetzt zahlst du 500 €", 500, "EUR"),
    ("your holiday was 3,000 euros, nice. pay 500 euros now", 500, "EUR"),
    ("Send 2,000 USD = 0.2572659 BTC. 1 BTC = 7,820 USD right now", 2000, "USD"),
    ("1 BTC is worth 10,185 USD right now, so send exactly: 0.49 BTC", 0.49, "BTC"),
    ("pay me 300 by tonight", 300, ""),
    ("200 or i post it", 200, ""),
    ("5k gcash or I share", 5000, ""),
    ("I want $400 or your 1,204 followers get it", 400, "USD"),
    ("two steam cards, 100 each. I have 643 followers of yours", 100, ""),
    ("send it to 07700 900123, 150 pounds", 150, "GBP"),
    ("Send 500. BTC wallet below", 500, ""),
    ("since 2019 I watched you. pay 700", 700, ""),
    ("If you don't pay me $950 worth in Bitcoin. Amount: 0.073 BTC (Approximately)", 950, "USD"),
]


@pytest.mark.parametrize(("text", "value", "currency"), ASKED)
def test_the_demanded_sum_is_chosen(text, value, currency):
    assert asked(text, ("en", "de")) == (value, currency)


def test_a_sum_without_a_currency_is_asked_for_in_each_language():
    for lang, text, value in (
        ("ro", "plătește 500 sau le public", 500), ("sv", "betala 500 eller jag lägger ut allt", 500), ("tr", "500 gönder yoksa paylaşırım", 500),
        ("ar", "ادفع 500 والا انشر", 500), ("hi", "500 bhejo varna viral", 500), ("vi", "chuyển 500k không thì tao đăng", 500_000),
        ("id", "bayar 500 atau kusebar", 500), ("tl", "magbayad ka ng 500 kundi ikakalat ko", 500), ("uk", "плати 500 або зливаю", 500),
    ):
        assert asked(text, (lang,))[0] == value, text


def test_many_people_are_no_money():
    for lang, text in (("id", "aku punya 5 juta followers"), ("hi", "2 lakh views hain"), ("vi", "3 triệu người xem"), ("ro", "am 5 mii de urmăritori")):
        assert asked(text, (lang,))[0] is None, text


NOT_ASKED = [
    "you have 48 hours to pay",
    "call me on 07700 900123",
    "I have 643 of your followers",
    "on 11/08/2019 I got into your system",
    "since 2019 I have been watching",
    "pay by 6 or it goes out",
    "I already paid him 200",
    "you paid 300 euros already",
    "at 22:30 I press send",
    "5 pics or I post the old ones",
    "my wallet 1JetbhuJnrfNmfoyAu7WyvPM14Yoe8no2D",
    "I'll pay 40 for each picture",
]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_what_is_no_sum_is_left(text):
    assert asked(text)[0] is None


def test_a_bare_number_in_an_ordinary_text_is_no_sum():
    assert asked("we need 300 by Friday for the hall", tactics=())[0] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.500,00", 1500), ("1,500.00", 1500), ("1.500", 1500), ("1,500", 1500), ("1 500", 1500), ("1500", 1500), ("0.5", 0.5), ("0,500", 0.5),
     ("12,5", 12.5), ("1.234.567", 1234567), ("10'000", 10000), ("18:00", None), ("1234567890123", None), ("1.2.3", None)],
)
def test_marks_of_thousands_and_of_decimals_are_told_apart(text, value):
    assert number(text) == value


PIECES = st.sampled_from(["$", "€", "500", "1.500", "0.02", " ", "BTC", "k", "zł", "pay ", "you paid ", "hundred ", "five ", "-", "=", "1 BTC = ", "euros ", "\n", "'", ",", "٣", "²"])


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=150))
def test_no_text_breaks_it_and_every_sum_is_inside(text):
    folded = fold(text)
    for amount in amounts(folded, ("en", "pl")):
        assert 0 <= amount.start < amount.end <= len(folded.plain)
        assert amount.value > 0


def test_a_currency_belongs_to_one_sum_only():
    assert asked("600 usdt 12 hours") == (600, "USDT")


def test_a_limit_given_before_the_sum_does_not_make_it_an_offer():
    assert asked("I give you until midnight to pay 500") == (500, "")
    assert asked("te doy 2 dias para pagar 300", ("es",)) == (300, "")
