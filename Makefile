# make run    set everything up and serve the app with sample data on http://127.0.0.1:5000
# make test   set everything up and run every test
# make lint   ruff, mypy
# make bench  DATA=FOLDER: the benchmarks, against named peers (long)

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 5000

.PHONY: run test lint bench clean

run: $(VENV)/.run
	$(BIN)/duizhao serve --demo --host $(HOST) --port $(PORT)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python -m bench $(DATA) $(BENCH)

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Duizhao needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev,postgresql]'
	touch $@ $(VENV)/.run

$(VENV)/.bench: pyproject.toml | $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable '.[dev,postgresql,bench]'
	touch $@

clean:
	rm -rf $(VENV) build *.egg-info
