"""Outlook's own mail format: property storages in a compound file, and its packed RTF."""
