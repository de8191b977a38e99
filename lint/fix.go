package lint

import (
	"context"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Fixed is what fixing files gave. Nothing is written: that is for the caller.
type Fixed struct {
	// Result is what a run says of the files with the fixes in them.
	*Result
	// Files are those that change, in the order of the arguments.
	Files []FixedFile
	// Dropped are the fixes that were not made, in the order of the files.
	Dropped []DroppedFix
}

// FixedFile is a file that changes.
type FixedFile struct {
	workspace.File
	// Before is what was read, After what the file is to be.
	Before, After []byte
	// Made are the fixes, in the order in which they were made.
	Made []MadeFix
}

// MadeFix is a fix that was made.
type MadeFix struct {
	Rule    string
	Element diag.Element // that the finding was about
	diag.Fix
}

// DroppedFix is a fix that was not made.
type DroppedFix struct {
	File, Rule, Title string
	Element           diag.Element
	// Reason is a clause: what the fix would do.
	Reason string
}

// maxRounds bounds how often fixes are made to what other fixes have changed.
const maxRounds = 25

// Fix makes the fixes of findings: the safe ones, with unsafe the others too.
// Where two touch the same place, the first one is made, and the file is looked
// at again. A fix is dropped if it brings a new finding, or if it claims to be
// safe and another process comes out; fixing what is fixed changes nothing.
//
// What was read of a file before is in [FixedFile].Before; whoever writes the
// file looks whether it is still that.
func Fix(ctx context.Context, files []workspace.File, o Options, unsafe bool) (*Fixed, error) {
	f := newFixer(files, o, unsafe)
	state, err := f.lint(ctx, files)
	if err != nil {
		return nil, err
	}
	for range maxRounds {
		plans := f.plan(state)
		if len(plans) == 0 {
			break
		}
		if state, err = f.round(ctx, state, plans); err != nil {
			return nil, err
		}
	}
	out := &Fixed{}
	last := o
	last.Read, last.Cache = f.read, nil
	if out.Result, err = Run(ctx, files, last); err != nil {
		return nil, err
	}
	for _, file := range files {
		h := f.files[file.Path]
		if string(h.now) != string(h.before) {
			out.Files = append(out.Files, FixedFile{file, h.before, h.now, h.made})
		}
		out.Dropped = append(out.Dropped, h.drops()...)
	}
	return out, nil
}
