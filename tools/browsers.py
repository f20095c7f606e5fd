"""Finds or installs the real programs that the browser tests need: Chromium, nginx, Apache, Tesseract, age, strace, axe-core.

A developer without one gets a loud skip; in CI (the variable CI is set) a missing one is a failure. Only root on a Debian-like
system installs anything, and only from the system's own packages.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSER_TESTS = ROOT / "tests/browser"
AXE = BROWSER_TESTS / "node_modules/axe-core/axe.min.js"
IN_A_SITE = ("pyodide", "tesseract.js-core", "@tesseract.js-data/eng", "age-encryption", "zxcvbn", "esbuild")
"""The npm packages that a site is built from."""
SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")
"""Servers often lie where a plain user's PATH does not look."""
PATIENCE = 600


class Missing(Exception):
    """A program is not on this machine and could not be installed; the text says what was left out and how to mend it."""


def chromium() -> str:
    """Path of a Chromium: the variable CHROMIUM, then the PATH, then Debian's package."""
    named = os.environ.get("CHROMIUM")
    if named:
        return _named(named)
    return _found(("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), ("chromium", "fonts-dejavu-core"))


def nginx() -> str:
    """Path of nginx; ``nginx-light`` is enough."""
    return _found(("nginx",), ("nginx-light",), ("nginx",))


def apache() -> str:
    """Path of Apache's server program, without a running service."""
    return _found(("apache2", "httpd"), ("apache2-bin",))


def tesseract() -> str:
    """Path of Tesseract, the second engine of text recognition, with the languages of the invented screens."""
    return _found(("tesseract",), ("tesseract-ocr", "tesseract-ocr-spa", "tesseract-ocr-deu", "tesseract-ocr-fra"), ("tesseract-ocr",))


def age() -> str:
    """Path of the ``age`` command, which opens case files without Standfast."""
    return _found(("age",), ("age",))


def strace() -> str:
    """Path of ``strace``, which stops a writer in the middle of a save."""
    return _found(("strace",), ("strace",))


def pyodide() -> str:
    """Folder of Pyodide's files, installed beside its tests from their lock file; the picture reader's packages lie next to it."""
    folder = ROOT / "tests/pyodide"
    if not all((folder / "node_modules" / name / "package.json").exists() for name in IN_A_SITE):
        npm = shutil.which("npm")
        if npm is None:
            raise Missing("Pyodide needs npm, and it is not on this machine")
        done = _ran([npm, "ci", "--ignore-scripts"], folder)
        if done:
            raise Missing(f"'npm ci' in tests/pyodide failed: {done}")
    return str(folder / "node_modules/pyodide")


def axe() -> str:
    """The text of axe-core, installed beside the browser tests from their lock file."""
    if not AXE.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise Missing("axe-core needs npm, and it is not on this machine")
        done = _ran([npm, "ci", "--ignore-scripts"], BROWSER_TESTS)
        if done:
            raise Missing(f"'npm ci' in tests/browser failed: {done}")
    return AXE.read_text("utf-8")


def _named(path: str) -> str:
    found = shutil.which(path)
    if found is None:
        raise Missing(f"the variable CHROMIUM names {path}, and no program is there")
    return found


def _found(programs: Sequence[str], *choices: Sequence[str]) -> str:
    path = _on_this_machine(programs)
    if path is None:
        for packages in choices:
            _install(packages)
            path = _on_this_machine(programs)
            if path is not None:
                break
    if path is None:
        raise Missing(f"none of {', '.join(programs)} is on this machine. On Debian, as root: apt-get install {' '.join(choices[0])}")
    return path


def _on_this_machine(programs: Sequence[str]) -> str | None:
    where = os.pathsep.join((os.environ.get("PATH", ""), *SYSTEM_FOLDERS))
    return next((path for program in programs if (path := shutil.which(program, path=where))), None)


def _install(packages: Sequence[str]) -> None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    _ran([apt, "update", "-qq"], ROOT)
    _ran([apt, "install", "-y", "--no-install-recommends", *packages], ROOT, DEBIAN_FRONTEND="noninteractive")


def _ran(command: list[str], folder: Path, **more: str) -> str:
    """Empty where the command did its work, else the end of what it complained about."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False, env={**os.environ, **more}
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return (done.stderr.strip()[-300:] or f"exit code {done.returncode}") if done.returncode else ""


def main() -> int:
    """Finds or installs all of them, once, before tests run side by side. In CI a missing one is a failure."""
    missing = 0
    programs = {
        "Chromium": chromium,
        "nginx": nginx,
        "Apache": apache,
        "Tesseract": tesseract,
        "age": age,
        "strace": strace,
        "axe-core": axe,
        "Pyodide": pyodide,
    }
    for name, find in programs.items():
        try:
            find()
        except Missing as why:
            missing += 1
            print(f"   {name} IS MISSING: {why}")
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    raise SystemExit(main())
