"""Text messages as the app SMS Backup & Restore saves them."""
