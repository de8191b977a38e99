package rehearsal

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/engine"
)

// Names by which outlines ask.
const (
	flowFunction       = "flow"
	completionFunction = "completion"
	eventFunction      = "event"
	noCode             = "none"
	entryClass         = "entered"
)

// maxChoices is how many of the choices of one step are varied, maxOutcomes how
// many outcomes of a step are looked at.
const (
	maxChoices  = 12
	maxOutcomes = 64
)

// chooser decides what data and code would decide. A step is carried out again
// and again, each time with another prefix of choices; what comes behind the
// prefix is chosen in a fixed way.
type chooser struct {
	sites   []site
	classes map[string]engine.Behavior

	prefix []int
	trail  []choice
	asked  map[int]int
	// entered are the activities of an instance that were entered, in order; of
	// the instance that starts first where none is named.
	entered  []string
	instance engine.ID
	// holds is the id of the conditional event whose condition holds.
	holds string
}

// site is where something is chosen.
type site struct {
	// labels say what each choice but the first means, for a path.
	labels []string
	// split is that of a conditional flow, at its place there; nil for others.
	split *split
	at    int
	// event is the id of a conditional event, which chooses nothing: its
	// condition holds in the step that makes it hold.
	event string
}

// choice is what was chosen.
type choice struct {
	site, options, value int
}

func newChooser() *chooser {
	c := &chooser{}
	c.classes = map[string]engine.Behavior{
		noCode: func(*engine.Context) error { return nil },
		entryClass: func(x *engine.Context) error {
			if c.instance == 0 {
				c.instance = x.Instance()
			}
			if x.Instance() == c.instance {
				c.entered = append(c.entered, x.Activity())
			}
			return nil
		},
	}
	return c
}

func (c *chooser) add(s site) int {
	c.sites = append(c.sites, s)
	return len(c.sites) - 1
}

// flow returns the condition of a flow that is at a place of a split.
func (c *chooser) flow(label string, s *split, at int) string {
	n := c.add(site{labels: []string{"takes " + label}, split: s, at: at})
	return fmt.Sprintf("${%s(%d)}", flowFunction, n)
}

// completion returns the completion condition of a loop.
func (c *chooser) completion(id string) string {
	return fmt.Sprintf("${%s(%d)}", completionFunction, c.add(site{labels: []string{"the loop " + id + " is complete"}}))
}

// event returns the condition of an event.
func (c *chooser) event(id string) string {
	return fmt.Sprintf("${%s(%d)}", eventFunction, c.add(site{event: id}))
}

// code returns the class that stands for the code of an activity, which can
// throw errors.
func (c *chooser) code(id string, codes []string) string {
	if len(codes) == 0 {
		return noCode
	}
	s := site{}
	for _, code := range codes {
		s.labels = append(s.labels, id+" throws error "+code)
	}
	n := c.add(s)
	class := fmt.Sprintf("code%d", n)
	c.classes[class] = func(*engine.Context) error {
		if k := c.choose(n); k > 0 {
			return &engine.BPMNError{Code: codes[k-1]}
		}
		return nil
	}
	return class
}

// behaviors returns what makes an engine ask the chooser.
func (c *chooser) behaviors() engine.Behaviors {
	return engine.Behaviors{
		Classes: c.classes,
		Functions: map[string]func([]any) any{
			flowFunction: func(args []any) any {
				n, ok := siteOf(args)
				return ok && c.takes(n)
			},
			completionFunction: func(args []any) any {
				n, ok := siteOf(args)
				return ok && c.choose(n) == 1
			},
			eventFunction: func(args []any) any {
				n, ok := siteOf(args)
				return ok && c.holds != "" && c.sites[n].event == c.holds
			},
		},
		Default: func(*engine.Context) error { return nil },
	}
}

func siteOf(args []any) (int, bool) {
	if len(args) != 1 {
		return 0, false
	}
	n, ok := args[0].(int64)
	return int(n), ok
}

// takes decides whether the condition of a flow holds.
func (c *chooser) takes(n int) bool {
	site := &c.sites[n]
	yes, no := site.split.ask(site.at)
	if yes && no {
		yes = c.choose(n) == 1
	}
	site.split.answer(site.at, yes)
	return yes
}

// choose returns a choice from 0 on. Behind the prefix a site that is asked
// again in the same step chooses something else, so that loops end.
func (c *chooser) choose(n int) int {
	options := len(c.sites[n].labels) + 1
	value := c.asked[n] % options
	if i := len(c.trail); i < len(c.prefix) {
		value = c.prefix[i]
	}
	c.asked[n]++
	c.trail = append(c.trail, choice{n, options, value})
	return value
}

// begin prepares for a step of an instance, zero for one that starts.
func (c *chooser) begin(instance engine.ID, prefix []int) {
	*c = chooser{sites: c.sites, classes: c.classes, instance: instance, prefix: prefix, asked: map[int]int{}}
}

// said returns in words what was chosen.
func (c *chooser) said() []string {
	var out []string
	for _, t := range c.trail {
		if t.value > 0 {
			out = append(out, c.sites[t.site].labels[t.value-1])
		}
	}
	return out
}

// others returns the prefixes that differ from the step that was done in one
// choice behind its prefix. It reports whether all are there.
func (c *chooser) others() (out [][]int, all bool) {
	all = len(c.trail) <= maxChoices
	for i := len(c.prefix); i < min(len(c.trail), maxChoices); i++ {
		for v := range c.trail[i].options {
			if v == c.trail[i].value {
				continue
			}
			next := make([]int, 0, i+1)
			for _, t := range c.trail[:i] {
				next = append(next, t.value)
			}
			out = append(out, append(next, v))
		}
	}
	return out, all
}
