"""Items to Findings, Indicators, a Demand and a Verdict. Pure Python; nothing here goes to disk or network."""

from .understand import Understood, received_at, understand

__all__ = ["Understood", "received_at", "understand"]
