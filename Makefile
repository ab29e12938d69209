# Every command of the project. `make` alone lists them; `make check` runs all that must pass.
# The environment makes itself in $(VENV) and is made again when pyproject.toml changes.
# Quiet by default; V=1 shows every command and its whole output.

VENV ?= .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
READY := $(VENV)/.ready
AS_OF ?= 2026-11-02
WORKERS ?= -n auto
PYTEST_ARGS ?=

ifeq ($(V),1)
Q :=
QUIET :=
PYTEST_QUIET := -v
else
Q := @
QUIET := -q
PYTEST_QUIET := -q
endif

MAKEFLAGS += --no-print-directory
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format types docs cover bench mutants examples check clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Only a folder that is an environment is ever cleared.
$(READY): pyproject.toml
	@if [ -e "$(VENV)" ] && [ ! -e "$(VENV)/pyvenv.cfg" ]; then \
	    echo "$(VENV) is there and is no Python environment; give another: make VENV=..." >&2; exit 1; fi
	@for python in $(or $(PYTHON),python3.11 python3.12 python3.13 python3.14 python3 python); do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	        echo "making $(VENV) with $$("$$python" --version)"; \
	        exec "$$python" -m venv --clear "$(VENV)"; \
	    fi; \
	done; \
	echo "iepkit needs Python 3.11 or newer, and none was found. Install it, or: make PYTHON=/path/to/python" >&2; exit 1
	$(Q)$(PY) -m pip install $(QUIET) $(QUIET) --editable '.[dev,docs,bench]'
	@touch $@

setup: $(READY) ## make the environment, if it is not there yet
	@:

# The review ends with status 1 when something is overdue, which in this caseload it is; 2 would be a failure.
demo: $(READY) ## review the bundled caseload
	$(Q)$(BIN)/iepkit review examples/caseload --calendar examples/calendars.json --as-of $(AS_OF) || [ $$? -eq 1 ]

test: $(READY) ## run every test
	$(Q)$(PY) -m pytest $(PYTEST_QUIET) $(WORKERS) $(PYTEST_ARGS)

lint: $(READY) ## style and format
	$(Q)$(BIN)/ruff check $(QUIET)
	$(Q)$(BIN)/ruff format --check $(QUIET)

format: $(READY) ## put the style right where a machine can
	$(Q)$(BIN)/ruff check --fix $(QUIET)
	$(Q)$(BIN)/ruff format $(QUIET)

types: $(READY) ## mypy, strict
	$(Q)$(BIN)/mypy --no-error-summary

docs: $(READY) ## the site, with every warning an error, and its examples
	$(Q)$(PY) -m sphinx -W -n --keep-going $(QUIET) -b html docs docs/_build/html
	$(Q)$(PY) -m pytest $(PYTEST_QUIET) tests/test_docs.py

cover: $(READY) ## every branch, run by a test
	$(Q)$(PY) -m pytest $(PYTEST_QUIET) $(WORKERS) --cov --cov-report=term-missing $(PYTEST_ARGS)

bench: $(READY) ## how fast, side by side
	$(Q)$(PY) benchmarks/run_all.py

mutants: $(READY) ## how many mistakes the tests catch, by cosmic-ray; slow
	$(Q)$(PY) -m pip install $(QUIET) $(QUIET) --editable '.[mutants]'
	$(Q)$(PY) benchmarks/mutants.py $(ROOMS)

examples: $(READY) ## run every example
	$(Q)for script in examples/*.py; do echo "== $$script"; $(PY) "$$script" || exit 1; done

check: lint types cover docs examples demo ## everything that must pass

clean: ## remove what the commands made
	$(Q)if [ -e "$(VENV)/pyvenv.cfg" ]; then rm -rf "$(VENV)"; fi
	$(Q)rm -rf docs/_build docs/reference .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage htmlcov build dist
	$(Q)find src tests docs benchmarks examples -name __pycache__ -type d -prune -exec rm -rf {} +
