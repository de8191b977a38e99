package cli

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/migration/remote"
	"github.com/bpmnlint/bpmnlint/report"
)

// writeText says what has become of the instances.
func (e *execution) writeText(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := func(format string, args ...any) {
		_, _ = b.WriteString(report.Printable(fmt.Sprintf(format, args...)) + "\n")
	}
	for _, x := range e.moves {
		if !x.begun {
			line("%s: not begun", x.name())
			continue
		}
		a := &x.account
		if a.Running != nil {
			line("%s: batch %s with %s is not over", x.name(), a.Running.ID, count(a.Underway, "instance"))
		}
		total := len(a.Migrated) + len(a.Gone) + len(a.Failed) + len(a.Waiting)
		if a.Running == nil || len(a.Migrated) > 0 {
			line("%s: %d of %s migrated", x.name(), len(a.Migrated), count(total, "instance"))
		}
		if len(a.Gone) > 0 {
			line("  %s had ended or left the version meanwhile", count(len(a.Gone), "instance"))
		}
		if len(a.Waiting) > 0 && a.Running == nil {
			line("  %s not begun", count(len(a.Waiting), "instance"))
		}
		if len(a.Failed) > 0 {
			line("  %s failed and run on in version %d:", count(len(a.Failed), "instance"), x.Deployed.Definition.Version)
			e.failures(line, a.Failed)
		}
		for _, left := range a.Left {
			line("  batch %s keeps its failed jobs until they succeed or it is deleted:", left.ID)
			line("    again:   %s", e.again(left))
			line("    give up: %s", e.deletion(left.ID))
		}
	}
	return b.Flush()
}

// Bounds of what is listed without --all.
const (
	maxReasons = 10
	maxIDs     = 10
)

// failures lists failed instances by what the engine says of them.
func (e *execution) failures(line func(string, ...any), all []remote.FailedInstance) {
	byReason := map[string][]string{}
	var reasons []string
	for _, f := range all {
		r := reason(f.Message)
		if byReason[r] == nil {
			reasons = append(reasons, r)
		}
		byReason[r] = append(byReason[r], f.ID)
	}
	slices.SortStableFunc(reasons, func(a, b string) int { return cmp.Compare(len(byReason[b]), len(byReason[a])) })
	for i, r := range reasons {
		if i == maxReasons && !e.flags.all {
			line("    … and for %d other reasons; --all lists them", len(reasons)-i)
			break
		}
		ids, more := byReason[r], ""
		if len(ids) > maxIDs && !e.flags.all {
			more = fmt.Sprintf(" and %d more", len(ids)-maxIDs)
			ids = ids[:maxIDs]
		}
		line("    %s", r)
		line("      %s%s", strings.Join(ids, ", "), more)
	}
}

var (
	refusedInstance = regexp.MustCompile(`^(?:ENGINE-\d+ )?Cannot migrate process instance '[^']*':?\s*`)
	// instanceOf is the id of an activity instance or transition instance.
	instanceOf = regexp.MustCompile(`(activity|transition) instance '([^':]*):?[^']*'`)
)

// reason shortens a message of the engine to what is the same for other
// instances.
func reason(message string) string {
	if message == "" {
		return "the engine does not say why: the job of several instances failed because of one, or somebody has deleted the batch"
	}
	text := instanceOf.ReplaceAllString(refusedInstance.ReplaceAllString(message, ""), "$1 instance '$2'")
	return strings.Join(strings.Fields(text), " ")
}

// curl begins a command for people, with the name of the user, for whom curl
// then asks for the password, or of the variable that has the token.
func curl() string {
	switch {
	case os.Getenv("BPMNLINT_ENGINE_TOKEN") != "":
		return `curl -H "Authorization: Bearer $BPMNLINT_ENGINE_TOKEN"`
	case os.Getenv("BPMNLINT_ENGINE_USER") != "":
		return `curl -u "$BPMNLINT_ENGINE_USER"`
	}
	return "curl"
}

func (e *execution) again(b remote.Batch) string {
	return fmt.Sprintf(`%s -X PUT -H 'Content-Type: application/json' -d '{"retries": 1}' %s`, curl(), shellWord(e.client.Address()+"/job-definition/"+b.JobDefinitionID+"/retries"))
}

func (e *execution) deletion(batchID string) string {
	return fmt.Sprintf("%s -X DELETE %s", curl(), shellWord(e.client.Address()+"/batch/"+batchID+"?cascade=true"))
}

// tellRunning says how to go on with a batch that runs without being watched.
func (e *execution) tellRunning() {
	for _, x := range e.moves {
		b := x.account.Running
		if b == nil {
			continue
		}
		address := e.client.Address() + "/batch/" + b.ID
		fmt.Fprintf(e.Err, `bpmnlint: batch %s goes on in the engine:
  watch:    %s %s
  suspend:  %[2]s -X PUT -H 'Content-Type: application/json' -d '{"suspended": true}' %[4]s
  delete:   %s
`, b.ID, curl(), shellWord(e.client.Address()+"/batch/statistics?batchId="+b.ID+"&maxResults=1"), shellWord(address+"/suspended"), e.deletion(b.ID))
		if n := len(x.account.Waiting) - x.account.Underway; n > 0 {
			fmt.Fprintf(e.Err, "bpmnlint: %s of version %d were not begun\n", count(n, "instance"), x.Deployed.Definition.Version)
		}
	}
}

// Forms of the account for programs.
type (
	jsonAccount struct {
		Version string     `json:"version"`
		Engine  jsonEngine `json:"engine"`
		Moves   []jsonMove `json:"migrations"`
	}
	jsonEngine struct {
		Address string `json:"address"`
		Version string `json:"version"`
	}
	jsonMove struct {
		Key      string       `json:"key"`
		Tenant   string       `json:"tenant,omitempty"`
		Source   string       `json:"source"`
		Target   string       `json:"target"`
		Migrated []string     `json:"migrated"`
		Gone     []string     `json:"gone"`
		Failed   []jsonFailed `json:"failed"`
		Waiting  []string     `json:"waiting"`
		// Running and Left are ids of batches.
		Running string   `json:"runningBatch,omitempty"`
		Left    []string `json:"failedBatches"`
	}
	jsonFailed struct {
		ID      string `json:"id"`
		Message string `json:"message"`
	}
)

// writeJSON writes the account for programs.
func (e *execution) writeJSON(w io.Writer) error {
	out := jsonAccount{Version: version(), Engine: jsonEngine{e.client.Address(), e.version}, Moves: []jsonMove{}}
	for _, x := range e.moves {
		m := jsonMove{
			Key: x.Deployed.Key, Tenant: x.Deployed.TenantID, Source: x.Deployed.ID, Target: x.Deployed.Target.ID,
			Migrated: list(x.account.Migrated), Gone: list(x.account.Gone), Failed: []jsonFailed{}, Waiting: list(x.account.Waiting), Left: []string{},
		}
		for _, f := range x.account.Failed {
			m.Failed = append(m.Failed, jsonFailed(f))
		}
		for _, b := range x.account.Left {
			m.Left = append(m.Left, b.ID)
		}
		if x.account.Running != nil {
			m.Running = x.account.Running.ID
		}
		out.Moves = append(out.Moves, m)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

// list returns a list that is written as [] where it is empty.
func list(ids []string) []string {
	if ids == nil {
		return []string{}
	}
	return ids
}
