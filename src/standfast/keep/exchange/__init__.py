"""What other programs read of a case: the sender's identifiers as a table, as STIX 2.1, and the messages as CASE/UCO."""

from .case_uco import case_uco
from .stix import stix
from .table import indicators_csv

__all__ = ["case_uco", "indicators_csv", "stix"]
