package cli

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress shows how far a run is, on a terminal, once it has taken a second.
type progress struct {
	w     io.Writer // nil: shows nothing
	total int

	mu    sync.Mutex
	start time.Time
	last  time.Time
	shown bool
}

func (p *program) newProgress(total int) *progress {
	b := &progress{total: total, start: time.Now()}
	if !p.quiet && isTerminal(p.Err) {
		b.w = p.Err
	}
	return b
}

func (b *progress) update(done int) {
	if b.w == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if now.Sub(b.start) < time.Second || now.Sub(b.last) < 100*time.Millisecond {
		return
	}
	b.last, b.shown = now, true
	fmt.Fprintf(b.w, "\r%d of %d models", done, b.total)
}

// end removes what was shown.
func (b *progress) end() {
	if b.shown {
		fmt.Fprint(b.w, "\r\x1b[K")
	}
}
