"""Several files of one case together: screenshots of one conversation become one, everything else stays by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standfast.model import Item, NoWords, ReadError

from .chat import of_bytes
from .dispatch import read_source
from .layout import items_of, lines_of, page_from_plain, stitch
from .reader import HEAD, Source
from .recognise.picture import is_picture
from .records import load_json, rows

MOST_PAGES = 20


def read_several(sources: Sequence[Source]) -> Iterator[Item | ReadError]:
    """Items of all files, in their order; the screenshots stand where the first of them stood, stitched by their overlap."""
    from .screens import read_screens

    pictures = [source for source in sources if is_screen(source)]
    for source in sources:
        if len(pictures) < 2 or source not in pictures:
            yield from read_source(source)
        elif source is pictures[0]:
            yield from read_screens(pictures)


def read_pages(plain: str, name: str = "-") -> Iterator[Item | ReadError]:
    """Screenshots that a browser read: a JSON list of pages, each as ``layout.page_from_plain`` takes it."""
    try:
        pages = list(rows(load_json(plain, name)))[:MOST_PAGES]
        origin = of_bytes(name, plain.encode("utf-8", "surrogatepass"))
        found = [items_of(lines_of(page_from_plain(page)), str(number), origin) for number, page in enumerate(pages, 1)]
    except ReadError as error:
        yield error
        return
    except ValueError:
        yield NoWords(name)
        return
    stitched = stitch(found)
    if not stitched:
        yield NoWords(name)
    yield from stitched


def is_screen(source: Source) -> bool:
    """Whether it is a picture of a kind that text recognition reads. Only its first bytes are looked at."""
    try:
        with source.open() as stream:
            return is_picture(stream.read(HEAD))
    except (OSError, ReadError):
        return False
