"""What looks like a trick and is none: the texts of honest people stay as they are."""

from __future__ import annotations

import pytest
from received import tricks

from standfast.find.fold import fold

ORDINARY = {
    "fr": "Bonjour, j'ai reçu un message d'un garçon : s'il n'est pas payé, il enverra mes vidéos à toute ma famille. Ça m'inquiète déjà.",
    "de": "Ich weiß nicht, was ich tun soll. Er droht, die Aufnahmen an meine Familie zu schicken. Größe, Straße, müde, schön.",
    "pl": "Dostałam wiadomość, że jeśli nie zapłacę, wyśle zdjęcia do wszystkich moich znajomych. Boję się. Zażółć gęślą jaźń.",
    "cs": "Dostala jsem zprávu, že když nezaplatím, pošle fotky všem mým přátelům. Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "pt": "Recebi uma mensagem dizendo que, se eu não pagar, ele vai mandar as fotos para toda a família. Você é a única pessoa.",
    "es": "Recibí un mensaje: si no pago, él mandará las fotos a mi mamá. ¿Alguien me puede ayudar? ¡Qué miedo! Sí, más mañana.",
    "it": "Ho ricevuto un messaggio: se non pago, manderà le foto a tutta la mia famiglia. Perché? Cos'è? È già la terza volta.",
    "nl": "Ik heb een bericht gekregen: als ik niet betaal, stuurt hij de foto's naar iedereen. Eén ding: ik ben bang, hè?",
    "vi": "Tôi nhận được một tin nhắn nói rằng nếu tôi không trả tiền, hắn sẽ gửi ảnh cho tất cả bạn bè. Thế thì tôi cần nó.",
    "sv": "Jag fick ett meddelande att om jag inte betalar så skickar han bilderna till hela min familj. Är det här på riktigt?",
    "da": "Jeg har fået en besked om, at hvis jeg ikke betaler, sender han billederne til hele min familie. Hvad gør jeg så?",
    "hu": "Kaptam egy üzenetet, hogy ha nem fizetek, elküldi a képeket az összes barátomnak. Árvíztűrő tükörfúrógép.",
    "tr": "Bir mesaj aldım, eğer para ödemezsem fotoğrafları bütün arkadaşlarıma gönderecekmiş. İstanbul'da kim yardım eder? Işık.",
    "ro": "Am primit un mesaj că dacă nu plătesc, va trimite pozele tuturor prietenilor mei. Îmi este frică. Și ție îți spun.",
    "is": "Ég fékk skilaboð um að ef ég borga ekki muni hann senda myndirnar til allra vina minna. Það er þess vegna.",
    "az": "Mən bir mesaj aldım ki, əgər pul ödəməsəm, şəkilləri bütün dostlarıma göndərəcək. Kim mənə kömək edə bilər?",
    "ru": "Мне пришло сообщение: если я не заплачу, он отправит фотографии всем. IT-отдел, WhatsApp, Telegramом. Вот тот кот.",
    "uk": "Мені прийшло повідомлення: якщо я не заплачу, він надішле світлини всім моїм друзям. Їжак, ґанок, є.",
    "bg": "Получих съобщение, че ако не платя, ще изпрати снимките на всичките ми приятели. Какво да правя?",
    "el": "Έλαβα ένα μήνυμα ότι αν δεν πληρώσω, θα στείλει τις φωτογραφίες σε όλους. Τι να κάνω; και το κακό.",
    "hy": "Ես ստացա հաղորդագրություն, որ եթե չվճարեմ, նա կուղարկի նկարները բոլոր ընկերներիս։",
    "he": "קיבלתי הודעה שאם לא אשלם הוא ישלח את התמונות לכל החברים שלי בWhatsApp. מה לעשות?",
    "ar": "وصلتني رسالة تقول إنه إذا لم أدفع فسوف يرسل الصور إلى جميع أصدقائي. ماذا أفعل؟",
    "fa": "می‌خواهم بدانم چه کار کنم، او می‌گوید عکس‌ها را می‌فرستد.",
    "hi": "मुझे एक संदेश मिला कि अगर मैंने पैसे नहीं दिए तो वह मेरी तस्वीरें सबको भेज देगा।",
    "ja": "お金を払わないと写真を全員に送ると言われました。どうすればいいですか？ＡＢＣのTシャツ、LINEで。",
    "ko": "돈을 내지 않으면 사진을 모두에게 보내겠다는 메시지를 받았습니다. 어떻게 해야 하나요?",
}


@pytest.mark.parametrize("lang", ORDINARY)
def test_no_language_is_a_trick(lang: str):
    assert tricks(ORDINARY[lang]) == {}


@pytest.mark.parametrize("lang", ["ru", "uk", "bg", "el", "hy"])
def test_other_alphabets_stay_what_they_are(lang: str):
    first = ORDINARY[lang].split()[1].strip(",").lower()
    assert fold(ORDINARY[lang]).tokens[1] == fold(first).tokens[0]
    assert not fold(ORDINARY[lang]).tokens[1].isascii()


def test_short_russian_words_that_look_latin_stay_russian():
    assert fold("Так кто там? Мама тут. Он там.").tokens == ["так", "кто", "там", "мама", "тут", "он", "там"]


def test_two_languages_in_one_text_are_no_trick():
    assert tricks(ORDINARY["fr"] + "\n" + ORDINARY["cs"]) == {}
    assert tricks("Hello, I got this message and I do not know what to do.\n" + ORDINARY["ru"]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "The café's naïve waiter had a résumé, a fiancée and a piñata; Zoë's über-cool jalapeño façade, with you and the others.",
        "Müller, Nuñez, Šimůnek, Łukasz, Søren, Ağaoğlu, Đorđević, Þórr, Françoise, Ångström",
        "Take 10 µs or 5 μm at 4.7 kΩ; ΔT = 3 K, α-particles and β-blockers, λ/2, x² + y².",
        "It is pronounced /ˈwɔːtə/ in British English; schwa is ə.",
        "Gr&uuml;&szlig;e, fish &amp; chips, 3 &lt; 4, AT&T;, &nbsp;, a?b=1&copy=2, R&D",
        "Donau\u00addampf\u00adschiff\u00adfahrt",
        "👩\u200d👩\u200d👧 1️⃣ ❤️ family",
        "Acme™ and 1ª, 2º, ½ cup, 3³, Nº 5",
    ],
)
def test_print_and_science_are_no_trick(text: str):
    assert tricks(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Meet J. R. R. Tolkien, e.g. at the U.S.A. stand, i.e. plan B or C, and I got A B C D grades",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "Y N N Y N Y Y N\nN Y Y N N N Y Y",
        "x + y = z * w / v - q",
        "0 1 1 0 1 0 0 1 0 1",
        "X O X\nO X O\nX X O",
        "c a t s e\nd o g x y\nb i r d q\nm o u s e",
        "A T G C A T T A G C A T C A T G A C T A G",
        "| a | b | c |\n| d | e | f |",
        "  /\\  \n /  \\ \n/ _ _ \\",
        "S.O.S. and A-B-C and 1-2-3 and N/A and a/b/c",
    ],
)
def test_single_characters_are_left_alone(text: str):
    assert tricks(text) == {}
    assert fold(text).plain == text


@pytest.mark.parametrize(
    "text",
    [
        "mp3 mp4 h264 covid19 48h 2nd 1st 3rd b2b p2p v1.2 i5 4k 5g 30gb 100usd 3pm 10k m4a s3 ps5",
        "eth0 host0 ipv4 utf8 x86_64 l10n i18n s3c2410 rt2x00 0xdeadbeef sha1 v4l2 b43 e1000e at91sam",
        "commit 4f3a1c0b9d7e5a tree 0a1b3c4d5e order A10-4471 ref 5T9R7 gate B15",
        "https://g00gle.example.com/a1b0/p4y me@y0ur.example v1d30.mp4 /usr/l1b/n0w",
        "to 1EHEssK8V41CiYzw6TZAx8o2cWgBYvXmYP or bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "@name @n4me $500 $5k yahoo! wait! Hi!there R2-D2 C-3PO route5 page5",
    ],
)
def test_codes_are_no_leetspeak(text: str):
    assert tricks(text) == {}
    assert fold(text).text == text.lower()
