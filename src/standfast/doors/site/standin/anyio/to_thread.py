"""In place of ``anyio.to_thread``: there are no threads here."""
