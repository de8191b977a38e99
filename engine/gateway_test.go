package engine_test

import "testing"

func TestGateways(t *testing.T) {
	playAll(t, []scenario{
		{"exclusive takes the first that holds", main(`<startEvent id="s"/><exclusiveGateway id="g" default="g_d_3"/>` + users("a", "b", "d") +
			flows(`s-g g-a-x==1 g-b-x&lt;3 g-d`)), []string{
			"start x=1 => main(a)", "delete r", "start x=2 => main(b)", "delete r", "start x=3 => main(d)", "delete r",
			"start => Unknown property used in expression: ${x==1}. Cause: Cannot resolve identifier 'x'",
		}},
		{"exclusive without a way on", main(`<startEvent id="s"/><exclusiveGateway id="g"/>` + users("a", "b") + flows(`s-g g-a-x==1 g-b-x==2`)), []string{
			"start x=3 => ENGINE-02004 No outgoing sequence flow for the element with id 'g' could be selected for continuing the process.",
		}},
		{"exclusive wants a Boolean", main(`<startEvent id="s"/><exclusiveGateway id="g"/>` + users("a", "b") + flows(`s-g g-a-x g-b`)), []string{
			"start x=5 => condition expression returns non-Boolean: result has class java.lang.Integer and not java.lang.Boolean",
		}},
		{"parallel join counts tokens", main(`<startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="m"/><parallelGateway id="j"/>` + users("a", "b", "c", "z") +
			flows(`s-f f-a f-b f-c a-m b-m m-j c-j j-z`)), []string{
			"start => main(a b c)", "complete a => main(b c j)", "complete b => main(c z)", "complete c => main(j z)", "stuck? complete z => true",
		}},
		{"inclusive join waits while a token can still arrive", main(`<startEvent id="s"/><inclusiveGateway id="f" default="f_c_3"/><inclusiveGateway id="j"/>` + users("a", "b", "c", "z") +
			flows(`s-f f-a-x&gt;0 f-b-x&gt;1 f-c a-j b-j c-j j-z`)), []string{
			"start x=2 => main(a b)", "complete a => main(b j)", "complete b => main(z)", "delete r", "start x=1 => main(a)", "complete a => main(z)",
			"delete r", "start x=0 => main(c)",
		}},
		{"inclusive join is not asked again when a token ends elsewhere", main(`<startEvent id="s"/><parallelGateway id="f"/><exclusiveGateway id="x" default="x_e_5"/><inclusiveGateway id="j"/><endEvent id="e"/>` + users("a", "b", "z") +
			flows(`s-f f-a f-b a-j b-x x-e x-j-b j-z`)), []string{
			"start b=false => main(a b)", "complete a => main(b j)", "stuck? complete b => true",
		}},
		{"event-based gateway takes the first event", main(`<startEvent id="s"/><eventBasedGateway id="g"/>
			<intermediateCatchEvent id="m"><messageEventDefinition messageRef="m1"/></intermediateCatchEvent>
			<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>` + users("a", "b") +
			flows(`s-g g-m g-t m-a t-b`)), []string{
			"start => main(g)", "message m1 => main(a)", "jobs? look => ", "history? look => s g(x) m a(…)", "delete r", "start", "advance 1h => main(b)", "subscriptions? look => ",
		}},
		{"flows of an activity fork and fall back to the default", main(`<startEvent id="s"/><userTask id="u" default="u_d_3"/>` + users("a", "b", "d") +
			flows(`s-u u-a-x&gt;0 u-b-x&gt;1 u-d`)), []string{
			"start", "complete u x=2 => main(a b)", "delete r", "start", "complete u x=0 => main(d)",
		}},
		{"conditional flows without a way on", main(`<startEvent id="s"/>` + users("u", "a") + flows(`s-u u-a-x&gt;0`)), []string{
			"start", "complete u x=0 => ENGINE-02006 No conditional sequence flow leaving the Flow Node 'u' could be selected for continuing the process.",
			"look => main(u)", "variables? look => ",
		}},
	})
}
