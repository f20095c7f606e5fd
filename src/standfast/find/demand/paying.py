"""The words around a sum, in eighteen languages, on flat text: who wants it, who has paid it already, and how a sentence goes on."""

from __future__ import annotations

import re

WANTED = re.compile(
    r"\b(?:pay\w*|send|transfer\w*|deposit\w*|wire|settle|cost\w*|price|amount|sum|fee|fine|ransom|demand\w*|gimme|give me|need|"
    r"want\w*|buy|silence|"
    r"fund|cough up|see|sort|ask\w*|for|back|drop|cards?|vouchers?|"
    r"pour|fur|fuer|por|voor|per|contre|za|attend\w*|lach\w*|regle\w*|karten?|cartes?|tarjetas?|cartao|cartoes|buon[io]|kaart\w*|karty?|kod\w*|"
    r"cash ?app|paypal|venmo|zelle|gcash|bizum|blik\w*|pix|paylib|lydia|revolut|mb ?way|tikkie|mobilepay|vipps|swish|postepay|"
    r"satispay|upi|paytm|monzo|"
    r"zwrot|juste|just|only|nur|solo|solamente|tylko|jen|alleen|j?veu|manque|pedi\w*|kupon\w*|wise|western union|moneygram|arrum\w*|"
    r"caccia\w*|offr\w*|darmi|dogadaj\w*|me ve|lach\w*|"
    r"zahl\w*|uberweis\w*|ueberweis\w*|schick\w*|betrag|summe|preis|kostet|schweigen|will|brauche|verlang\w*|losegeld|gib|"
    r"pai\w*|payer|payez|verse\w*|vire[rsz]?|envoi\w*|envoy\w*|donne\w*|somme|prix|montant|silence|veux|veut|voudr\w*|coute\w*|rancon|file|"
    r"paga\w*|pague\w*|manda\w*|envia\w*|envie\w*|transfier\w*|ingresa\w*|deposita\w*|quiero|quiere|cuesta|precio|cantidad|importe|silencio|dame|"
    r"suelta|transfir\w*|quero|quer|custa|preco|valor|quantia|pix|me da|bote|faz o|"
    r"pagh\w*|mand[aio]\w*|invi[aio]\w*|versa\w*|bonific\w*|voglio|vuole|costa|prezzo|cifra|importo|silenzio|ricaric\w*|dammi|"
    r"betaal\w*|betalen|stuur\w*|sturen|maak|overmaken|bedrag|prijs|kost|wil|zwijg\w*|geef|"
    r"zapla[ct]\w*|plac\w*|przel\w*|wysl\w*|wplac\w*|dawaj|daj|chce|chcemy|kosztuje|cena|kwot\w*|suma|milczeni\w*|okup|szykuj|"
    r"achit\w*|trimi[st]\w*|bani|vreau|astept|betalar?|swisha\w*|skicka\w*|pengar|ode\w*|gonder\w*|yatir\w*|yolla\w*|istiyorum|para|"
    r"bayar\w*|kirim\w*|tf|setor|minta|mau|magbayad|bayad\w*|padala\w*|magpadala|bigay\w*|kailangan|chuyen|ck|nop|tra|gui|dua|"
    r"bhej\w*|paise|paisa|chahiye|dalo|भेज|पैसे|चाहिए|डालो|плати\w*|заплати\w*|скинь|перекажи\w*|переказ\w*|кинь|закинь|гроші|надішли|"
    r"треба|хочу|ادفع\w*|تدفع\w*|حول\w*|تحول\w*|ارسل\w*|ابعت\w*|ابعث\w*|هات|ابي|عايز|بدي|المبلغ|مبلغ|فلوس|"
    r"plat\w*|posl\w*|preved\w*|preve[dst]\w*|dej|dejte|chci|chceme|stoji|cast\w*|mlceni|vykup\w*|uhrad\w*|neuhrad\w*)\b"
)
PAID_BEFORE = re.compile(
    r"\b(?:paid|payed|(?:already|just) (?:sent|gave|transferred)|sent (?:me|him|her|them)|"
    r"(?:you|u|i|he|she|we|they|ive|have|has) (?:already |just |once )?(?:sent|gave|transferred)|"
    r"bezahlt\w*|gezahlt|zahltest|uberwies\w*|schicktest|"
    r"(?:as|avez|ai|a|ont) (?:deja |bien )?(?:paye|envoye|verse|donne|vire)|deja (?:paye|envoye|verse|donne)|"
    r"pagaste|pagasteis|(?:has|he|ha|habeis|han) (?:ya )?(?:pagado|enviado|mandado|dado)|enviaste|mandaste|ya (?:pago|pague|mande|"
    r"envie|di)|pagado|"
    r"pagou|paguei|pagaram|mandei|mandou|enviou|enviei|"
    r"(?:hai|ho|ha|avete|abbiamo) (?:gia )?(?:pagato|mandato|inviato|dato|versato)|pagato|"
    r"betaalde\w*|betaald|gestuurd|stuurde\w*|overgemaakt|"
    r"zaplacil\w*|wyslal\w*|przelal\w*|dalem|dalam|dales|dalas|tamte|tamta|"
    r"zaplatil\w*|poslal\w*|prevedl\w*|dal jsem|dala jsem|"
    r"am (?:platit|trimis|dat)|ai (?:platit|trimis)|betalade|(?:har|redan) (?:betalat|skickat|swishat)|"
    r"(?:sudah|udah) (?:bayar|transfer|kirim)\w*|"
    r"nagbayad|binayaran|nagpadala|da (?:chuyen|tra|nop|gui)|заплати(?:в|ла|ли)|переказа(?:в|ла|ли)|скину(?:в|ла|ли)|"
    r"دفعت|دفعنا|حولت|ارسلت|بعتت)\b[^.!?;,\n]{0,22}\Z"
)
"""At the end of what stands before a sum: it has been paid."""
OFFERED = re.compile(
    r"\b(?:(?:i|we)(?:['’]?ll| will| can| could)? (?:pay|deposit)|ich (?:zahle?|uberweise)|je te (?:paie|paye|vire|fais un virement)|"
    r"on paie|"
    r"te (?:pago|deposito|transfiro|faco)|pago|ti (?:pago|ricarico)|ik betaal|zaplace ci|zaplatim ti)\b[^.!?;\n]{0,40}\Z"
)
"""At the end of what stands before a sum: the sender offers it, as one who buys pictures does."""
PAID_AFTER = re.compile(
    r"[\s,-]{0,3}(?:(?:hast|habe|haben|hat|heb|hebt|heeft|bereits|schon|al|deja|juz|uz|ya|ja|gia) ){0,2}"
    r"(?:already|paid|bezahlt|gezahlt|uberwiesen|geschickt|betaald|gestuurd|overgemaakt|zaplacone|zaplaceno|pagado|pagato|schon|bereits|deja|"
    r"was|were|war|waren|etait|etaient|era|eran|erano|foi|foram|bylo|byly|"
    r"(?:tl |lira )?(?:odedim|gonderdim|yatirdim|attim|verdim)|(?:rupa\w+ )?(?:bhej diye|de diye|diye the|diye hai)|भेज दि|दे दि)"
)
"""Straight after a sum: "200 already", "the 200 was for yesterday"."""
GOES_ON = re.compile(
    r"[ \u00a0]?(?:\Z|[\n.!?,;)]|(?:or|by|now|before|until|till|and|via|today|tonight|more|each|then|on|to|in|for|cash|paypal|max|pls|"
    r"please|asap|per|"
    r"again|extra|back|tomorrow|gcash|cash ?app|venmo|zelle|steam|apple|google|amazon|only|a week|weekly|a month|monthly|"
    r"demain|morgen|manana|amanha|domani|jutro|zitra|vanavond|stasera|heute|par|al mes|semanal|bizum|mb ?way|paylib|lydia|tikkie|"
    r"postepay|revolut|"
    r"wegen|fur|fuer|voor|mailem|przelewem|et|oder|bis|sofort|jetzt|noch|und|heute|pro|auf|mehr|dann|sonst|ou|avant|et|sur|ce|"
    r"maintenant|par|de plus|en|sinon|o|antes|hoy|y|por|ya|"
    r"hasta|ate|hoje|e|agora|no|na|pra|entro|subito|oggi|ora|su|a|di piu|altrimenti|of (?:ik|je|het|iedereen|al|alle|uw|ze|hij|anders|"
    r"we)|voor|nu|vandaag|anders|naar|albo|do|teraz|i|lub|dzis|blikiem|"
    r"od|za|w|em|pres|przez|pelo|tramite|mit|with|dan|overmaken|q|que|para|nebo|hned|ted|dnes|jinak|"
    r"sau|pana|diseara|azi|acum|altfel|in revolut|la|eller|annars|nu|ikvall|idag|till|pa swish|yoksa|bugun|hemen|simdi|gonder|yatir|atau|"
    r"kalau|kalo|sekarang|malam|hari|ke|sampai|kundi|ngayon|hanggang|bukas|sa|hoac|khong thi|ko thi|ngay|vao|qua|truoc|toi nay|hom nay|"
    r"varna|warna|abhi|aaj|bhej\w*|वरना|अभी|आज|भेज\w*|या|або|інакше|на|до|зараз|сьогодні|і|او|والا|ولا|الان|حالا|اليوم|الليله|قبل|علي)(?![^\W_]))"
)
"""What may follow a sum without a currency. After "48 hours", "300 followers" or "5 pics" nothing here matches."""
OR_ELSE = re.compile(
    r"[ \u00a0]?,? ?(?:(?:or|oder|ou|o|of (?:ik|je|het|iedereen|al|alle|uw|ze|hij|anders|we|de|heel|jouw)|albo|lub|nebo|otherwise|"
    r"oppure|sonst|sinon|sino|"
    r"senao|altrimenti|sennò|senno|anders|inaczej|jinak|sau|altfel|eller|annars|yoksa|atau|kundi|hoac|"
    r"khong thi|ko thi|varna|warna|वरना|або|інакше|او|والا|ولا)(?![^\W_])|"
    r"(?:(?:in|en|em|w|v|par|via|by|por|per|na|al|no) )?(?:btc|bitcoin\w*|crypto\w*|kr[iy]pto\w*|cripto\w*|usdt|gcash|cash ?app|"
    r"paypal|venmo|zelle|bizum|"
    r"blik\w*|pix|paylib|mb ?way|tikkie|postepay|paysafe\w*|cash|contanti|liquide|efectivo|bar|kontant|hotovosti|gotowce))"
)
"""Behind a number that can then be nothing but a sum."""
YEAR = re.compile(
    r"(?:in|since|of|year|seit|im jahr|en|depuis|desde|em|nel|dal|sinds|w|od|roku|v|roce|sommer|summer|[0-9]{1,2}[./]|[a-z]{3,9} "
    r"[0-9]{1,2},?)[ \u00a0]?\Z"
)
"""At the end of what stands before a year."""
