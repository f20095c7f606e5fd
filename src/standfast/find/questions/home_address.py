"""Does it show a home address to frighten? Mass mails since 2024 carry one, with a street picture from public maps.

Looks as reported by police forces and the press in 2024 and 2025: "Is visiting <address> a more convenient way to reach you
...", "I know where you live", a picture of the house "below", most often in a PDF with a QR code for the payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.model import Finding, Kind, Strength

from ..evidence import Evidence, Question, finding

ASKED_OF = frozenset({Kind.HACK_BLUFF, Kind.IMAGE_THREAT, Kind.UNSURE})
THREAT = frozenset({"hacked-device", "has-pictures", "will-share", "ai-made"})
"""One of these must be there too where the kind is unsure: shops and banks write addresses as well."""
REACH = 220
"""Characters between the address and the words that turn it into a threat."""
MOST_SHOWN = 2
_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆ0-9][\w'’.-]{0,30}"
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆ][\w'’-]{0,30}"
_STREET = "|".join(
    (
        rf"\b\d{{1,6}}[A-Za-z]?,?\s(?:{_NAME}\s){{1,4}}(?i:street|st|avenue|ave?|road|rd|drive|dr|lane|ln|court|ct|boulevard|blvd|way|place|pl|terrace"
        r"|ter|circle|cir|close|crescent|parkway|pkwy|highway|hwy|trail|trl|gardens|square|mews|row|grove|loop)\b\.?",
        rf"\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s(?i:rue|avenue|boulevard|all[ée]e|chemin|place|impasse|quai|cours)\s(?:(?:de|du|des|la|le|les)\s|d['’]|l['’]){{0,2}}{_NAME}",
        rf"\b(?i:calle|c/|avenida|avda?\.|plaza|paseo|camino|carrer|via|viale|piazza|corso|rua|travessa|praça|ul\.|ulica|aleja|al\.|os\.)\s"
        rf"(?:(?:de|del|da|do|dos|la|las|los|dei|della|di)\s){{0,2}}{_WORD}(?:\s(?:(?:de|del|da|do|di)\s)?{_WORD}){{0,3}},?\s(?:n[.ºo°]{{0,2}}\s?)?\d{{1,5}}\b",
        r"\b[A-ZÄÖÜÅ][\wäöüß-]{1,30}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|damm|ufer|straat|laan|gracht|plein|dijk|gatan|vägen|gränd)\s\d{1,4}\s?[a-zA-Z]?\b",
        r"\b[A-Z][A-Za-z .'-]{2,30},\s?[A-Z]{2},?\s\d{5}(?:-\d{4})?\b",
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b",
    )
)
_ADDRESS = re.compile(_STREET)
_HOME = re.compile(
    r"\b(?:visit(?:ing|ed|s)?|your (?:house|home|door|front yard|address|street|neighbou?rhood)|street ?view|(?:picture|photo|image)s? (?:below|of your (?:house|home|street))"
    r"|where you live|you live (?:at|in|on)|nice (?:location|place|house)|knock(?:ing)? on|come (?:to|over|by)|show(?:ing)? up at"
    r"|visitar(?:te|lo|la)?|tu (?:casa|calle|puerta|dirección)|su (?:casa|domicilio|dirección)|d[oó]nde vives|(?:foto|imagen) (?:de abajo|de tu casa)"
    r"|votre (?:maison|domicile|adresse|porte|rue)|ta (?:maison|porte|rue)|où (?:tu habites|vous habitez)|rendre visite|passer chez"
    r"|dein(?:e|em|er)? (?:haus|adresse|tür|straße|wohnung)|ihr(?:e|em|er)? (?:haus|adresse|wohnung)|wo du wohnst|wo sie wohnen|besuch\w*|bild (?:unten|deines hauses)"
    r"|casa tua|la tua (?:casa|porta|via)|dove (?:abiti|vivi)|venir\w* a (?:trovar\w+|casa)|(?:a )?(?:tua|sua) (?:casa|morada|rua|porta)|onde (?:moras?|vives?)"
    r"|(?:je|uw|jouw) (?:huis|adres|deur|straat)|waar (?:je|u) woont|(?:twój|twoim|twojego) dom\w*|gdzie mieszkasz|odwiedz\w+|(?:ditt|din) (?:hus|adress|dörr|gata)|var du bor)",
    re.I,
)


def look(evidence: Evidence) -> Iterator[Finding]:
    if evidence.verdict.kind not in ASKED_OF or (evidence.verdict.kind is Kind.UNSURE and not evidence.tactics() & THREAT):
        return
    shown = [evidence.quote(*place) for place in _addresses(evidence.item.text[:60_000])]
    if shown:
        yield finding("home-address-shown", Strength.SUGGESTS, shown, lang=evidence.lang)


def _addresses(text: str) -> list[tuple[int, int]]:
    """The first lines of an address that stand near words about a home or a visit."""
    found: list[tuple[int, int]] = []
    for match in _ADDRESS.finditer(text):
        start, end = match.span()
        around = text[max(0, start - REACH) : start] + "\n" + text[end : end + REACH]
        if _HOME.search(around) and len(found) < MOST_SHOWN:
            found.append((start, end))
    return found


QUESTION = Question("home_address", look)
HITS = [
    "I recorded you through your webcam. Is visiting 1204 Maple Grove Avenue, Springfield a more convenient way to reach you if you do not act? Send 1950 USD in bitcoin or all your contacts get the video.",
    "I hacked your phone and I have a video of you. I know where you live: 14b Orchard Road, Leeds LS99 1AB. Nice location. Pay 900 in bitcoin within 24 hours or I send the video to all your contacts.",
    "Ich habe deine Kamera gehackt und dich gefilmt. Ich weiß, wo du wohnst: Lindenstraße 12. Zahle 800 Euro in Bitcoin, sonst schicke ich das Video an alle deine Kontakte.",
    "He grabado un vídeo de ti con tu cámara. Mira la foto de tu casa, Calle de Alcalá 99. Paga 900 euros en bitcoin o envío el vídeo a todos tus contactos.",
]
NEAR_MISSES = [
    "I recorded you through your webcam. Send 1950 USD in bitcoin within 24 hours or all your contacts get the video.",
    "I hacked your phone and I have a video of you. I know where you live. Pay 900 in bitcoin within 24 hours or I send the video to all your contacts.",
    "I recorded you through your webcam. Buy 900 USD in bitcoin at the machine in 55 Harbour Road and send it, or all your contacts get the video.",
    "Visit our new shop at 1204 Maple Grove Avenue, Springfield. Open from nine to five, bring the kids.",
    "Your parcel could not be delivered to 14b Orchard Road, Leeds LS99 1AB. Nobody opened the door of your house, please choose a new day.",
    "The flat at Lindenstraße 12 is free on Saturday, you can visit it at ten.",
]
