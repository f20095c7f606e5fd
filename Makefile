# make demo   sets everything up and runs the main job on invented examples (or: make demo FILE=some.eml)
# make app    the pages on this computer; make site writes them as plain files into build/site (HOME_NAME=neutral for another home)
# make test   sets everything up and runs every check
# make bench  long measurements; make train and make golden: see CONTRIBUTING.md

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FILE ?=

HOME_NAME ?= GB-derbyshire

.PHONY: help demo app site test bench train golden setup setup-case setup-dev clean
.DEFAULT_GOAL := help

help:
	@sed -n '1,5p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Standfast needs Python 3.11 or newer; 'make PYTHON=/path/to/python3.12 demo' names one."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.base: requirements/base.txt pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.case: requirements/case.txt $(VENV)/.base
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/case.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.base
setup-case: $(VENV)/.case
setup-dev: $(VENV)/.dev

demo: setup-case
	@$(BIN)/python examples/demo.py $(FILE)

app: setup-case
	@$(BIN)/standfast app --home $(HOME_NAME)

build/npm/node_modules/pyodide/package.json: tests/pyodide/package-lock.json
	@mkdir -p build/npm && cp tests/pyodide/package.json tests/pyodide/package-lock.json build/npm/
	@cd build/npm && npm ci --ignore-scripts --no-audit --no-fund --silent

site: setup build/npm/node_modules/pyodide/package.json
	@$(BIN)/standfast site build --home $(HOME_NAME) --out build/site --pyodide build/npm/node_modules/pyodide

test: setup-dev
	@$(BIN)/python tools/check.py

bench: setup-dev
	@$(BIN)/python -m bench

train: setup
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/train.txt
	@$(BIN)/python -m tools.train

golden: setup-dev
	@$(BIN)/python -m pytest -q tests/golden --golden-write

clean:
	rm -rf $(VENV) tests/pyodide/node_modules build dist .pytest_cache .ruff_cache .hypothesis
