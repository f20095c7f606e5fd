"""Closed vocabularies that knowledge files and rooms share."""

from __future__ import annotations

from collections.abc import Mapping

TACTICS: Mapping[str, str] = {
    # what a blackmailer says
    "hacked-device": "claims to have broken into a device, camera, router or account",
    "watched-site": "claims to know of visits to adult sites",
    "has-pictures": "claims to hold pictures, video or a recording of the reader",
    "ai-made": "says or shows that a picture was made or edited by AI",
    "will-share": "says they will send, post or show it",
    "audience": "names who would see it: friends, family, followers, school, work",
    "contact-knowledge": "shows knowledge that only a contact could have: names of friends, a screenshot of the list, a shared past",
    "demand-money": "wants money",
    "demand-pictures": "wants (more) pictures or video",
    "demand-live-act": "wants a live video call or an act on camera",
    "demand-meeting": "wants to meet",
    "demand-recruit": "wants the reader to bring in somebody else",
    "demand-self-harm": "tells the reader to harm themselves",
    "demand-other": "wants something else: come back, drop a report, do as told",
    "deadline": "sets a time limit or counts down",
    "payment-method": "names a way to pay that is hard to call back",
    "secrecy": "tells the reader to tell nobody, or that police are no use",
    "shame": "calls the reader dirty, perverted, a disgrace; says life will be ruined",
    "conditional": "or else; if you do not; unless",
    "promise-delete": "promises to delete it or go away after payment",
    "password-quoted": "quotes a password of the reader as proof",
    "fake-authority": "claims to be police, court, a lawyer or a hacker group",
    # the trap being set
    "move-app": "wants to move to another app",
    "quick-video": "wants a video call at once, or sends first",
    "quick-intimacy": "flatters or gets intimate fast",
    "trade-offer": "offers to trade pictures",
    # other harm
    "recover-offer": "offers to delete, trace, hack or recover for a fee",
    "click-link": "wants a link opened, a login or a code",
    "prize-or-gain": "promises money, a prize, an inheritance, a job or big profit",
    "violence": "threatens harm, a visit, exposure of other secrets, or a lock on files",
    "debt-or-law": "threatens debt collection, court or arrest over money",
    # who is speaking
    "reported-threat": "tells about somebody who threatens or cheats them, in the third person or the past",
    "asks-for-help": "asks what to do, whether it is real, or for help",
    "self-harm-talk": "the writer speaks of not wanting to live or of harming themselves",
    "already-paid": "the writer says they have paid",
    "already-shared": "says that a picture has been shared already",
    "advice": "gives advice or a warning: if you receive, do not pay, report it",
    "news": "reports: police said, court, arrested, study, article",
    "banter": "jokes, laughs, plays",
    "work": "work, invoices, orders, lessons, technical talk",
}
"""Every tactic that a language file may hold, and what it means."""

SPOKEN_BY_OTHERS = ("reported-threat", "asks-for-help", "advice", "news", "banter", "work")
"""Tactics that say who is speaking, not what is threatened."""
