package cli_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/internal/cli"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

func TestMigrationProgress(t *testing.T) {
	t.Parallel()
	running := []remote.Status{
		{Total: 400}, {Done: 100, Total: 400}, {Done: 200, Failed: 7, Total: 400}, {Done: 400, Failed: 9, Total: 400},
	}
	stalled := remote.Status{Done: 3, Total: 400, Batch: remote.Batch{ID: "81"}}
	suspended := stalled
	suspended.Batch.Suspended = true
	unreachable := running[1]
	unreachable.Trouble, unreachable.Batch.ID = errors.New("the engine refuses the connection"), "81"
	for _, test := range []struct {
		name     string
		terminal bool
		every    time.Duration
		statuses []remote.Status
		want     string
	}{
		{"terminal", true, 5 * time.Second, running, "" +
			"\r\x1b[K[....................] version 1: 0 of 400 instances" +
			"\r\x1b[K[#####...............] version 1: 100 of 400 instances, about 30s left" +
			"\r\x1b[K[##########..........] version 1: 200 of 400 instances, 7 failed, about 15s left" +
			"\r\x1b[K[####################] version 1: 400 of 400 instances, 9 failed" +
			"\r\x1b[K"},
		{"elsewhere, every ten seconds", false, 5 * time.Second, running, "" +
			"bpmnlint: version 1: 100 of 400 instances, about 30s left\n" +
			"bpmnlint: version 1: 400 of 400 instances, 9 failed\n"},
		{"stalled", true, 70 * time.Second, []remote.Status{stalled, stalled, stalled}, "" +
			"\r\x1b[K[....................] version 1: 3 of 400 instances, about 2h34m23s left" +
			"\r\x1b[Kbpmnlint: batch 81 has not moved for a minute: does the engine's job executor run? Ctrl-C leaves it to the engine.\n" +
			"\r\x1b[K[....................] version 1: 3 of 400 instances" +
			"\r\x1b[K[....................] version 1: 3 of 400 instances" +
			"\r\x1b[K"},
		{"suspended", false, 70 * time.Second, []remote.Status{suspended, suspended}, "" +
			"bpmnlint: version 1: 3 of 400 instances, about 2h34m23s left\n" +
			"bpmnlint: batch 81 has not moved for a minute: it is suspended. Ctrl-C leaves it to the engine.\n" +
			"bpmnlint: version 1: 3 of 400 instances\n"},
		{"out of reach", false, 5 * time.Second, []remote.Status{running[0], unreachable, unreachable, running[2]}, "" +
			"bpmnlint: the engine refuses the connection\nbpmnlint: still trying; batch 81 goes on in the engine.\n" +
			"bpmnlint: version 1: 200 of 400 instances, 7 failed, about 20s left\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var out strings.Builder
			cli.ShowProgress(&out, test.terminal, test.every, test.statuses...)
			if d := cmp.Diff(test.want, out.String()); d != "" {
				t.Error(d)
			}
		})
	}
}
