package archtest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// What fits on a few screens can be read as a whole. The rows of a table do not
// count for the function that they stand in.
const maxFileLines, maxFunctionLines = 500, 80

func TestFilesAndFunctionsAreShort(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	fset := token.NewFileSet()
	functions := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if n := fset.File(file.FileStart).LineCount(); n > maxFileLines {
			t.Errorf("%s has %d lines: split it", path, n)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			functions++
			if n := lines(fset, f) - tableLines(fset, f); n > maxFunctionLines {
				t.Errorf("%s: %s has %d lines besides tables: split it", fset.Position(f.Pos()), f.Name.Name, n)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if functions < 1000 {
		t.Errorf("only %d functions were looked at", functions)
	}
}

func lines(fset *token.FileSet, n ast.Node) int {
	return fset.Position(n.End()).Line - fset.Position(n.Pos()).Line + 1
}

// tableLines counts the lines between the braces of the literals in a function.
func tableLines(fset *token.FileSet, f *ast.FuncDecl) int {
	n := 0
	ast.Inspect(f.Body, func(x ast.Node) bool {
		table, ok := x.(*ast.CompositeLit)
		if ok {
			n += lines(fset, table) - 1
		}
		return !ok
	})
	return n
}
