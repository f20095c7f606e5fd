"""A process that saves a case, to be killed or refused the disk: ``saving_child.py new|save PATH [call number]``.

With ``call`` it kills itself at that call of ``os``: for machines where strace may not watch others.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from small_case import FACTOR, PASSPHRASE, VERSION, empty_case, with_entry, with_fact

from standfast.keep.case_file import CaseFile
from standfast.model import StandfastError

NEW_ITEM = b"pay by tonight or else, an invented line\n"
CALLS = ("open", "unlink", "replace", "rename", "fsync", "close", "write", "ftruncate")


def main(what: str, path: Path) -> None:
    if what == "new":
        CaseFile.new(path, PASSPHRASE, with_fact(empty_case(), "name", "new"), VERSION, FACTOR).close()
        return
    with CaseFile.open(path, PASSPHRASE) as file:
        file.save(with_fact(with_entry(file.case, NEW_ITEM), "name", "new"), {"0002": NEW_ITEM})


def kill_at(number: int) -> None:
    seen = 0

    def counted(real):
        def call(*given, **more):
            nonlocal seen
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **more)

        return call

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    if len(sys.argv) > 3:
        kill_at(int(sys.argv[3]))
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except StandfastError as error:
        print(type(error).__name__)
        raise SystemExit(3) from error
