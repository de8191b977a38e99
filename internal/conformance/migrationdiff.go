package conformance

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
)

// gap is a part of an answer in which ours differs from the engine's.
type gap struct {
	part         string
	engine, ours []string
}

// gaps compares an answer of the engine's with ours, in the order in
// which things happen.
func (a *migrationAnswer) gaps(got *migrationAnswer) []gap {
	var out []gap
	compare := func(part string, engine, ours []string) { out = appendGap(out, part, engine, ours) }
	compare("steps before", stepLines(a.BeforeSteps), stepLines(got.BeforeSteps))
	compare("plan", a.planLines(), got.planLines())
	compareStates := func(when string, engine, ours *instanceState) {
		out = append(out, stateGaps(when, engine.lines(exactTimes()), ours.lines(exactTimes()))...)
	}
	// What was not recorded is not compared: the answer can end early.
	compareStates("before", a.Before, got.Before)
	compareDetails(compare, "before", a.BeforeDetails, got.BeforeDetails)
	compare("outcome", a.outcome(), got.outcome())
	if !a.OK || !got.OK {
		return out
	}
	compare("log", a.Log, got.Log)
	compareStates("after", a.After, got.After)
	compareDetails(compare, "after", a.AfterDetails, got.AfterDetails)
	compare("steps after", stepLines(a.AfterSteps), stepLines(got.AfterSteps))
	compareStates("end", a.End, got.End)
	compareDetails(compare, "end", a.EndDetails, got.EndDetails)
	return out
}

// appendGap adds a part in which two lists differ.
func appendGap(out []gap, part string, engine, ours []string) []gap {
	if only, also := subtract(engine, ours), subtract(ours, engine); len(only)+len(also) > 0 {
		return append(out, gap{part, only, also})
	}
	return out
}

// stateGaps compares states by their lines.
func stateGaps(when string, engine, ours map[string][]string) []gap {
	var out []gap
	for _, part := range [...]string{"tree", "jobs", "subscriptions", "tasks", "external tasks", "incidents", "variables"} {
		out = appendGap(out, when+": "+part, engine[part], ours[part])
	}
	return out
}

// compareDetails compares details where the engine was asked for them.
func compareDetails(compare func(string, []string, []string), when string, engine, ours []string) {
	if engine == nil {
		return
	}
	compare(when+": details", engine, ours)
}

// planLines are the instructions of a plan, or why there is none.
func (a *migrationAnswer) planLines() []string {
	if a.refused != "" {
		return strings.Split(doubleMapping.ReplaceAllString(a.refused, "$1"), "\n")
	}
	if a.Failures != nil || a.Instructions == nil && a.Exception != "" {
		text := a.expected()
		return strings.Split(doubleMapping.ReplaceAllString(text, "$1"), "\n")
	}
	var out []string
	for _, i := range a.Instructions {
		out = append(out, engine.Instruction(i).String())
	}
	return out
}

// outcome says whether the instance was migrated, or why not.
func (a *migrationAnswer) outcome() []string {
	switch {
	case a.OK:
		return []string{"migrated"}
	case a.Report != nil:
		return a.Report.lines()
	case a.Exception != "" && a.Instructions != nil:
		return []string{exceptionText(a.Exception)}
	}
	return nil
}

// exceptionText is what can be compared of an exception: that there is one,
// and its message unless it is Java's.
func exceptionText(chain string) string {
	first, _, _ := strings.Cut(chain, " <- ")
	_, message, _ := strings.Cut(first, ": ")
	for _, prefix := range [...]string{"ENGINE-", "Cannot ", "Unknown property", "NO "} {
		if strings.HasPrefix(message, prefix) {
			return "exception " + maskedLine(cutText(message))
		}
	}
	return "exception"
}

// cutText returns the beginning of a text: recorded ones may be cut.
func cutText(s string) string {
	text := []rune(s)
	return string(text[:min(len(text), comparedRunes)])
}

// comparedRunes is how much of a message is compared, and always recorded.
const comparedRunes = 300

// stepLines are the lines of steps, each with the number and text of its
// command, so that lines are compared within commands.
func stepLines(lines []string) []string {
	var out []string
	command := ""
	n := 0
	for _, l := range lines {
		if strings.HasPrefix(l, "> ") {
			n++
			command = l
			out = append(out, l)
			continue
		}
		if chain, ok := strings.CutPrefix(l, "EXC "); ok {
			l = exceptionText(chain)
		}
		out = append(out, command+"#"+string(rune('0'+n))+" "+maskedLine(cutText(l)))
	}
	return out
}

// subtract returns the texts of a list that are not in another one as often.
func subtract(list, others []string) []string {
	left := map[string]int{}
	for _, l := range others {
		left[l]++
	}
	var out []string
	for _, l := range list {
		if left[l]--; left[l] < 0 {
			out = append(out, l)
		}
	}
	return out
}

// gapText lists gaps, each line on its own.
func gapText(list []gap) string {
	var b strings.Builder
	for _, d := range list {
		for _, l := range d.ours {
			b.WriteString("\n      ours   " + d.part + ": " + l)
		}
		for _, l := range d.engine {
			b.WriteString("\n      engine " + d.part + ": " + l)
		}
	}
	return b.String()
}
