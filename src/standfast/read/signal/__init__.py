"""Chats of Signal: what the app itself exports, and the text that the public tool signal-export writes."""
