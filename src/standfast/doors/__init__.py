"""The doors: ways in for people and programs. A door never does again what is inside."""
