"""In place of ``anyio.abc``; Starlette needs the names in annotations only."""
