"""Plan, Situation and Case -> letters and reports: text, HTML and PDF from one source."""

from .calendar import calendar
from .fits import letters_for
from .letter import complete, letter, next_step
from .plain import as_text
from .ways import platform_ways
from .web_page import as_html

__all__ = ["as_html", "as_text", "calendar", "complete", "letter", "letters_for", "next_step", "platform_ways"]
