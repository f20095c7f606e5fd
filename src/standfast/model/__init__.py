"""The nouns. Frozen, no I/O; every room speaks in these."""

from .demand import Demand
from .errors import (
    BadAnswer,
    BadLine,
    BrokenMail,
    CannotOpen,
    EmptyFile,
    KnowledgeError,
    NotText,
    ReadError,
    StandfastError,
    TooDeep,
    TooLarge,
    UnknownFormat,
    UnknownPlace,
)
from .fact import SURE, Fact
from .finding import Finding, Span, Strength
from .indicator import Indicator
from .item import Attachment, Item, Origin
from .plan import Contact, Phase, Plan, Route, Step
from .situation import (
    AGE_BANDS,
    AGES,
    CHOICES,
    DEMANDS,
    SITUATION_FIELDS,
    UNKNOWN,
    Situation,
    age_group,
)
from .verdict import BLACKMAIL, Kind, Verdict

__all__ = [
    "AGES",
    "AGE_BANDS",
    "BLACKMAIL",
    "CHOICES",
    "DEMANDS",
    "SITUATION_FIELDS",
    "SURE",
    "UNKNOWN",
    "Attachment",
    "BadAnswer",
    "BadLine",
    "BrokenMail",
    "CannotOpen",
    "Contact",
    "Demand",
    "EmptyFile",
    "Fact",
    "Finding",
    "Indicator",
    "Item",
    "Kind",
    "KnowledgeError",
    "NotText",
    "Origin",
    "Phase",
    "Plan",
    "ReadError",
    "Route",
    "Situation",
    "Span",
    "StandfastError",
    "Step",
    "Strength",
    "TooDeep",
    "TooLarge",
    "UnknownFormat",
    "UnknownPlace",
    "Verdict",
    "age_group",
]
