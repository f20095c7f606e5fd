"""Words by which a screen shows what it is: hints in empty fields, lines under names, days, times."""

from __future__ import annotations

import re
from typing import NamedTuple

TIME = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_TICKS = r"(?:\s*[^\d\s]{1,2}){0,2}\W{0,3}"
STAMP = re.compile(rf"\W{{0,2}}(?:(?:edited|editado|bearbeitet|modifié)\s+)?({TIME}){_TICKS}", re.I)
"""A time by itself, with what the ticks behind it may be read as; use ``fullmatch``."""
LAST_STAMP = re.compile(rf"(?:\s+|(?<=[^\W\d])|(?<=[!?.,]))({TIME}){_TICKS}$", re.I)
_DAYS = (
    r"today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|hoy|ayer|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|heute|gestern|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so"
    r"|aujourd.?hui|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|oggi|ieri|dziś|dzisiaj|wczoraj|hoje|ontem|vandaag|gisteren"
)
_MONTHS = (
    r"jan\w*|feb\w*|mar\w*|apr\w*|may|mai|jun\w*|jul\w*|aug\w*|sep\w*|oct\w*|okt\w*|nov\w*|dec\w*|dez\w*"
    r"|ene\w*|abr\w*|ago\w*|dic\w*|févr?\w*|avr\w*|juin|juil\w*|août|déc\w*"
)
_DATE = (
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}\.?\s(?:de\s)?(?:{_MONTHS})\.?(?:,?\s(?:de\s)?\d{{4}})?"
    rf"|(?:{_MONTHS})\.?\s\d{{1,2}}(?:,?\s\d{{4}})?"
)
DAY = re.compile(
    rf"\W{{0,2}}(?:(?:{_DAYS})\.?,?\s?)?(?:{_DATE})?[\s,:·•.-]*(?:(?:at|um|a las|à|alle|om)\s)?(?:{TIME})?\W{{0,2}}", re.I
)
"""A centred day or time between lines; use ``fullmatch`` on what is not empty."""
_AT = (
    r"(?:(?:today|yesterday)\s?at|heute\s?um|gestern\s?um|hoy\s?a\s?las|ayer\s?a\s?las"
    r"|aujourd.?hui\s?à|hier\s?à|oggi\s?alle|dzisiaj\s?o|\d{1,2}/\d{1,2}/\d{2,4},?)"
)
NAMED = re.compile(rf"(.{{1,40}}?)\s*(?:[-—·•]\s*)?({_AT}\s*{TIME})\W*", re.I)
"""Discord's line above what somebody wrote: the name, then day and time; use ``fullmatch``."""
NAME_TIME = re.compile(rf"(\S.{{0,30}}?)\s+({TIME})", re.I)
ME = frozenset({"me", "yo", "ich", "moi", "io", "ja", "eu", "ik"})
"""How Snapchat names the person, in capitals."""
STATUS = re.compile(r"\b[345]\s?G\b|\bLTE\b|\b4G\+|\d{1,3}\s?%|\bWi-?Fi\b|\bVo(?:LTE|WiFi)\b|\bkB/s\b", re.I)
KEYBOARD = re.compile("|".join(r"\s?".join(row) for row in ("qwert", "azert", "asdfg", "qsdfg", "zxcv", "yxcv", "wxcv")), re.I)
RECEIPT = re.compile(
    r"(?:delivered|read|seen|sent|opened|received|entregado|leído|visto|enviado|zugestellt|gelesen|gesehen|gesendet|distribué|lu|vu|envoyé)"
    rf"\.?(?:\s(?:{TIME}|{_DAYS}|just now|\d+\s?\w+ ago).{{0,14}})?",
    re.I,
)
"""Under a line, about the line."""


class Cue(NamedTuple):
    """``where`` is field (the empty input field), under (below the name), or body."""

    where: str
    platform: str
    pattern: re.Pattern[str]


def _cue(where: str, platform: str, *patterns: str) -> Cue:
    return Cue(where, platform, re.compile("|".join(patterns), re.I))


_END = r"\W{0,3}"
CUES = (
    _cue("field", "discord", r"(?:message|enviar mensaje a|nachricht an|envoyer un message à|wiadomość do)\s?[@#]\s?\S.*"),
    _cue("field", "snapchat", rf"(?:send a chat|enviar un chat|chat senden|envoyer un chat|invia una chat){_END}"),
    _cue("field", "text-message", rf"i\s?message{_END}", r"(?:text message|sms|rcs|mensaje de texto|message texte|textnachricht)\b.{0,16}"),
    _cue("field", "messenger", r"a\s?a"),
    _cue("field", "instagram", r"(?:message|mensaje|nachricht|messaggio|mensagem|wiadomość)\s?(?:\.{2,3}|…)"),
    _cue("field", "instagram", rf"(?:schreibe? eine nachricht|envoyer un message|enviar un mensaje){_END}"),
    _cue("field", "signal", r"signal message|nachricht von signal|mensaje de signal|message signal"),
    _cue("field", "x", r"start a (?:new )?message|unencrypted message|escribe un nuevo mensaje|neue nachricht schreiben"),
    _cue("field", "tiktok", rf"(?:send a message|enviar mensaje|nachricht senden){_END}"),
    _cue("field", "", rf"(?:type a |write a |your |new )?message{_END}", rf"(?:escribe un )?mensaje{_END}"),
    _cue("field", "", rf"(?:nachricht|messaggio|mensagem|wiadomość|bericht){_END}"),
    _cue("under", "telegram", r"(?:last seen|bot\b|últ\. vez|zuletzt|vu).{0,30}"),
    _cue("under", "telegram", r"\d[\d ,.]{0,9} (?:members|subscribers|mitglieder|miembros|membres).{0,20}"),
    _cue("under", "messenger", r"(?:active|activo|aktiv|jetzt aktiv).{0,20}"),
    _cue("under", "", r"(?:online|en línea|en ligne|typing|escribiendo|schreibt|tap here for|tippe|toca para).{0,30}"),
    _cue("body", "whatsapp", r".*end-to-end encrypted.*", r".*cifrados? de extremo a extremo.*"),
    _cue("body", "whatsapp", r".*ende-zu-ende-verschlüsselt.*", r".*chiffrés de bout en bout.*"),
    _cue("body", "text-message", r"i\s?message|text message|texting with .{3,40}"),
    _cue("body", "snapchat", r".*(?:saved in chat|screenshotted the chat|took a screenshot of chat).*"),
    _cue("body", "instagram", r".*(?:accept message request|you both follow|view profile).*"),
)
GROUP = re.compile(r"\d[\d\s,.]*\s?(?:members|mitglieder|miembros|membres|participants|teilnehmer|participantes)\b.*", re.I)


def cue_of(where: str, text: str) -> Cue | None:
    """The first that the whole of ``text`` fits."""
    return next((cue for cue in CUES if cue.where == where and cue.pattern.fullmatch(text.strip())), None)


def is_day(text: str) -> bool:
    return bool(text.strip()) and len(text) <= 40 and any(char.isalnum() for char in text) and bool(DAY.fullmatch(text.strip()))


def is_mark(text: str) -> bool:
    """What apps write centred between lines: a day, a time, what kind of message follows."""
    return is_day(text) or STAMP.fullmatch(text) is not None or cue_of("body", text) is not None
