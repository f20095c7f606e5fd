"""TikTok "Download your data"."""
