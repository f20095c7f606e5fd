"""Snapchat "My Data"."""
