package compile

// together returns the problems of the deployment as a whole, which the engine
// looks for when all files have been parsed.
func together(files []*parser, alreadyRefused bool) []Problem {
	var out []Problem
	keys := map[string]bool{}
	for _, p := range files {
		p.problems = nil
		for _, q := range p.processes {
			key := q.scope.id
			if attr(q.scope.xml, "id") == nil {
				p.report("PROC-02", Refusal, at{element: q.scope.xml, anonymous: true}, `ENGINE-03004 NULL not allowed for column "KEY_"`)
			}
			if key != "" && keys[key] {
				p.report("PROC-07", Refusal, at{element: q.scope.xml, anonymous: true}, "The deployment contains definitions with the same key '"+key+"' (id attribute), this is not allowed")
			}
			keys[key] = true
		}
		out = append(out, p.problems...)
	}
	starts := map[string]string{}
	for _, p := range files {
		p.problems = nil
		for _, q := range p.processes {
			for _, m := range q.messages {
				if other, taken := starts[m.name]; taken && other != q.scope.id {
					p.report("PROC-08", Refusal, at{element: m.xml, anonymous: true}, "ENGINE-01011 Cannot deploy process definition '"+p.d.File.Path+"': there already is a message event subscription for the message with name '"+m.name+"'.")
				}
				starts[m.name] = q.scope.id
			}
		}
		out = append(out, p.problems...)
	}
	for _, p := range files {
		p.problems = nil
		for _, q := range p.processes {
			p.evaluateStarts(q)
		}
		out = append(out, p.problems...)
	}
	for i := range out {
		out[i].Hidden = alreadyRefused || i > 0
	}
	return out
}
