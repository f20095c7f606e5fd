"""By when: the wording of each language. Received on Tuesday 24 November 2026 at 20:00."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.find.demand import deadline
from standfast.find.fold import fold
from standfast.knowledge import ids

TUESDAY = datetime(2026, 11, 24, 20, 0)
NONE = -1
"""Marks a phrase that sets no limit."""
WORDING = {
    "en": [
        ("within 48 hours", 48), ("you have 2 days", 48), ("10 min left", 0.17), ("48h", 48), ("I give you a week", 168), ("half an hour", 0.5),
        ("you have exactly forty-eight hours to pay", 48), ("You have 2 days (48 hours) for make a payment.", 48), ("10 min\n9 min", 0.17),
        ("a little more than two days (exactly 50 hours)", 50), ("within the hour", 1), ("u got 1 hr", 1), ("I give you the last 72 hours", 72),
        ("pay tonight or it goes out", 4), ("tonight", 4), ("by midnight", 4), ("until 6pm", 22), ("pay by 9", 1), ("by tomorrow noon", 16),
        ("by friday", 76), ("before friday", 52), ("by next Friday", 76), ("by friday 18:00", 70), ("next one in half an hour", 0.5),
        ("You have 72 h0urs", 72), ("from the moment you read this, after 60 hours, they get it", 60), ("2-3 days left", 48),
        ("I watched you for 3 months", NONE), ("two days ago I got in", NONE), ("since 2 days", NONE), ("it updates every 4 hours", NONE),
        ("I recorded you during the last 2 weeks", NONE), ("24 hours a day", NONE), ("send it one by one", NONE), ("we met on Friday at the bus stop", NONE),
        ("open your notepad and write - 48H++", NONE),
    ],
    "de": [
        ("in 3 Tagen", 72), ("du hast 2 Tage", 48), ("Sie haben 48 Stunden Zeit", 48), ("innerhalb von 24 Stunden", 24), ("bis Freitag 18 Uhr", 70),
        ("bis Mitternacht", 4), ("bis morgen Mittag", 16), ("bis heute Abend", 4), ("zahl bis morgen", 28), ("noch 10 Minuten", 0.17), ("eine halbe Stunde noch", 0.5),
        ("etwas mehr als zwei Tage Zeit (genau 50 Stunden)", 50), ("ich gebe dir eine Woche", 168), ("vor Freitag", 52), ("Vierundvierzig Stunden, Zeit läuft.", 44),
        ("binnen 72 Stunden", 72), ("vor drei Monaten war ich drin", NONE), ("seit 2 Tagen", NONE), ("alle vier Stunden", NONE), ("dreißig Minuten übrig", 0.5),
    ],
    "fr": [
        ("tu as 48 heures", 48), ("vous avez 2 jours", 48), ("sous 24 h", 24), ("dans une heure", 1), ("il te reste 10 minutes", 0.17), ("avant demain midi", 16),
        ("jusqu'à ce soir", 4), ("t'as jusqu'à minuit", 4), ("avant vendredi", 52), ("jusqu'à vendredi 18h", 70), ("une demi-heure, pas plus", 0.5),
        ("je te laisse une semaine", 168), ("paie ce soir ou je poste", 4), ("d'ici demain", 28), ("avant 21h", 1), ("depuis 3 mois", NONE), ("il y a 2 jours", NONE),
        ("toutes les 4 heures", NONE), ("quarante-huit heures pour payer", 48), ("deux jours.", 48),
    ],
    "es": [
        ("tienes 24 horas", 24), ("te doy 2 días", 48), ("en 48 horas", 48), ("te quedan 10 minutos", 0.17), ("tienes media hora", 0.5), ("antes de mañana", 4),
        ("hasta mañana", 28), ("hasta el viernes a las 18:00", 70), ("antes del viernes", 52), ("tienes hasta las 12", 4), ("paga esta noche o lo subo", 4),
        ("antes de medianoche", 4), ("dispone de 72 horas", 72), ("una semana para pagar", 168), ("cuarenta y ocho horas para pagar", 48), ("hace 2 días", NONE),
        ("desde hace tres meses", NONE), ("cada 4 horas", NONE), ("15 minutos", 0.25),
    ],
    "pt": [
        ("você tem 24 horas", 24), ("tens 2 dias", 48), ("em 48 horas", 48), ("restam 10 minutos", 0.17), ("tens meia hora", 0.5), ("até amanhã", 28),
        ("até amanhã ao meio-dia", 16), ("até meia-noite", 4), ("antes de sexta", 52), ("até sexta às 18h", 70), ("até às 21h", 1), ("paga hoje ou eu posto", 4),
        ("te dou uma semana", 168), ("quarenta e oito horas para pagar", 48), ("dentro de 72 horas", 72), ("há 2 dias", NONE), ("faz três meses", NONE),
        ("a cada 4 horas", NONE), ("manda hoje à noite ou vai para todos", 4),
    ],
    "it": [
        ("hai 24 ore", 24), ("hai due giorni", 48), ("entro 48 ore", 48), ("ti restano 10 minuti", 0.17), ("hai mezz'ora", 0.5), ("entro domani", 28),
        ("entro le 18", 22), ("entro mezzanotte", 4), ("prima di venerdì", 52), ("entro venerdì alle 18", 70), ("paga stasera o pubblico", 4),
        ("hai tempo fino a domenica", 124), ("tra un'ora", 1), ("ti do una settimana", 168), ("Quarantotto ore dall'apertura", 48), ("due giorni fa", NONE),
        ("da tre mesi", NONE), ("ogni 4 ore", NONE), ("una per una", NONE), ("120 entro le 23 o parto", 3),
    ],
    "nl": [
        ("binnen 24 uur", 24), ("je hebt 2 dagen", 48), ("u heeft 50 uur", 50), ("nog 10 minuten", 0.17), ("een half uur", 0.5), ("voor middernacht", 4),
        ("tot morgen", 28), ("tot vrijdag 18 uur", 70), ("voor vrijdag", 52), ("betaal vanavond anders gaat het online", 4), ("ik geef je een week", 168),
        ("over 20 minuten", 0.33), ("72 uur om te betalen", 72), ("uiterlijk zondag", 124), ("tot 21:00", 1), ("2 dagen geleden", NONE), ("sinds 3 maanden", NONE),
        ("elke 4 uur", NONE), ("al twee jaar", NONE), ("Termijn: morgen 12.00 uur", 16),
    ],
    "pl": [
        ("masz 2 dni", 48), ("w ciągu 48 godzin", 48), ("masz godzinę", 1), ("zostało ci 10 minut", 0.17), ("za pół godziny", 0.5), ("do jutra", 28),
        ("do północy", 4), ("do piątku", 76), ("do piątku do 18", 70), ("przed piątkiem", 52), ("do godziny 21", 1), ("do wieczora 1500 zł albo", 4),
        ("daję ci tydzień", 168), ("72 godziny na wpłatę", 72), ("przelej dziś albo wysyłam", 4), ("2 dni temu", NONE), ("od 3 miesięcy", NONE),
        ("co 4 godziny", NONE), ("Masz 50 godzin od otwarcia", 50),
    ],
    "cs": [
        ("máte 72 hodin", 72), ("máš hodinu", 1), ("dávám vám 72 hodin na převod", 72), ("zbývá vám 10 minut", 0.17), ("do půl hodiny", 0.5), ("do zítra", 28),
        ("do půlnoci", 4), ("do pátku", 76), ("do pátku do 18 hodin", 70), ("před pátkem", 52), ("do 24 hodin", 24), ("do 21:00", 1), ("zaplať dnes večer jinak", 4),
        ("máš týden", 168), ("za 2 hodiny", 2), ("před dvěma dny", NONE), ("už tři měsíce", NONE), ("každé 4 hodiny", NONE), ("lhůta 72 hodin", 72),
    ],
    "ro": [
        ("ai 48 de ore", 48), ("iti dau 2 zile", 48), ("in 24 de ore", 24), ("ai la dispozitie trei zile", 72),
        ("mai ai 10 minute", 0.17), ("pana maine", 28), ("pana la miezul nopții", 4), ("pana vineri", 76), ("pana vineri la ora 18", 70),
        ("inainte de vineri", 52), ("platesti diseara sau le public", 4), ("termen 72 de ore", 72), ("o jumatate de ora ramasa", 0.5),
        ("ai o ora și jumătate", 1.5), ("până la ora 21", 1), ("acum 2 zile", NONE), ("la fiecare 4 ore", NONE), ("de trei luni", NONE),
        ("o saptamana sa platesti", 168),
    ],
    "sv": [
        ("inom 48 timmar", 48), ("du har 2 dagar", 48), ("du har en timme på dig", 1), ("tio minuter kvar", 0.17), ("till midnatt", 4),
        ("senast imorgon", 28), ("senast fredag", 76), ("senast fredag klockan 18", 70), ("före fredag", 52),
        ("betala ikväll annars lägger jag ut allt", 4), ("jag ger dig en vecka", 168), ("ett dygn kvar", 24),
        ("du har en halvtimme", 0.5), ("senast kl. 21", 1), ("72 timmar att betala", 72), ("för 2 dagar sedan", NONE),
        ("var fjärde timme", NONE), ("i tre månader", NONE), ("du har ca. 24 timmar på dig", 24),
    ],
    "tr": [
        ("48 saatin var", 48), ("2 gün içinde öde", 48), ("24 saat veriyorum", 24), ("10 dakikan kaldı", 0.17), ("yarım saatin var", 0.5),
        ("yarına kadar", 28), ("gece yarısına kadar", 4), ("cumaya kadar", 76), ("cuma saat 18'e kadar", 70), ("saat 21'e kadar", 1),
        ("bu akşam öde yoksa paylaşırım", 4), ("sana bir hafta veriyorum", 168), ("bir buçuk saatin var", 1.5),
        ("72 saat içinde ödeme yap", 72), ("yarından önce", 4), ("2 gün önce", NONE), ("her 4 saatte bir", NONE),
        ("üç ay boyunca izledim", NONE),
    ],
    "ar": [
        ("معك 48 ساعة", 48), ("لديك يومان للدفع", 48), ("عندك ساعتين بس", 2), ("خلال 24 ساعة", 24), ("باقي 10 دقائق", 0.17),
        ("قدامك يومين", 48), ("حتى منتصف الليل", 4), ("حتى الغد", 28), ("قبل الجمعة", 52), ("ادفع الليلة والا انشر", 4),
        ("أمامك أسبوع", 168), ("نص ساعة بس", 0.5), ("m3ak 24 sa3a", 24), ("أعطيك ٧٢ ساعة", 72), ("حتى الساعة 9 مساء", 1),
        ("منذ يومين", NONE), ("كل 4 ساعات", NONE), ("من ثلاثة أشهر", NONE),
    ],
    "hi": [
        ("तुम्हारे पास 48 घंटे हैं", 48), ("24 घंटे के अंदर पैसे भेजो", 24), ("2 din ka time hai", 48), ("shaam 6 baje tak", 22),
        ("शाम 6 बजे तक", 22), ("कल तक", 28), ("kal tak paise bhejo", 28), ("raat 9 baje tak", 1), ("10 minute bache hain", 0.17),
        ("आधा घंटा है", 0.5), ("tere paas ek ghanta hai", 1), ("शुक्रवार तक", 76), ("कल दोपहर तक", 16), ("dedh ghante me bhejo", 1.5),
        ("72 ghante ke andar", 72), ("2 दिन पहले", NONE), ("har 4 ghante", NONE), ("3 महीने से", NONE), ("9 baje se pehle", 1),
        ("आज रात तक", 4),
    ],
    "vi": [
        ("trong vòng 48 giờ", 48), ("mày có 2 ngày", 48), ("cho mày 24 tiếng", 24), ("còn 10 phút nữa", 0.17), ("trước nửa đêm", 4),
        ("trước ngày mai", 4), ("đến mai", 28), ("hạn chót thứ sáu", 76), ("trước 9h tối", 1),
        ("chuyển tiền tối nay không thì tao đăng", 4), ("bạn có một tuần", 168), ("trong nửa tiếng", 0.5),
        ("bạn có 72 giờ để chuyển", 72), ("em có 1 tiếng thôi", 1), ("2 ngày trước", NONE), ("mỗi 4 tiếng", NONE), ("suốt 3 tháng", NONE),
        ("trong một tiếng rưỡi", 1.5),
    ],
    "id": [
        ("waktu kamu 48 jam", 48), ("2x24 jam", 48), ("dalam waktu 1x24 jam", 24), ("3x24 jam dari sekarang", 72), ("2 x 24 jam", 48),
        ("kamu punya 2 hari", 48), ("sisa 10 menit", 0.17), ("sampai besok", 28), ("sampai tengah malam", 4), ("sampai jam 10 malam", 2),
        ("transfer jam 10 malam atau kusebar", 2), ("sebelum jumat", 52), ("bayar malam ini atau gw sebar", 4),
        ("gw kasih waktu seminggu", 168), ("setengah jam lagi", 0.5), ("waktumu sejam", 1), ("dalam dua kali dua puluh empat jam", 48),
        ("2 hari lalu", NONE), ("setiap 4 jam", NONE), ("selama 3 bulan", NONE), ("maksimal besok jam 9 pagi", 13),
    ],
    "tl": [
        ("may 48 oras ka", 48), ("bibigyan kita ng 2 araw", 48), ("sa loob ng 24 oras", 24), ("10 minuto na lang", 0.17),
        ("hanggang bukas", 28), ("hanggang hatinggabi", 4), ("hanggang alas dose", 4), ("hanggang alas 9 ng gabi", 1),
        ("magbayad ka alas 9 o ikakalat ko", 1), ("bago mag biyernes", 52), ("hanggang biyernes", 76),
        ("magbayad ka ngayong gabi kundi ikakalat ko", 4), ("may isang linggo ka", 168), ("may isang oras ka lang", 1),
        ("kalahating oras na lang", 0.5), ("you have 3 days", 72), ("tuwing 4 na oras", NONE), ("2 araw na ang nakalipas", NONE),
    ],
    "uk": [
        ("маєш 48 годин", 48), ("у тебе 2 дні", 48), ("протягом 24 годин", 24), ("залишилось 10 хвилин", 0.17), ("даю тобі тиждень", 168),
        ("до завтра", 28), ("до півночі", 4), ("до п'ятниці", 76), ("до п’ятниці до 18:00", 70), ("перед п'ятницею", 52),
        ("плати сьогодні ввечері або зливаю", 4), ("маєш півгодини", 0.5), ("у тебе п'ять годин", 5), ("72 години на оплату", 72),
        ("через півтори години", 1.5), ("до 21:00", 1), ("2 дні тому", NONE), ("кожні 4 години", NONE), ("вже три місяці", NONE),
    ],
}
CASES = [pytest.param(lang, *row, id=f"{lang}: {row[0]}") for lang, rows in WORDING.items() for row in rows]


def read(text, langs, received=TUESDAY):
    folded = fold(text)
    found = deadline(folded, langs, received)
    return (found.hours, text[slice(*folded.span(found.token_start, found.token_end))]) if found else None


@pytest.mark.parametrize(("lang", "text", "hours"), CASES)
def test_the_limit_is_read_as_written(lang, text, hours):
    found = read(text, (lang,))
    assert (found[0] if found else NONE) == hours


def test_every_language_has_a_file_and_at_least_fifteen_phrases():
    assert set(ids("deadlines")) == set(WORDING)
    assert all(len(rows) >= 15 for rows in WORDING.values())


@pytest.mark.parametrize("text", ["by midnight", "until 6pm", "pay tonight or else", "by friday 18:00"])
def test_without_the_time_of_receiving_a_clock_time_has_a_place_but_no_hours(text):
    found = deadline(fold(text), ("en",), None)
    assert found is not None and found.hours is None and found.token_start < found.token_end


def test_a_time_span_needs_no_time_of_receiving():
    assert read("you have 48 hours", ("en",), None) == (48, "48 hours")


@pytest.mark.parametrize(
    ("text", "words"),
    [("Pay, you have only 48 hours. Tick tock", "48 hours"), ("send 500 by tomorrow noon ok", "by tomorrow noon"), ("you have 4\u200b8 h\u200bours", "4\u200b8 h\u200bours")],
)
def test_the_place_is_the_words_as_received(text, words):
    assert read(text, ("en",))[1] == words


def test_a_clock_time_that_has_passed_today_means_tomorrow():
    assert read("by 18:00", ("en",))[0] == 22
    assert read("by friday 18:00", ("en",), datetime(2026, 11, 27, 9, 0))[0] == 9
    assert read("by friday", ("en",), datetime(2026, 11, 27, 9, 0))[0] == 24 * 7 + 15


def test_an_extension_is_not_the_limit():
    text = "I give you 72 hours to pay. If you need more time I will consider giving you another 48 hours."
    assert read(text, ("en",)) == (72, "72 hours")


def test_the_likelier_language_wins_and_an_unknown_one_is_ignored():
    assert read("you have 2 days", ("en", "pl", "cs", "xx")) == (48, "2 days")
    assert read("you have 2 days", ("xx",)) is None


PIECES = st.sampled_from(["48", "hours", " ", "by ", "friday", "18:00", "h", "\n", ".", "(", "half an ", "masz ", "do ", "99999999999999", "24/48", "-", "pm", "tomorrow ", "every ", "+", "٣"])


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=150), st.sampled_from([None, TUESDAY]))
def test_no_text_breaks_it_and_every_place_is_inside(text, received):
    folded = fold(text)
    found = deadline(folded, tuple(WORDING), received)
    if found:
        assert 0 <= found.token_start < found.token_end <= len(folded.tokens)
        assert found.hours is None or 0 <= found.hours <= 24 * 120
