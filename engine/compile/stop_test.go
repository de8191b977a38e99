package compile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
)

// Where the engine's parser stops, and what it then reports. The expectations
// were verified with Camunda 7.24.
func TestStops(t *testing.T) {
	t.Parallel()
	const (
		brokenDown = `BREAK-01 exception : ENGINE-01009 Error while parsing process. Cannot invoke "String.equalsIgnoreCase(String)" because the id of an activity is null.`
		broken     = `FLOW-10 exception : ENGINE-01009 Error while parsing process. Error parsing '${a[}': syntax error at position 4, encountered '}', expected <IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('.`
	)
	field := func(pattern string) string {
		return head + `<process id="p" isExecutable="true"><startEvent id="s"><extensionElements><camunda:formData><camunda:formField id="f" type="date" datePattern="` + pattern + `"/></camunda:formData></extensionElements></startEvent></process>` + tail
	}
	refused := func(problem string) []string {
		return []string{"FORM-09 exception : ENGINE-01009 Error while parsing process. " + problem + "."}
	}
	compensates := `<intermediateThrowEvent id="a"><compensateEventDefinition activityRef="x"/></intermediateThrowEvent><intermediateThrowEvent id="b"><compensateEventDefinition activityRef="x"/></intermediateThrowEvent>`
	for name, test := range map[string]struct {
		model string
		want  []string
	}{
		"script that is an expression":          {process(`<scriptTask id="x" scriptFormat="groovy"><script> ${a[} </script></scriptTask>`), []string{"FLOW-10 exception : ENGINE-01009 Error while parsing process. Error parsing ' ${a[} ': syntax error at position 5, encountered '}', expected <IDENTIFIER>|<STRING>|<FLOAT>|<INTEGER>|'true'|'false'|'null'|'-'|'!'|'not'|'empty'|'('."}},
		"script that contains one":              {process(`<scriptTask id="x" scriptFormat="groovy"><script>x ${a[}</script></scriptTask>`), []string{}},
		"script in JUEL":                        {process(`<scriptTask id="x" scriptFormat="Juel"><script>${a[}</script></scriptTask>`), []string{}},
		"resource that is an expression":        {process(`<scriptTask id="x" scriptFormat="groovy" camunda:resource="${a[}"/>`), []string{broken}},
		"empty resource beside a script":        {process(`<scriptTask id="x" scriptFormat="groovy" camunda:resource=""><script>a</script></scriptTask>`), []string{}},
		"empty resource":                        {process(`<scriptTask id="x" scriptFormat="groovy" camunda:resource=""/>`), []string{"SCR-01 error : Unable to process ScriptTask: Script source is null"}},
		"date pattern":                          {field(`dd.MM.yyyy 'um' HH`), []string{}},
		"date pattern with an unknown letter":   {field(`jj`), refused("Illegal pattern character 'j'")},
		"date pattern with an open quote":       {field(`yyyy'T`), refused("Unterminated quote")},
		"date pattern with a long zone":         {field(`XXXX`), refused("invalid ISO 8601 format: length=4")},
		"job of a last activity without id":     {process(`<task camunda:asyncBefore="true"/>`), []string{}},
		"job of an activity without id":         {process(`<task camunda:asyncBefore="true"/><task id="x"/>`), []string{brokenDown}},
		"job of a body without id":              {process(`<task camunda:asyncBefore="true"><multiInstanceLoopCharacteristics><loopCardinality>1</loopCardinality></multiInstanceLoopCharacteristics></task><task id="x"/>`), []string{}},
		"last of two references to an activity": {process(compensates), []string{"THROW-03 error b: Invalid attribute value for 'activityRef': no activity with id 'x' in scope 'null'"}},
		"refusal after a warning": {head + `<process id="p" isExecutable="true"><startEvent id="s"><timerEventDefinition><timeDate>${at}</timeDate></timerEventDefinition></startEvent><complexGateway id="g"/></process>` + tail,
			[]string{"START-08 exception : Unknown property used in expression: ${at}. Cause: Cannot resolve identifier 'at'"}},
		"executable only by the schema": {head + `<process id="p" isExecutable="1"><serviceTask id="x"/></process>` + tail, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := rows(compile.Check([]*bpmn.Definitions{read(t, test.model)}, compile.Options{StopAsEngine: true}))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}
