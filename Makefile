# Targets for working on bpmnlint. Without a target, this list.

GO ?= go
STATICCHECK = $(GO) tool -modfile=tools/go.mod staticcheck

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/bpmnlint; RULE_DOCS is the address of docs/rules to print
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-X github.com/bpmnlint/bpmnlint/internal/cli.ruleDocs=$(RULE_DOCS)" -o bin/bpmnlint ./cmd/bpmnlint

.PHONY: test
test: ## run all tests; needs no C compiler
	CGO_ENABLED=0 $(GO) test ./...

.PHONY: check
check: ## what a change must pass besides the tests: format, vet, staticcheck, fresh docs
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "not formatted: run gofmt -w on these files"; exit 1; }
	$(GO) vet ./...
	$(STATICCHECK) ./...
	$(GO) run ./internal/generate -check

.PHONY: docs
docs: ## write what is generated from the rules: rules/index.json, docs/rules, docs/*.schema.json
	$(GO) run ./internal/generate

.PHONY: new-rule
new-rule: ## start a built-in rule: make new-rule RULE=category/slug
	@test -n "$(RULE)" || { echo "usage: make new-rule RULE=category/slug"; exit 2; }
	$(GO) run ./cmd/bpmnlint rules new $(RULE) --dir rules

.PHONY: bench
bench: ## run the benchmarks, and compare with bpmn.io's linter on CORPUS=folder
	$(GO) test -run '^$$' -bench . ./...
	internal/compare/run "$(CORPUS)"

.PHONY: fuzz
fuzz: ## run each fuzz target for TIME (10m)
	internal/fuzz-all $(or $(TIME),10m)

.PHONY: clean
clean: ## remove what was built
	rm -rf bin dist
