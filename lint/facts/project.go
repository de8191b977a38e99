package facts

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// Summary is what the rules about all files together need to know of a file.
type Summary struct {
	Path, Unit, Platform string
}

// Summarize returns the summary of a model.
func Summarize(m *Model) *Summary {
	return &Summary{Path: m.Definitions.File.Path, Unit: m.Unit, Platform: m.Platform.Name}
}

// Project is all files together.
type Project struct {
	Files []*Summary
	// Whole says that the files are a whole repository.
	Whole bool
	// Options are the options of rules.
	Options *ast.Term
}

// EncodeProject returns the input for the rules about all files together.
func EncodeProject(p Project) *ast.Term {
	return ast.ObjectTerm([2]*ast.Term{ast.StringTerm("options"), p.Options})
}

// Incomplete reports whether the files refer to something that may lie in
// other files of the repository.
func Incomplete(files []*Summary) bool { return false }

// projectSections are the sections about all files together.
var projectSections = []*section{}
