# Two commands do all the set-up: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= demo
STAMP := $(VENV)/.installed

.PHONY: help demo test check format bench samples clean

help:
	@echo "make demo    set up, take in the sample minutes and show the three uses"
	@echo "make test    set up and run the whole test suite"
	@echo "make check   format, lint, types, import direction and tests"
	@echo "make bench   quality floors, and speed as ratios against named peers (bench/RESULTS.md)"
	@echo "make samples make the sample PDFs and their golden records anew"

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Ärende needs Python 3.11 or newer')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q data ingest search cli.py
	@touch $(STAMP)

demo: $(STAMP)
	rm -rf $(DEMO)
	$(BIN)/arende ingest data/samples --archive $(DEMO)
	$(BIN)/arende search Holmsund --archive $(DEMO)
	$(BIN)/arende items --presenter polisen --archive $(DEMO)
	$(BIN)/arende export --format json --from 2024-09 --to 2024-12 --archive $(DEMO) | $(BIN)/python -m json.tool --no-ensure-ascii

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,bench]'
	$(BIN)/python -m bench
	$(BIN)/python -m bench.speed
	$(BIN)/python -m bench.stages
	$(BIN)/python -m bench.many

samples: $(STAMP)
	$(BIN)/python -m data.samples.make

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
