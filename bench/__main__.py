"""``python -m bench [name ...] [--data FOLDER]``: runs the measurements named, or all; ``--list`` names them."""

from __future__ import annotations

import argparse
import ast
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent


def claims() -> dict[str, str]:
    """Name and first line of every file with a ``run(data)``; nothing is imported to list them."""
    found: dict[str, str] = {}
    for path in sorted(HERE.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        if any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body):
            found[path.stem] = (ast.get_docstring(tree) or "").splitlines()[0]
    return found


def main() -> None:
    known = claims()
    ask = argparse.ArgumentParser(prog="python -m bench", description="Measures what Standfast claims.")
    ask.add_argument("names", nargs="*", metavar="name", help=", ".join(known))
    ask.add_argument("--list", action="store_true", help="name the measurements")
    ask.add_argument("--data", type=Path, default=HERE.parent.parent / "shared/data/threat", help="folder with dev.jsonl.gz and sextortion-eml/")
    chosen = ask.parse_args()
    unknown = [name for name in chosen.names if name not in known]
    if unknown:
        ask.error(f"no bench named {', '.join(unknown)}; there are: {', '.join(known)}")
    if chosen.list:
        for name, line in known.items():
            print(f"{name:10} {line}")
        return
    for name in chosen.names or known:
        print(f"\n== {name}: {known[name]}", flush=True)
        import_module(f"bench.{name}").run(chosen.data)


if __name__ == "__main__":
    main()
