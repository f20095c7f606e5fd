"""Telegram Desktop's export: ``result.json`` and ``messages.html``, of one chat or of a whole account."""
