# The README's commands. Everything they make stays in this checkout: .venv/ and build/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
SHARED ?= ../shared
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
DATA ?= build/evaluation/polnear-train-dev/polnear

.PHONY: help demo test lint evaluate benchmark train docs clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

# One environment for all targets, made again when pyproject.toml changes. `|| rm` leaves no half-made one behind.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sayso needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@echo "setting up $(VENV) (once; a minute or two)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

demo: $(STAMP) ## check an invented op-ed against an invented library
	@$(BIN)/python examples/run_demo.py

test: $(STAMP) ## run the whole test suite
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(STAMP) ## ruff, mypy --strict and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(STAMP) ## measure against the gold cases (needs the shared data) and hold the floors
	@$(BIN)/python -m evaluation all --shared $(SHARED)

benchmark: $(STAMP) ## generated quotations, scale and speed on a real library (needs the shared data)
	@$(BIN)/python -m benchmarks --shared $(SHARED)

# Two cycles of the accurate tagger, a third under the same head, their mean and its lift, then the fast one from it; SILVER is any folder of documents.
SILVER ?= build/evaluation/wh-briefings
train: $(STAMP) ## train both taggers anew: make train DATA=polnear SILVER=folder (four hours; needs PyTorch)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group train
	@$(BIN)/python -m training.accurate $(DATA) build/training/one
	@$(BIN)/python -m training.accurate $(DATA) build/training/two --begin build/training/one/accurate.pt
	@$(BIN)/python -m training.accurate $(DATA) build/training/three --begin build/training/one/accurate.pt --anew --epochs 3 --seed 11
	@$(BIN)/python -m training.average $(DATA) build/training build/training/two build/training/three
	@$(BIN)/python -m training.export $(DATA) build/training
	@$(BIN)/python -m training.silver $(SILVER) build/training
	@$(BIN)/python -m training.fast $(DATA) build/training
	@$(BIN)/python -m training.export_fast build/training

docs: $(STAMP) ## build the documentation into build/docs
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group docs
	@$(BIN)/mkdocs build --strict --quiet --site-dir build/docs
	@echo build/docs/index.html

clean: ## remove everything these targets made
	rm -rf $(VENV) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache examples/demo/sources/.sayso
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
