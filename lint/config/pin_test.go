package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/google/go-cmp/cmp"
)

const pinned = "extends: [{git: https://git.example.org/lint.git, rev: 0123456789abcdef0123456789abcdef01234567, file: a/base.yaml}]\n"

func TestPins(t *testing.T) {
	t.Parallel()
	const copies = "svc/.bpmnlint/extends/lint@0123456789abcdef0123456789abcdef01234567/"
	dir := tree(t, ".git/HEAD", "svc/.bpmnlint.yaml: "+pinned+"rules: {fake-join: error}\n",
		copies+"a/base.yaml: "+`extends: ../more.yaml
rules: {link-event: note, fake-join: note}
policies: rules
ignore: drafts/**
overrides: [{files: legacy/**, rules: {link-event: off}}]
`, copies+"more.yaml: rules: {avoid-lanes: warning}", copies+"a/rules/x.rego: ")
	place := filepath.Join(dir, "svc/.bpmnlint/extends")

	l := loader(t, dir, config.Options{})
	r := l.For("svc/m.bpmn")
	want := "svc/.bpmnlint.yaml:1:104-1:115: cannot extend a/base.yaml of https://git.example.org/lint.git at 0123456789ab: it has not been fetched | " +
		"Run bpmnlint config update and commit what it writes. Nothing is fetched when models are linted.\n"
	if diff := cmp.Diff(want, lines(l.Problems())); diff != "" {
		t.Error(diff)
	}
	if len(r.Pins) != 1 || r.Pins[0].Place != place {
		t.Errorf("pins are %+v", r.Pins)
	}

	sums, err := config.Checksums(place)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(place, config.ChecksumFile), sums, 0o644); err != nil {
		t.Fatal(err)
	}
	l = loader(t, dir, config.Options{})
	r = l.For("svc/m.bpmn")
	if p := l.Problems(); len(p) > 0 {
		t.Error(lines(p))
	}
	if r.Severity("link-event") != diag.Note || r.Severity("fake-join") != diag.Error || r.Severity("avoid-lanes") != diag.Warning {
		t.Error(levels(r))
	}
	if diff := cmp.Diff([]string{filepath.Join(dir, copies, "a/rules")}, r.Policies); diff != "" {
		t.Error(diff)
	}
	// Patterns are about the models of this repository, not about the copies.
	if !r.Ignored(filepath.Join(dir, "svc/drafts/x.bpmn")) || r.Ignored(filepath.Join(dir, "drafts/x.bpmn")) {
		t.Error("ignore is not relative to the folder of the configuration")
	}
	if got := l.For("svc/legacy/m.bpmn").Severity("link-event"); got != 0 {
		t.Errorf("in an override, link-event is %v", got)
	}

	if err := os.WriteFile(filepath.Join(dir, copies, "a/rules/x.rego"), []byte("package evil"), 0o644); err != nil {
		t.Fatal(err)
	}
	l = loader(t, dir, config.Options{})
	l.For("svc/m.bpmn")
	if got := lines(l.Problems()); !strings.Contains(got, "its copy of a/rules/x.rego was changed") {
		t.Error(got)
	}
}

func TestPinProblems(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{
		"extends: {git: https://x/y, rev: main, file: a.yaml}":                `1:34-1:38: "rev" must be the full hash of a commit, not "main"`,
		"extends: {git: https://x/y, rev: 0123456789abcdef, file: a.yaml}":    `1:34-1:50: "rev" must be the full hash of a commit, not "0123456789abcdef"`,
		"extends: [{git: --upload-pack=x, rev: " + hash + ", file: a.yaml}]":  `1:17-1:32: "git" must be the address of a repository: https://…, ssh://…, file://… or git@host:path, not "--upload-pack=x"`,
		"extends: [{git: 'ext::sh -c x', rev: " + hash + ", file: a.yaml}]":   `1:17-1:31: "git" must be the address of a repository: https://…, ssh://…, file://… or git@host:path, not "ext::sh -c x"`,
		"extends: [{git: ../up, rev: " + hash + ", file: a.yaml}]":            `1:17-1:22: "git" must be the address of a repository: https://…, ssh://…, file://… or git@host:path, not "../up"`,
		"extends: [{git: 'https://x/y', rev: " + hash + ", file: ../a.yaml}]": `1:85-1:94: "file" must be the path of a YAML file in the repository, not "../a.yaml"`,
		"extends: [{git: 'https://x/y', rev: " + hash + ", file: /a.yaml}]":   `1:85-1:92: "file" must be the path of a YAML file in the repository, not "/a.yaml"`,
		"extends: [{git: 'https://x/y', rev: " + hash + ", file: a.rego}]":    `1:85-1:91: "file" must be the path of a YAML file in the repository, not "a.rego"`,
		"extends: [{git: 'https://x/y', rev: " + hash + "}]":                  `1:11-1:12: an entry of "extends" that pins a revision needs git, rev and file`,
		"extends: [{git: 'https://x/y', ref: x}]":                             `1:32-1:35: unknown key of extends "ref"; did you mean "rev"?`,
		"extends: [1]": `1:11-1:12: each entry of "extends" must be a string, or a mapping with git, rev and file, not an integer`,
	} {
		dir := tree(t, ".git/HEAD", ".bpmnlint.yaml: "+file)
		l := loader(t, dir, config.Options{})
		l.For("a.bpmn")
		got, _, _ := strings.Cut(strings.TrimPrefix(lines(l.Problems()), ".bpmnlint.yaml:"), " |")
		if strings.TrimSpace(got) != want {
			t.Errorf("%s\ngot  %s\nwant %s", file, got, want)
		}
	}
}

const hash = "0123456789abcdef0123456789abcdef01234567"
