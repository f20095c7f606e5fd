"""What the message says once its disguise is off, with the way back to every character as received."""

from .folded import Folded, Trick
from .folding import fold
from .letters import stripped, without_points
from .stretched import is_in as is_stretched
from .stretched import shorten
from .tokens import ABBREVIATIONS, MARKS
from .words import Words, shipped

__all__ = [
    "ABBREVIATIONS", "MARKS", "Folded", "Trick", "Words", "fold", "is_stretched", "shipped", "shorten", "stripped", "without_points",
]
