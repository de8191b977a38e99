// Command generate writes what is made from the rules' metadata: the index
// that the program reads at run time, and a page for each rule.
//
// It is run in the module's root, by make docs. With -check it writes nothing
// and fails if a file is not what it would write.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/bpmnlint/bpmnlint/lint/policy"
)

func main() {
	check := flag.Bool("check", false, "fail if a file is not up to date, and write nothing")
	flag.Parse()
	if err := run(*check); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(check bool) error {
	all, err := policy.Metadata(os.DirFS("rules"), ".")
	if err != nil {
		return err
	}
	index, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return err
	}
	files := map[string][]byte{filepath.Join("rules", "index.json"): append(index, '\n')}
	for name, want := range files {
		have, err := os.ReadFile(name)
		if err == nil && bytes.Equal(have, want) {
			continue
		}
		if check {
			return fmt.Errorf("%s is not up to date: run make docs", name)
		}
		if err := os.WriteFile(name, want, 0o644); err != nil {
			return err
		}
	}
	return nil
}
