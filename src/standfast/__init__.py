"""Standfast: stand fast against sextortion and deepfake blackmail."""

__version__ = "0.1.0"
