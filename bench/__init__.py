"""Measurements behind the claims: one file per claim, each with a ratio from the same run. ``python -m bench --list``."""
