"""A new letter is one folder of data: the worked examples of the documents are put beside the others and written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILE = re.compile(r"```toml\n# (letters/[a-z-]+/[a-z]+\.toml)\n(.*?)```", re.DOTALL)
WRITTEN = """
import sys
from datetime import datetime
from standfast.knowledge import facts
from standfast.knowledge.letters import letter_languages
from standfast.model import Case, Situation
from standfast.write import as_text, letter, letters_for
name, case, here = sys.argv[1], Case("0" * 32, "2026-11-24"), Situation(about="me", shared="yes", country=sys.argv[2])
assert name in {row.id for row in letters_for(case, here)} and any(name in fact.file for fact in facts())
for lang in letter_languages(name):
    print(as_text(letter(name, case, here, None, lang, datetime(2026, 11, 24, 12, 0)).document))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "src/standfast", place / "standfast", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def put(copy: Path, name: str, content: str) -> None:
    file = copy / "standfast/knowledge" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, "utf-8")


def written(copy: Path, name: str, country: str = "GB") -> str:
    env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    made = subprocess.run([sys.executable, "-c", WRITTEN, name, country], capture_output=True, text=True, env=env, check=False)
    assert made.returncode == 0, made.stderr
    return made.stdout


@pytest.mark.parametrize(("page", "name"), [("CONTRIBUTING.md", "tell-landlord"), ("docs/write.md", "example")])
def test_the_worked_example_is_found_and_written(copy: Path, page: str, name: str) -> None:
    files = FILE.findall((ROOT / page).read_text("utf-8"))
    assert {Path(file).name for file, _ in files} == {"letter.toml", "en.toml"}
    for file, content in files:
        put(copy, file, content)
    assert len(written(copy, name)) > 100


def test_a_language_of_a_letter_is_one_more_file(copy: Path) -> None:
    put(copy, "letters/tell-friend/fr.toml", 'title = "À un ami"\nuse = "Choisis une personne."\n[[parts]]\ntext = ["Quelqu\'un me fait du chantage."]\n')
    assert "Quelqu'un me fait du chantage." in written(copy, "tell-friend")


def test_a_report_for_another_country_is_a_folder(copy: Path) -> None:
    shutil.copytree(copy / "standfast/knowledge/letters/police-nz", copy / "standfast/knowledge/letters/police-nl")
    row = copy / "standfast/knowledge/letters/police-nl/letter.toml"
    row.write_text(row.read_text("utf-8").replace('countries = ["NZ"]', 'countries = ["NL"]'), "utf-8")
    assert "report" in written(copy, "police-nl", "NL")
