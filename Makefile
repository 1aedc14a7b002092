# Needs make, git, and Python 3.11 or newer with pip and venv. Everything else is installed into .venv by its hash.

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$python; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PACKAGES := corpus indexer assistant bots prompts eval

# The stamps carry the sum of what they were made from, so that a changed lock installs anew and nothing else does.
sum = $(shell cat $(1) 2>/dev/null | cksum | cut -d ' ' -f 1)
RUNTIME := $(VENV)/.runtime-$(call sum,requirements/build.txt requirements/runtime.txt pyproject.toml)
DEV := $(VENV)/.dev-$(call sum,requirements/build.txt requirements/runtime.txt pyproject.toml requirements/dev.txt)

.PHONY: help install install-dev run browser test prove check format lock clean
.DEFAULT_GOAL := help

help:
	@echo "make run      install, index the documents that ship, and serve the page and the API"
	@echo "make install  install what the product needs into $(VENV)"
	@echo "make test     install what the tests need, and run them"
	@echo "make prove    the same with the long proofs whole"
	@echo "make check    formatting, linting, types, layers, the corpus, the fast evaluation, the links of the docs"
	@echo "make format   format the code"
	@echo "make lock     pin requirements/*.in anew"

install: $(RUNTIME)

install-dev: $(DEV)

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
		echo "No Python 3.11 or newer with venv and pip was found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; \
		exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): | $(BIN)/python
	@echo "Installing $$(grep -c '==' requirements/runtime.txt) packages, each checked by its hash; the first time takes a few minutes"
	@$(PIP) install -qq --require-hashes -r requirements/build.txt
	@$(PIP) install -qq --require-hashes -r requirements/runtime.txt
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m indexer.embedding.provision
	@rm -f $(VENV)/.runtime-*
	@touch $@
	@echo "Installed. The command is $(BIN)/iscg"

$(DEV): $(RUNTIME)
	@echo "Installing what the checks and tests need"
	@$(PIP) install -qq --require-hashes -r requirements/dev.txt
	@rm -f $(VENV)/.dev-*
	@touch $@

run: install
	$(BIN)/iscg index
	$(BIN)/iscg serve

# A Chromium of this machine serves. Where there is none, Debian's is installed if that is allowed.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v $$name >/dev/null && found=$$name && break; done; \
	if [ -n "$$ISCG_BROWSER$$found" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else echo "No Chromium on this machine: the browser tests will be skipped"; fi

test: install-dev browser
	$(BIN)/python -m pytest

prove: install-dev browser
	ISCG_PROVE=1 $(BIN)/python -m pytest

check: install-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/iscg corpus check
	$(BIN)/iscg eval gate
	$(BIN)/python -m pytest -q tests/unit/test_docs.py

format: install-dev
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .

# One lock for every platform. No index is named in it: pip takes the packages from whatever it is set up to use.
lock: install-dev
	@for name in runtime build dev; do \
		echo "Pinning requirements/$$name.in"; \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
			--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
			requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
