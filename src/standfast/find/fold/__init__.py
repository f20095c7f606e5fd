"""What the message says once its disguise is off, with the way back to every character as received."""

from .folded import Folded, Trick
from .folding import fold
from .words import Words, shipped

__all__ = ["Folded", "Trick", "Words", "fold", "shipped"]
