"""The pages: an ASGI app that a computer serves to itself, and that a visitor's browser runs."""

from .app import create
from .notebook import Notebook, Notebooks, OneNotebook, from_plain, to_plain
from .place import Place

__all__ = ["Notebook", "Notebooks", "OneNotebook", "Place", "create", "from_plain", "to_plain"]
