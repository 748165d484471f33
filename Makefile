# Every target sets itself up. Python 3.11 or later and make are enough: uv is brought along where it is missing
# (into .uv), and what requirements.lock names is installed (into .venv), each file checked against its hash.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)

# The interpreter is the machine's own; uv never downloads one. Where the system keeps certificates, they are used.
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE ?= copy
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS ?= true
endif

CHECKS := check-format check-lint check-types check-layers check-docs

.PHONY: $(CHECKS) help demo test check docs bench fuzz setup clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name what; do printf '%-12s %s\n' "$$name" "$$what"; done

demo: $(STAMP) ## a made-up organisation's year of mail, judged; the report is demo/report.html
	@$(BIN)/firstsight demo --out demo

test: $(STAMP) ## all tests; ARGS="-k links" picks
	@$(BIN)/pytest --no-header $(ARGS)

check: $(CHECKS) ## format, lint, types, layers, fresh docs; -k runs all of them

check-format: $(STAMP)
	@echo "check: format"
	@$(BIN)/ruff format --check --quiet --output-format concise .

check-lint: $(STAMP)
	@echo "check: lint"
	@$(BIN)/ruff check --quiet --output-format concise .

check-types: $(STAMP)
	@echo "check: types"
	@$(BIN)/mypy --no-error-summary

check-layers: $(STAMP)
	@echo "check: layers"
	@$(BIN)/lint-imports > .venv/layers.txt 2>&1 || { cat .venv/layers.txt; exit 1; }

# In CI the pages are written again: one that git does not have, or has otherwise, is a failure there.
check-docs: $(STAMP)
	@echo "check: docs"
	@$(BIN)/python docs/build.py --check
ifdef CI
	@$(BIN)/python docs/build.py
	@test -z "$$(git status --porcelain -- docs)" || { git status --short -- docs; git --no-pager diff -- docs; exit 1; }
endif

docs: $(STAMP) ## write the pages that are generated from the code
	@$(BIN)/python docs/build.py

bench: $(STAMP) ## every benchmark that needs no data from outside; ratios inside one run
	@set -e; for file in tests/bench/bench_*.py; do \
	  test -e "$$file" || { echo "bench: there is none yet"; exit 0; }; \
	  echo "bench: $$file"; PYTHONPATH=. $(BIN)/python "$$file"; done

fuzz: $(STAMP) ## every fuzz target for SECONDS (60) each
	@set -e; for file in tests/fuzz/fuzz_*.py; do \
	  test -e "$$file" || { echo "fuzz: there is none yet"; exit 0; }; \
	  echo "fuzz: $$file"; $(BIN)/python "$$file" -max_total_time=$(or $(SECONDS),60) -rss_limit_mb=1024; done

setup: $(STAMP) ## only install

clean: ## remove what these targets made
	@rm -rf .venv .uv demo dist build htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests docs -name __pycache__ -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml $(filter .uv/%,$(UV))
	@test -x $(BIN)/python || { echo "setup: .venv"; $(UV) venv --quiet --python '>=3.11' .venv; } || \
	  { echo "setup: Python 3.11 or later is needed; PYTHON is $$($(PYTHON) --version 2>&1)" >&2; exit 1; }
	@echo "setup: requirements.lock"
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@echo "setup: firstsight"
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

# A virtual environment first; where Python came without the venv module, pip alone; where it came without both, words.
.uv/bin/uv:
	@echo "setup: uv"
	@rm -rf .uv
	@{ $(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv; } > .uv.log 2>&1 || \
	  { rm -rf .uv; $(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv; } >> .uv.log 2>&1 || \
	  { cat .uv.log >&2; rm -rf .uv .uv.log; \
	    echo "setup: uv is not here and cannot be brought: install uv, or Python's venv module" >&2; \
	    echo "       (python3-venv in Debian and Ubuntu), or pip; then run make again" >&2; exit 1; }
	@rm -f .uv.log
