package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/migration/remote"
)

// How often progress is shown, and after what time without any it is asked why.
const (
	plainEvery = 10 * time.Second
	stallAfter = time.Minute
)

// migrationProgress shows how far a migration is: a bar on a terminal, a line
// now and then elsewhere.
type migrationProgress struct {
	w        io.Writer // nil: shows nothing
	terminal bool
	title    string
	now      func() time.Time

	start, last, moved time.Time
	done               int
	warned, shown      bool
	trouble            bool // the engine does not answer, which was said
}

// newMigrationProgress starts the clock of what the title names.
func newMigrationProgress(p *program, title string, now func() time.Time) *migrationProgress {
	b := &migrationProgress{title: title, now: now, start: now(), moved: now()}
	b.last = b.start
	if !p.quiet {
		b.w, b.terminal = p.Err, isTerminal(p.Err)
	}
	return b
}

// update shows a status.
func (b *migrationProgress) update(s remote.Status) {
	if b.w == nil {
		return
	}
	now := b.now()
	if s.Done != b.done {
		b.done, b.moved, b.warned = s.Done, now, false
	}
	if s.Trouble != nil && !b.trouble {
		b.clear()
		fmt.Fprintf(b.w, "bpmnlint: %v\nbpmnlint: still trying; batch %s goes on in the engine.\n", s.Trouble, s.Batch.ID)
	}
	b.trouble = s.Trouble != nil
	if b.trouble {
		b.moved = now
		return
	}
	if now.Sub(b.moved) >= stallAfter && !b.warned {
		b.warned = true
		b.clear()
		why := "does the engine's job executor run?"
		if s.Batch.Suspended {
			why = "it is suspended."
		}
		fmt.Fprintf(b.w, "bpmnlint: batch %s has not moved for a minute: %s Ctrl-C leaves it to the engine.\n", s.Batch.ID, why)
	}
	if b.terminal {
		b.shown = true
		line := bar(s.Done, s.Total) + " " + b.text(s, now)
		if width := terminalWidth(b.w); width > 1 && len(line) >= width {
			line = line[:width-1] // a line that wraps cannot be taken back
		}
		fmt.Fprintf(b.w, "\r\x1b[K%s", line)
		return
	}
	if now.Sub(b.last) >= plainEvery {
		b.last = now
		fmt.Fprintf(b.w, "bpmnlint: %s\n", b.text(s, now))
	}
}

// text tells numbers, and how long the rest takes at the pace up to now.
func (b *migrationProgress) text(s remote.Status, now time.Time) string {
	out := fmt.Sprintf("%s: %d of %s", b.title, s.Done, count(s.Total, "instance"))
	if s.Failed > 0 {
		out += fmt.Sprintf(", %d failed", s.Failed)
	}
	if took := now.Sub(b.start); !b.warned && s.Done > 0 && s.Done < s.Total && took >= 2*time.Second {
		left := time.Duration(float64(took) / float64(s.Done) * float64(s.Total-s.Done))
		out += fmt.Sprintf(", about %s left", max(left, time.Second).Round(time.Second))
	}
	return out
}

// bar draws how much is done.
func bar(done, total int) string {
	const width = 20
	n := 0
	if total > 0 {
		n = min(width, done*width/total)
	}
	return "[" + strings.Repeat("#", n) + strings.Repeat(".", width-n) + "]"
}

func (b *migrationProgress) clear() {
	if b.shown {
		fmt.Fprint(b.w, "\r\x1b[K")
	}
}

// end removes the bar.
func (b *migrationProgress) end() { b.clear() }
