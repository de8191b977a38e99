package facts

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// link finds out what refers to what in all files. Summaries are shared by
// nobody else and are completed in place.
func link(in Project) *project {
	p := &project{whole: in.Whole, complete: in.Complete}
	files := sorted(in.Files)
	for _, s := range files {
		for _, x := range s.processes {
			x.position, x.callers, x.differing, x.twin = len(p.processes), nil, nil, nil
			p.processes = append(p.processes, x)
		}
		p.calls = append(p.calls, s.calls...)
		for _, f := range s.forms {
			f.missing = in.Forms.lacks(f)
			p.forms = append(p.forms, f)
		}
	}
	p.linkCalls()
	p.judgeCalls()
	p.linkTwins()
	p.linkTopics(files)
	p.messages = linkNames(files, false)
	p.signals = linkNames(files, true)
	p.linkNamesakes()
	linkVariants(p.messages)
	linkVariants(p.signals)
	p.linkThrown(files)
	return p
}

// linkCalls finds the processes that are called.
func (p *project) linkCalls() {
	byKey := map[string][]*projectProcess{}
	byFolded := map[string][]*projectProcess{}
	for _, x := range p.processes {
		byKey[x.id] = append(byKey[x.id], x)
		folded := strings.ToLower(x.id)
		byFolded[folded] = append(byFolded[folded], x)
	}
	for i, c := range p.calls {
		c.targets, c.variants, c.drafts = nil, nil, nil
		if c.dynamic {
			continue
		}
		c.targets = nearest(c, byKey[c.key])
		for _, t := range c.targets {
			p.processes[t].callers = append(p.processes[t].callers, i)
		}
		if len(c.targets) > 0 {
			continue
		}
		c.variants = nearest(c, byFolded[strings.ToLower(c.key)])
		for _, x := range byKey[c.key] {
			c.drafts = append(c.drafts, x.position)
		}
		p.unmet = append(p.unmet, c)
	}
}

// judgeCalls finds the calls that cannot begin, and those from processes that
// keep their history for another time.
func (p *project) judgeCalls() {
	for _, c := range p.calls {
		if len(c.targets) > 0 && !slices.ContainsFunc(c.targets, func(t int) bool { return p.processes[t].callable }) {
			p.futile = append(p.futile, c)
		}
		if len(c.targets) != 1 || !c.caller.executable || len(c.caller.callers) > 0 {
			continue
		}
		if t := p.processes[c.targets[0]]; t.file.Unit == c.file.Unit && t.hasDays && c.caller.hasDays && t.days != c.caller.days {
			t.differing = append(t.differing, c)
		}
	}
}

// nearest returns the executable ones of the processes that lie in the
// deployment unit of a call, or else all of them.
func nearest(c *projectCall, processes []*projectProcess) []int {
	var near, all []int
	for _, x := range processes {
		if !x.executable {
			continue
		}
		all = append(all, x.position)
		if x.file.Unit == c.file.Unit {
			near = append(near, x.position)
		}
	}
	if len(near) > 0 {
		return near
	}
	return all
}

// linkTwins finds executable processes of one key that are deployed together.
func (p *project) linkTwins() {
	first := map[[2]string]*projectProcess{}
	for _, x := range p.processes {
		if !x.executable {
			continue
		}
		// Of one file both are always deployed; of one unit where it is surely
		// a unit.
		for _, together := range []string{"file " + x.file.Path, deployedWith(x.file)} {
			key := [2]string{together, x.id}
			if together == "" {
				continue
			}
			if first[key] == nil {
				first[key] = x
			} else if x.twin == nil {
				x.twin = first[key]
			}
		}
	}
}

// deployedWith returns what the files that are deployed together with a file
// have in common, empty where that is not known. The models of tests are
// deployed one by one. Without a build file or a configuration that says what
// is deployed together, files of other folders may be versions, examples or
// other services.
func deployedWith(s *Summary) string {
	switch {
	case s.together:
		return "unit " + s.Unit
	case isTest(s):
		return ""
	case inFolder(s.Unit, "src/main"):
		return "unit " + s.Unit
	}
	return ""
}

// together returns what the names of signals, messages and topics of a file are
// compared within: the deployment unit, or the file alone for a test's model.
func together(s *Summary) string {
	if isTest(s) {
		return "file " + s.Path
	}
	return s.Unit
}

// isTest reports whether a file is a model of tests.
func isTest(s *Summary) bool { return inFolder(s.Unit, "src/test") || inFolder(s.Path, "src/test") }

// inFolder reports whether a path leads through a folder.
func inFolder(name, folder string) bool {
	return strings.Contains("/"+name+"/", "/"+folder+"/")
}

// linkTopics gathers the topics of each deployment unit and finds those that
// look like misspelt ones.
func (p *project) linkTopics(files []*Summary) {
	position := map[[2]string]int{}
	units := map[string][]int{}
	for _, s := range files {
		unit := together(s)
		for _, t := range s.topics {
			key := [2]string{unit, t.name}
			i, ok := position[key]
			if !ok {
				i = len(p.topics)
				position[key] = i
				units[unit] = append(units[unit], i)
				p.topics = append(p.topics, &projectTopic{namedPlace: t})
			}
			p.topics[i].uses++
		}
	}
	for _, members := range units {
		names := make([]string, len(members))
		for i, m := range members {
			names[i] = p.topics[m].name
		}
		for _, pair := range analysis.NearMisses(names) {
			// The rarer one is taken for the misspelt one, the later one of two.
			rare, common := members[pair[1]], members[pair[0]]
			if p.topics[rare].uses > p.topics[common].uses {
				rare, common = common, rare
			}
			p.topics[rare].similar = append(p.topics[rare].similar, p.topics[common])
		}
	}
}

// pattern is a name with expressions in it: what stands before the first and
// after the last of them.
type pattern struct{ prefix, suffix string }

func patternOf(name string) pattern {
	i := strings.IndexAny(name, "$#")
	return pattern{name[:max(i, 0)], name[strings.LastIndexByte(name, '}')+1:]}
}

func (p pattern) matches(name string) bool {
	return len(name) >= len(p.prefix)+len(p.suffix) && strings.HasPrefix(name, p.prefix) && strings.HasSuffix(name, p.suffix)
}

// linkNames gathers the names of messages or signals of each deployment unit.
func linkNames(files []*Summary, signals bool) []*projectName {
	var all []*projectName
	position := map[[2]string]*projectName{}
	thrown, caught := map[string]bool{}, map[string]bool{}
	var thrownPatterns, caughtPatterns []pattern
	for _, s := range files {
		unit := together(s)
		for i := range s.events {
			u := &s.events[i]
			switch {
			case u.signal != signals:
				continue
			case isDynamic(u.name) && u.throws:
				thrownPatterns = append(thrownPatterns, patternOf(u.name))
				continue
			case isDynamic(u.name):
				caughtPatterns = append(caughtPatterns, patternOf(u.name))
				continue
			}
			key := [2]string{unit, u.name}
			n := position[key]
			if n == nil {
				n = &projectName{name: u.name, unit: unit, test: isTest(s), message: -1}
				position[key] = n
				all = append(all, n)
			}
			if u.throws {
				n.throws = append(n.throws, u)
				thrown[u.name] = true
			} else {
				n.catches = append(n.catches, u)
				caught[u.name] = true
			}
			n.external = n.external || signals && matchesAny(s.externals, u.name)
		}
	}
	units := map[string]int{} // that are no tests, by name
	for _, n := range all {
		if !n.test {
			units[n.name]++
		}
	}
	for _, n := range all {
		n.elsewhere = units[n.name] > 1 || n.test && units[n.name] > 0
		n.thrown = thrown[n.name] || slices.ContainsFunc(thrownPatterns, func(p pattern) bool { return p.matches(n.name) })
		n.foreseen = slices.ContainsFunc(caughtPatterns, func(p pattern) bool { return p.matches(n.name) })
		n.caught = caught[n.name] || n.foreseen
	}
	return all
}

// linkNamesakes finds the messages that are called as a signal is.
func (p *project) linkNamesakes() {
	if len(p.signals) == 0 {
		return
	}
	messages := map[[2]string]int{}
	for i, m := range p.messages {
		messages[[2]string{m.unit, m.name}] = i
	}
	for _, s := range p.signals {
		if i, ok := messages[[2]string{s.unit, s.name}]; ok {
			s.message = i
		}
	}
}

// linkVariants finds the names of a unit that differ in letter case only. The
// rarer one is taken for the misspelt one, the later one of two.
func linkVariants(names []*projectName) {
	common := map[[2]string]*projectName{}
	uses := func(n *projectName) int { return len(n.throws) + len(n.catches) }
	key := func(n *projectName) [2]string { return [2]string{n.unit, strings.ToLower(n.name)} }
	for _, n := range names {
		if c := common[key(n)]; c == nil || uses(n) > uses(c) {
			common[key(n)] = n
		}
	}
	for _, n := range names {
		n.variant = nil
		if c := common[key(n)]; c != n {
			n.variant = c
		}
	}
}

// premature returns the elements that throw a message before anybody waits for
// it: all that catch it come later in the same instance.
func (n *projectName) premature() []*eventUse {
	if n.elsewhere || n.foreseen || len(n.catches) == 0 {
		return nil
	}
	return selected(n.throws, func(t *eventUse) bool {
		return t.executable && !t.outward && !slices.ContainsFunc(n.catches, func(c *eventUse) bool {
			return c.file != t.file || !slices.Contains(t.later, c.at)
		})
	})
}
