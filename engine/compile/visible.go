package compile

import "slices"

// hide marks the problems that the engine does not get to see. Its parser
// collects errors until something breaks it; what it has collected by then is
// reported. Only where there is nothing to report it is the failure itself,
// and warnings are lost.
func hide(problems []Problem) []Problem {
	collected, stopped := false, false
	for i := range problems {
		q := &problems[i]
		switch {
		case stopped:
			q.Hidden = true
		case q.Hidden:
		case q.Kind == Exception:
			stopped = true
			q.Hidden = collected
			for j := range problems[:i] {
				problems[j].Hidden = problems[j].Hidden || !collected
			}
		case q.Kind == Error:
			collected = true
			stopped = q.Stops
		}
	}
	return problems
}

// visible returns the problems that the engine gets to see. Warnings are lost
// where the deployment is refused as a whole.
func visible(problems []Problem) []Problem {
	out := problems[:0:0]
	fails := slices.ContainsFunc(problems, func(q Problem) bool { return q.Kind == Refusal && !q.Hidden })
	for i := range problems {
		if !problems[i].Hidden && !(fails && problems[i].Kind == Warning) {
			out = append(out, problems[i])
		}
	}
	return out
}
