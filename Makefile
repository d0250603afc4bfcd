# Turns the releases that a registry names into the products in Outputs.
#
#   make                            every product of the sample
#   make REGISTRY=releases.csv OUTPUT=out SYSTEM=icd10cm RELEASE=fy2025
#   make fetch REGISTRY=Inputs/official/releases.csv RELEASE=fy2025
#   make normalize                  one stage, with what it needs
#   make OUTPUT=out out/codeset.sqlite          one product
#   make help                       every target
#
# A stage is one word: a folder in Sources, a subcommand of `codeset`, a target here. Each command writes its
# files under other names and renames them when they are complete: no file is ever half written.

REGISTRY ?= Inputs/sample/releases.csv
OUTPUT   ?= Outputs
# One name or several, separated by spaces. None: everything in the registry.
SYSTEM   ?=
RELEASE  ?=
# Products in addition to the database, the JSON and the CSV: EMIT="report site".
EMIT     ?=
# The port of `make serve`.
PORT     ?= 8000
# Anything: print every note of the stages, instead of how many there are.
NOTES    ?=

# Paths and names that neither make nor the shell takes for anything else: both are handed them.
ODD := $$ ' " ` ; | & < > = % : \ * ? [ ] { } ( ) ! ~ \#
define FOUND_ODD
$(strip $(foreach odd,$(ODD),$(findstring $(odd),$(value $1))))
endef
ifneq ($(words $(value OUTPUT)) $(words $(value REGISTRY)),1 1)
  $(error OUTPUT and REGISTRY are paths without blanks; found '$(value OUTPUT)' and '$(value REGISTRY)')
endif
$(foreach name,OUTPUT REGISTRY SYSTEM RELEASE EMIT PORT,$(if $(call FOUND_ODD,$(name)),$(error \
  $(name) is without quotes and other signs of the shell or make; found $(value $(name)))))

override OUTPUT := $(patsubst %/,%,$(OUTPUT))
STAGES   := $(OUTPUT)/stages
CONFIGURATION := release
TOOL     := .build/$(CONFIGURATION)/codeset
CHOICE   := --registry '$(REGISTRY)' --output '$(OUTPUT)' $(SYSTEM:%=--system %) $(RELEASE:%=--release %)
OPTIONAL := report site fhir load omop
# The virtual environment of the tests.
PYTHON := .build/python
NOTED  := $(if $(NOTES),--notes)
# The command is linked statically with the Swift runtime: it starts in half the time, and is one file.
SWIFT_FLAGS := -c $(CONFIGURATION) --explicit-target-dependency-import-check error
SOURCES  := Package.swift $(shell find Sources -type f -not -name README.md)

SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS   += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: all setup setup-tests setup-all-tests build ingest normalize validate history emit-sqlite emit-json \
        emit-csv emit-report emit-site serve emit-fhir emit-load emit-omop parquet manifest build-tests test test-all \
        sanitize fuzz docs check format bench clean fetch refresh install help FORCE

ifneq ($(filter-out $(OPTIONAL),$(EMIT)),)
  $(error EMIT is some of $(OPTIONAL); found $(filter-out $(OPTIONAL),$(EMIT)))
endif

all: manifest  ## build every product (the default)

fetch: $(TOOL)  ## download the files that the registry lists
	$(TOOL) fetch $(RELEASE) --registry '$(REGISTRY)' $(SYSTEM:%=--system %)

# The official releases, unless a registry is named.
REFRESHED = $(if $(filter file,$(origin REGISTRY)),Inputs/official/releases.csv,$(REGISTRY))

# Where the publishers put new releases; none for a registry of your own, unless you name some. A file of which nothing
# says the release is printed, and no obstacle.
CDC := https://ftp.cdc.gov/pub/Health_Statistics/NCHS/Publications/ICD10CM/
PUBLISHERS ?= $(if $(filter file,$(origin REGISTRY)),$(CDC) https://www.cms.gov/files/zip/)

refresh: $(TOOL)  ## find new releases, download them, build them and summarize what they change
	@$(if $(PUBLISHERS),$(TOOL) register $(PUBLISHERS:%='%') --into '$(REFRESHED)' || [ $$? = 1 ])
	@$(MAKE) --no-print-directory --old-file='$(TOOL)' fetch REGISTRY='$(REFRESHED)'
	@$(MAKE) --no-print-directory --old-file='$(TOOL)' all REGISTRY='$(REFRESHED)' EMIT='$(sort report $(EMIT))'
	@$(TOOL) summary --database '$(OUTPUT)/codeset.sqlite'

# The releases and the published file of each, written by `codeset depend`. It runs every time, since the
# registry and the selection may have changed; it does not touch a file whose content stays the same.
DEVELOPMENT := setup setup-tests setup-all-tests build build-tests test test-all sanitize fuzz docs check format bench clean fetch refresh serve install help
ifneq ($(filter-out $(DEVELOPMENT),$(or $(MAKECMDGOALS),all)),)
  include $(STAGES)/releases.mk
endif
$(STAGES)/releases.mk: FORCE | $(TOOL)
	@$(TOOL) depend --quiet $(CHOICE)

PUBLISHED  := $(RELEASES:%=$(STAGES)/%/ingest/published.csv)
NORMALIZED := $(RELEASES:%=$(STAGES)/%/normalize/code.csv)
VALIDATED  := $(RELEASES:%=$(STAGES)/%/validate/findings.csv)
HISTORIES  := $(SYSTEMS:%=$(STAGES)/history/%/code.csv)
CHECKED    := $(VALIDATED) $(HISTORIES) $(STAGES)/releases.mk

# Each command writes aside what it makes: a target is whole even where its command was interrupted.
.PRECIOUS: $(PUBLISHED) $(NORMALIZED) $(VALIDATED) $(HISTORIES) $(STAGES)/releases.mk $(OUTPUT)/codeset.sqlite \
           $(OUTPUT)/json/index.json $(OUTPUT)/csv/datapackage.json $(OPTIONAL:%=$(OUTPUT)/%) \
           $(OUTPUT)/manifest.json

ingest: $(PUBLISHED)  ## stage 1: read the published files
$(PUBLISHED): $(STAGES)/%/ingest/published.csv: $(STAGES)/%/registered.txt $(TOOL)
	$(TOOL) ingest $(subst /, ,$*) --registry '$(REGISTRY)' --output '$(OUTPUT)' $(NOTED)

normalize: $(NORMALIZED)  ## stage 2: convert them to the canonical model
$(NORMALIZED): $(STAGES)/%/normalize/code.csv: $(STAGES)/%/ingest/published.csv
	$(TOOL) normalize $(subst /, ,$*) --registry '$(REGISTRY)' --output '$(OUTPUT)' $(NOTED)

validate: $(VALIDATED)  ## stage 3: check them against every rule
$(VALIDATED): $(STAGES)/%/validate/findings.csv: $(STAGES)/%/normalize/code.csv
	$(TOOL) validate $(subst /, ,$*) --registry '$(REGISTRY)' --output '$(OUTPUT)' $(NOTED)

# Continues the history of the last run; a new build of the command starts again, because it may derive
# another history from the same releases.
history: $(HISTORIES)  ## stage 4: merge all releases into one dated history
$(HISTORIES): $(STAGES)/history/%/code.csv: $(STAGES)/releases.mk $(TOOL)
	$(TOOL) history $* --registry '$(REGISTRY)' --output '$(OUTPUT)' $(NOTED) $(RELEASE:%=--release %) \
	  $(if $(filter $(TOOL),$?),--afresh)

emit-sqlite: $(OUTPUT)/codeset.sqlite  ## stage 5: write the SQLite database
$(OUTPUT)/codeset.sqlite: $(CHECKED)
	$(TOOL) emit sqlite --quiet $(CHOICE)

emit-json: $(OUTPUT)/json/index.json  ## stage 5: write the JSON files
$(OUTPUT)/json/index.json: $(CHECKED)
	$(TOOL) emit json --quiet $(CHOICE)

emit-csv: $(OUTPUT)/csv/datapackage.json  ## stage 5: write the CSV files
$(OUTPUT)/csv/datapackage.json: $(CHECKED)
	$(TOOL) emit csv --quiet $(CHOICE)

emit-report: $(OUTPUT)/report  ## optional: write a report on what the newest releases change
$(OUTPUT)/report: $(OUTPUT)/codeset.sqlite

emit-site: $(OUTPUT)/site  ## optional: write the lookup site
emit-fhir: $(OUTPUT)/fhir  ## optional: write FHIR R4 resources for terminology servers
emit-load: $(OUTPUT)/load  ## optional: write scripts that load the CSV into PostgreSQL, DuckDB, Spark and BigQuery
emit-omop: $(OUTPUT)/omop  ## optional: write vocabulary tables of the OMOP CDM

# DuckDB of PyPI loads the tables and writes each as Parquet.
define WRITE_PARQUET
import duckdb
connection = duckdb.connect()
for script in ["load/duckdb.sql", "load/parquet.sql"]:
    connection.execute(open(script, encoding="utf-8").read())
endef
export WRITE_PARQUET

parquet: $(OUTPUT)/load $(OUTPUT)/csv/datapackage.json $(PYTHON)/requirements.txt  ## write every table as Parquet, with DuckDB of PyPI
	mkdir -p '$(OUTPUT)/parquet'
	cd '$(OUTPUT)' && '$(abspath $(PYTHON))/bin/python' -c "$$WRITE_PARQUET"

# A folder is replaced as a whole, so its own timestamp is that of the product.
$(OPTIONAL:%=$(OUTPUT)/%): $(OUTPUT)/%: $(CHECKED)
	$(TOOL) emit $* --quiet $(CHOICE)

# The other files of a folder are written before this one.
$(OUTPUT)/json/%.json: $(OUTPUT)/json/index.json ;
$(OUTPUT)/csv/%.csv: $(OUTPUT)/csv/datapackage.json ;

# The optional products that are there already: they are made of the same releases again, and kept.
BUILT = $(notdir $(wildcard $(OPTIONAL:%=$(OUTPUT)/%)))

serve: $(TOOL)  ## build the lookup site and serve it on this machine; PORT=8000
	@python3 -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || \
	  { echo 'port $(PORT) is taken or not to be had; name another: make serve PORT=8080' >&2; exit 1; }
	@$(MAKE) --no-print-directory --old-file='$(TOOL)' all EMIT='$(sort site $(EMIT) $(BUILT))'
	@echo 'http://127.0.0.1:$(PORT)/site/  (stop it with Ctrl-C)'
	@python3 -m http.server --directory '$(OUTPUT)' --bind 127.0.0.1 $(PORT)

manifest: $(OUTPUT)/manifest.json  ## write the hashes of all products and inputs
$(OUTPUT)/manifest.json: $(OUTPUT)/codeset.sqlite $(OUTPUT)/json/index.json \
                         $(OUTPUT)/csv/datapackage.json $(EMIT:%=$(OUTPUT)/%)
	$(TOOL) emit manifest --quiet $(CHOICE) $(EMIT:%=--emit %)

build: $(TOOL)  ## compile the command
$(TOOL): $(SOURCES)
	@$(MAKE) --no-print-directory setup
	swift build $(SWIFT_FLAGS) --static-swift-stdlib --product codeset
	@touch $@

PREFIX ?= /usr/local
INSTALLED := $(DESTDIR)$(PREFIX)
# The man page and the completions are generated from the help of the command.
MANUAL := .build/manual/release/generate-manual

install: $(TOOL) $(MANUAL)  ## install the command, its manual and the official registry into PREFIX
	install -D -s -m 755 '$(TOOL)' '$(INSTALLED)/bin/codeset'
	install -D -m 644 Inputs/official/releases.csv '$(INSTALLED)/share/codeset/releases.csv'
	mkdir -p '$(INSTALLED)/share/man/man1'
	$(MANUAL) '$(TOOL)' --date "$$(git log -1 --format=%cs 2>/dev/null || date +%F)" \
	  --output-directory '$(INSTALLED)/share/man/man1'
	mkdir -p '$(INSTALLED)/share/bash-completion/completions' '$(INSTALLED)/share/zsh/site-functions' \
	  '$(INSTALLED)/share/fish/vendor_completions.d'
	'$(TOOL)' --generate-completion-script bash >'$(INSTALLED)/share/bash-completion/completions/codeset'
	'$(TOOL)' --generate-completion-script zsh >'$(INSTALLED)/share/zsh/site-functions/_codeset'
	'$(TOOL)' --generate-completion-script fish >'$(INSTALLED)/share/fish/vendor_completions.d/codeset.fish'

$(MANUAL): $(TOOL)
	swift build -c release --package-path .build/checkouts/swift-argument-parser --scratch-path .build/manual \
	  --product generate-manual
	@touch $@

# The system packages that the build needs, each after a header that it contains.
HEADERS  := csv.h:libcsv-dev archive.h:libarchive-dev sqlite3.h:libsqlite3-dev curl/curl.h:libcurl4-openssl-dev \
            libxml2/libxml/xmlversion.h:libxml2-dev openssl/evp.h:libssl-dev
# Those of each target below, each after a command that it contains.
TEST_COMMANDS     := sqlite3:sqlite3 zip:zip python3:python3
CHECK_COMMANDS    := node:nodejs pyflakes3:pyflakes3
ALL_TEST_COMMANDS := $(TEST_COMMANDS) node:nodejs chromium:chromium chromedriver:chromium-driver pg_ctlcluster:postgresql java:openjdk-17-jre-headless

setup:  ## install the system libraries that are missing
	@missing=; for pair in $(HEADERS); do \
	  echo "#include <$${pair%:*}>" | clang -E -x c - >/dev/null 2>&1 || missing="$$missing $${pair#*:}"; \
	done; $(call install,$$missing)

setup-tests: setup  ## install what `make test` needs
	@$(call install_commands,$(TEST_COMMANDS))

setup-all-tests: setup $(PYTHON)/requirements.txt
	@$(call install_commands,$(ALL_TEST_COMMANDS))

# The packages of PyPI that `make test-all` needs, in a virtual environment.
$(PYTHON)/requirements.txt: Tests/requirements.txt
	@python3 -c 'import ensurepip' 2>/dev/null || { $(call install, python3-venv); }
	rm -rf $(PYTHON)
	python3 -m venv $(PYTHON)
	$(PYTHON)/bin/python -m pip --disable-pip-version-check install --quiet --only-binary :all: \
	  --no-binary pyspark --requirement $<
	@cp $< $@

# Installs the Debian packages whose commands are missing.
define install_commands
missing=; for pair in $(1); do \
  command -v "$${pair%:*}" >/dev/null || missing="$$missing $${pair#*:}"; \
done; $(call install,$$missing)
endef

# Installs Debian packages as root or through sudo, or prints the command that does.
define install
if [ -n "$(1)" ]; then \
  if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo=sudo; \
  else echo "missing:$(1); run: sudo apt-get install -y$(1)" >&2; exit 1; fi; \
  command -v apt-get >/dev/null || { echo "missing:$(1); install these packages first" >&2; exit 1; }; \
  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $(1); \
fi
endef

# The tests have a build of their own: the testing library cannot be linked statically. It is a release build, since
# the tests run the command some thousand times.
STRICT     := CODESET_STRICT=1
TEST_BUILD := --scratch-path .build/tests -c $(CONFIGURATION)
LOCAL_ONLY := env -u CODESET_RELEASES -u CODESET_TESTS

build-tests: setup
	$(STRICT) swift build $(TEST_BUILD) --explicit-target-dependency-import-check error --build-tests

test: setup-tests build-tests  ## run the tests that need no network; UPDATE_GOLDENS=1 rewrites the expected files
	$(LOCAL_ONLY) $(STRICT) swift test $(TEST_BUILD) --skip-build

test-all: setup-all-tests build-tests  ## run every test; CODESET_RELEASES is the registry of the official releases
	@test -f "$$CODESET_RELEASES" || { echo "CODESET_RELEASES: expected a registry, found '$$CODESET_RELEASES'" >&2; exit 1; }
	CODESET_TESTS=all $(STRICT) swift test $(TEST_BUILD) --skip-build

# The code that handles bytes, under the address sanitizer. Leaks are not looked for: the Swift runtime keeps
# its metadata until the process ends, and ptrace, which the leak detector needs, is often not permitted.
SANITIZED := IngestTests|CSVTablesTests|FilesTests|CodeSetModelTests|NormalizeTests

sanitize: setup-tests  ## run the tests of the code that handles bytes under the address sanitizer
	swift build --scratch-path .build/sanitize --build-tests --sanitize address
	$(LOCAL_ONLY) ASAN_OPTIONS=detect_leaks=0 swift test --scratch-path .build/sanitize --skip-build \
	  --sanitize address --filter '^($(SANITIZED))\.'

# How long `make fuzz` runs, or how many changed files it reads, and what its changes are drawn from. Each input is a file,
# in memory where that can be.
SECONDS ?= 60
INPUTS  ?=
SEED    ?= 1

fuzz: setup-tests  ## hand changed files to every reader, sharing the time; SECONDS=60, or INPUTS=200000; SEED=1
	CODESET_FUZZ=1 swift build --scratch-path .build/fuzz -c release --product fuzz
	@mkdir -p .build/fuzz/found
	cd .build/fuzz/found && TMPDIR=$$(test -w /dev/shm && echo /dev/shm || echo /tmp) ../release/fuzz $(if $(INPUTS),--inputs $(INPUTS),--seconds $(SECONDS)) --seed $(SEED)

docs: $(TOOL)  ## rewrite the pages of docs/ that the program itself knows
	docs/generate $(TOOL)

check: setup build-tests  ## check formatting, compiler warnings, JavaScript and Python
	@$(call install_commands,$(CHECK_COMMANDS))
	swift format lint --strict --recursive Package.swift Sources Tests
	node --no-warnings --experimental-vm-modules Tests/Fixtures/lint_javascript.mjs Sources/Emit/SitePages/site
	pyflakes3 Benchmarks Benchmarks/run Tests

format:  ## rewrite the formatting
	swift format --in-place --recursive Package.swift Sources Tests

bench: $(TOOL)  ## compare the speed with that of other tools
	Benchmarks/run $(TOOL)

clean:  ## remove the products and the build
	@if [ -d '$(OUTPUT)' ]; then cd '$(OUTPUT)'; $(remove_own); fi
	rm -rf .build

# A product that no manifest of the program names is somebody else's, and so is what no stage has left.
define remove_own
is_own() { grep -qs '"name" : "codeset"' "$$1" && grep -qs "\"path\" : \"$$2[/\"]" "$$1"; }; \
for product in codeset.sqlite json csv $(OPTIONAL); do \
  if is_own manifest.json $$product || is_own stages/emit/$$product.json $$product; then rm -rf $$product; \
  elif [ -e $$product ]; then echo "$(OUTPUT)/$$product stays: no manifest of this program names it"; fi; \
done; \
if grep -qs '"name" : "codeset"' manifest.json; then rm manifest.json; fi; \
for file in stages/*/*/{ingest,normalize,validate}/sha256.txt stages/history/*/sha256.txt; do \
  if [ -e "$$file" ]; then rm -rf "$${file%/*}"; fi; \
done; \
rm -f stages/*/*/registered.txt stages/releases.mk stages/emit/*.json; \
rmdir --ignore-fail-on-non-empty stages/*/* stages/* stages 2>/dev/null || true
endef

help:  ## show this list
	@sed -nE 's/^([a-z-]+):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14
