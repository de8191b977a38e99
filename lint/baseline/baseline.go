package baseline

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// FileName is the name of a baseline.
const FileName = ".bpmnlint-baseline.json"

// version is the version of the format that is written, and the only one that is
// read.
const version = 1

// Entry is a finding of a baseline.
type Entry struct {
	// File is the path of the model, relative to the folder of the baseline.
	File string `json:"file"`
	Rule string `json:"rule"`
	// Element is the id of the element; empty where it has none.
	Element     string `json:"element,omitempty"`
	Fingerprint string `json:"fingerprint"`
}

// EntryOf returns the entry of a finding in a file of the given path.
func EntryOf(d *diag.Diagnostic, file string) Entry {
	return Entry{File: file, Rule: d.Rule, Element: d.Element.ID, Fingerprint: d.Fingerprint}
}

// document is the form of the file.
type document struct {
	Version  *int    `json:"version"`
	Findings []Entry `json:"findings"`
}

// Read reads a baseline; the entries are sorted, each once. The error says what
// to do about a file that cannot be used; it does not name the file.
func Read(data []byte) ([]Entry, error) {
	if bytes.HasPrefix(data, []byte("<<<<<<< ")) || bytes.Contains(data, []byte("\n<<<<<<< ")) {
		return nil, errors.New("has an unresolved merge conflict: keep the lines of both sides, or write it anew with bpmnlint baseline write")
	}
	var head struct {
		Version any `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, faultOf(data, err)
	}
	if v, ok := head.Version.(float64); !ok || v != version {
		return nil, fmt.Errorf("has version %s, and this bpmnlint knows version %d only: update bpmnlint, or write the baseline anew with bpmnlint baseline write", shown(head.Version), version)
	}
	var d document
	if err := json.Unmarshal(data, &d); err != nil {
		return nil, faultOf(data, err)
	}
	for i, e := range d.Findings {
		if e.File == "" || e.Rule == "" || e.Fingerprint == "" {
			return nil, fmt.Errorf("finding %d lacks file, rule or fingerprint: write the baseline anew with bpmnlint baseline write", i+1)
		}
	}
	return sorted(d.Findings), nil
}

// shown returns a value of JSON as it is written.
func shown(v any) string {
	if v == nil {
		return "none"
	}
	text, err := json.Marshal(v)
	if err != nil {
		return "unknown"
	}
	return string(text)
}

// faultOf says where the JSON is not what it should be.
func faultOf(data []byte, err error) error {
	at := int64(-1)
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = e.Offset
	} else if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		at = e.Offset
	}
	if at < 0 {
		return fmt.Errorf("is no baseline: %w", err)
	}
	pos := source.New("", data).Pos(int(max(at-1, 0)))
	return fmt.Errorf("is no baseline: line %d, column %d: %w", pos.Line, pos.Column, err)
}

// Write writes entries as a baseline.
func Write(w io.Writer, entries []Entry) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "{\n  \"version\": %d,\n  \"findings\": [", version)
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	for i, e := range sorted(entries) {
		line.Reset()
		if err := enc.Encode(e); err != nil {
			return err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n    ")
		out.Write(bytes.TrimSuffix(line.Bytes(), []byte{'\n'}))
	}
	if len(entries) > 0 {
		out.WriteString("\n  ")
	}
	out.WriteString("]\n}\n")
	return out.Flush()
}

// sorted returns the entries by file, rule, element and fingerprint, each once.
func sorted(entries []Entry) []Entry {
	out := slices.SortedFunc(slices.Values(entries), func(a, b Entry) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Element, b.Element), cmp.Compare(a.Fingerprint, b.Fingerprint),
		)
	})
	return slices.CompactFunc(out, func(a, b Entry) bool {
		return a.File == b.File && a.Rule == b.Rule && a.Fingerprint == b.Fingerprint
	})
}
