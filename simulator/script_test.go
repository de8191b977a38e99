package simulator_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/simulator"
	"github.com/bpmnlint/bpmnlint/source"
)

func TestScript(t *testing.T) {
	t.Parallel()
	const text = `# the long way
stub check
stub charge error DECLINED "no money"
start amount=1500
complete approve approved=true note="two words" items=["a", "b"]
stub charge
complete ask
complete ship
`
	steps, err := simulator.ReadScript(text)
	if err != nil {
		t.Fatal(err)
	}
	x := simulator.New(t, order)
	for _, s := range steps {
		if err := s.Run(x.Session); err != nil {
			t.Fatalf("line %d %s: %v", s.Line, s.Text, err)
		}
	}
	x.ExpectPassedInOrder("approve", "declined", "ask", "ship").ExpectEnded().
		ExpectVariable("note", "two words").ExpectVariable("items", []any{"a", "b"})
	if !steps[0].Prepares() || steps[2].Prepares() {
		t.Error("only stubs prepare")
	}
}

func TestScriptErrors(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"compelte a":           `line 1: unknown command "compelte"; there are advance, complete, error, escalate, fail, message, retry, run, set, signal, start, stub, trigger`,
		"\n# x\ncomplete":      "line 3: complete wants ACTIVITY",
		"complete a b":         `line 1: "b" is no name=value; variables stand at the end as name=value`,
		"fail a no truck":      "line 1: fail wants no more than ACTIVITY MESSAGE; a text with blanks stands in double quotes",
		"stub":                 "line 1: stub wants ACTIVITY, or * for all",
		"stub a error":         "line 1: stub a error wants CODE [MESSAGE]",
		"stub a fail x y":      "line 1: stub a fail wants MESSAGE; a text with blanks stands in double quotes",
		`complete a x="open`:   "line 1: a double quote is not closed",
		"set":                  "line 1: set wants name=value",
		"advance PT1H tonight": "line 1: advance wants no more than DURATION-OR-DATE; a text with blanks stands in double quotes",
	} {
		_, err := simulator.ReadScript(text)
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func FuzzReadScript(f *testing.F) {
	f.Add("stub a x=1\ncomplete a note=\"b c\" l=[1, {\"k\": 2}]\nadvance PT1H")
	f.Add("set =\nstub \"\" error \"")
	data := model(`<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><userTask id="a"/>`)
	f.Fuzz(func(t *testing.T, text string) {
		steps, err := simulator.ReadScript(text)
		if err != nil {
			return
		}
		s, problems := simulator.Deploy([]*source.File{source.New("p.bpmn", data)}, simulator.Options{})
		if s == nil {
			t.Fatal(problems)
		}
		for i, x := range steps {
			if i > 20 {
				break
			}
			_ = x.Run(s)
		}
	})
}

func TestParseVar(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]any{
		"a=5": int32(5), "a=3000000000": int64(3000000000), "a=1.5": 1.5, "a=true": true, "a=null": nil, `a="5"`: "5", "a=text": "text",
		"a=": "", "a=b=c": "b=c", "a=5 6": "5 6", "a=2030-01-01": "2030-01-01",
	} {
		name, got, err := simulator.ParseVar(text)
		if err != nil || name != "a" || got != want {
			t.Errorf("%s: %s %v %v", text, name, got, err)
		}
	}
	for _, text := range []string{"a", "=5", ""} {
		if _, _, err := simulator.ParseVar(text); err == nil {
			t.Errorf("%q is taken for a variable", text)
		}
	}
	if _, err := simulator.ParseVars([]byte(`{"a":1} {}`)); err == nil {
		t.Error("two objects are taken for one")
	}
}
