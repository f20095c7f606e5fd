"""Packages that only have to be there: Starlette names them, and nothing that the pages do in a browser uses them."""
