package survey_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint/survey"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// look surveys a folder; each entry is "path: content".
func look(t *testing.T, files ...string) *survey.Survey {
	t.Helper()
	dir := t.TempDir()
	var models []workspace.File
	for _, f := range files {
		name, content, _ := strings.Cut(f, ": ")
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".bpmn") {
			models = append(models, workspace.File{Path: name, Abs: path, Kind: workspace.Model})
		}
	}
	s, err := survey.Run(context.Background(), survey.Options{Dir: dir, Models: models, Workspace: workspace.New(workspace.Places{Dir: dir})})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// engines prints what is known of engines, a line for each.
func engines(s *survey.Survey) string {
	var b strings.Builder
	fact := func(what string, f survey.Fact) {
		if f.Value != "" {
			b.WriteString(" " + what + "=" + f.Value + "@" + f.Source)
			if f.Profile != "" {
				b.WriteString("(" + f.Profile + ")")
			}
		}
	}
	for _, e := range s.Engines {
		b.WriteString(e.Module + ":")
		fact("ttl", e.TimeToLive)
		fact("enforced", e.Enforced)
		for _, p := range e.Plugins {
			fact("plugin", p)
		}
		for _, u := range e.Unclear {
			fact("unclear", u)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestEngines(t *testing.T) {
	t.Parallel()
	const properties = "camunda.bpm.generic-properties.properties."
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"nothing", []string{"pom.xml: <project/>", "application.yaml: server: {port: 80}"}, ""},
		{"YAML", []string{"pom.xml: ", "src/main/resources/application.yaml: camunda:\n  bpm:\n    generic-properties:\n      properties:\n        historyTimeToLive: P180D\n"}, ".: ttl=P180D@src/main/resources/application.yaml:5\n"},
		{"relaxed names", []string{"application.yml: camunda.bpm.genericProperties.properties:\n  enforce_history-time-to-live: 'false'\n"}, ".: enforced=false@application.yml:2\n"},
		{"properties", []string{"application.properties: # camunda\n" + properties + "historyTimeToLive = 90\n!" + properties + "enforceHistoryTimeToLive=true\n"}, ".: ttl=90@application.properties:2\n"},
		{"forks", []string{"a/application.properties: operaton.bpm.generic-properties.properties.history-time-to-live: P1D", "b/application.properties: cibseven.bpm.generic-properties.properties.enforceHistoryTimeToLive=true"},
			"a: ttl=P1D@a/application.properties:1\nb: enforced=true@b/application.properties:1\n"},
		{"Quarkus", []string{"application.properties: quarkus.camunda.generic-config.history-time-to-live=P7D\n%prod.quarkus.camunda.generic-config.history-time-to-live=P9D"},
			".: ttl=P7D@application.properties:1 unclear=P9D@application.properties:2(prod)\n"},
		{"Camunda Run", []string{"run/configuration/default.yml: camunda.bpm:\n  generic-properties.properties: {historyTimeToLive: P5D}\n"}, "run/configuration: ttl=P5D@run/configuration/default.yml:2\n"},
		{"placeholder with default", []string{"application.yaml: v: @project.version@\n" + properties + "historyTimeToLive: ${TTL:P30D}"}, ".: ttl=P30D@application.yaml:2\n"},
		{"placeholder without default", []string{"application.yaml: " + properties + "historyTimeToLive: ${TTL}"}, ""},
		{"a value that the engine does not read", []string{"application.yaml: " + properties + "historyTimeToLive: P6M"}, ""},
		{"a key that the engine does not read", []string{"application.yaml: camunda.bpm.historyTimeToLive: P6D"}, ""},
		{"profiles beside the rest", []string{"application.yaml: " + properties + "historyTimeToLive: 1\n---\nspring.config.activate.on-profile: prod\n" + properties + "historyTimeToLive: 2\n",
			"application-test.properties: " + properties + "historyTimeToLive=3"},
			".: ttl=1@application.yaml:1 unclear=3@application-test.properties:1(test) unclear=2@application.yaml:4(prod)\n"},
		{"profiles alone that agree", []string{"application-a.properties: " + properties + "historyTimeToLive=3", "application-b.properties: " + properties + "historyTimeToLive=3"}, ".: ttl=3@application-a.properties:1(a)\n"},
		{"profiles alone that do not", []string{"application-a.properties: " + properties + "historyTimeToLive=3", "application-b.properties: " + properties + "historyTimeToLive=4"},
			".: unclear=3@application-a.properties:1(a) unclear=4@application-b.properties:1(b)\n"},
		{"descriptor", []string{"conf/bpm-platform.xml: <bpm-platform>\n<process-engine><properties>\n<property name=\"historyTimeToLive\">P180D</property><property name=\"enforceHistoryTimeToLive\">true</property>\n</properties><plugins><plugin>\n<class>org.camunda.connect.plugin.impl.ConnectProcessEnginePlugin</class></plugin>\n<plugin><class>org.operaton.spin.plugin.impl.SpinProcessEnginePlugin</class>"},
			"conf: ttl=P180D@conf/bpm-platform.xml:3 enforced=true@conf/bpm-platform.xml:3 plugin=connect@conf/bpm-platform.xml:5 plugin=spin@conf/bpm-platform.xml:6\n"},
		{"beans", []string{"camunda.cfg.xml: <beans><bean class=\"x.StandaloneProcessEngineConfiguration\">\n<property name=\"enforceHistoryTimeToLive\" value=\"false\"/>\n<property name=\"processEnginePlugins\"><list><bean class=\"org.camunda.spin.plugin.impl.SpinProcessEnginePlugin\"/></list></property></bean></beans>"},
			".: enforced=false@camunda.cfg.xml:2 plugin=spin@camunda.cfg.xml:3\n"},
		{"build files", []string{"a/pom.xml: <project>\n<dependencyManagement><artifactId>camunda-engine-plugin-connect</artifactId></dependencyManagement>\n<!-- camunda-engine-plugin-connect\n -->\n<artifactId>camunda-engine-plugin-spin</artifactId>",
			"b/build.gradle.kts: // \"org.camunda.bpm:camunda-engine-plugin-spin\"\nimplementation(\"org.operaton.bpm:operaton-engine-plugin-connect\")"},
			"a: plugin=spin@a/pom.xml:5\nb: plugin=connect@b/build.gradle.kts:2\n"},
		{"code", []string{"build.gradle: ", "src/main/java/EngineConfiguration.java: /* setHistoryTimeToLive(\"P1D\") */\nc.setHistoryTimeToLive(\"P14D\");\nc.setEnforceHistoryTimeToLive(false);", "src/main/java/Order.java: c.setHistoryTimeToLive(\"P15D\")",
			"k/pom.xml: ", "k/EngineConfig.kt: it.historyTimeToLive = \"P3D\"\nit.isEnforceHistoryTimeToLive = true"},
			".: ttl=P14D@src/main/java/EngineConfiguration.java:2 enforced=false@src/main/java/EngineConfiguration.java:3\nk: ttl=P3D@k/EngineConfig.kt:1 enforced=true@k/EngineConfig.kt:2\n"},
		{"tests, build folders and hidden ones", []string{"src/test/resources/application.yaml: " + properties + "historyTimeToLive: 1", "target/application.yaml: " + properties + "historyTimeToLive: 1", ".x/application.yaml: " + properties + "historyTimeToLive: 1"}, ""},
		{"broken files", []string{"a/application.yaml: a: [", "b/bpm-platform.xml: <a><b name=historyTimeToLive>", "c/application.properties: =\n=x\n%\n%=1\n"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := engines(look(t, tt.files...))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func model(elements ...string) string {
	return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">` +
		`<process id="order" isExecutable="true" camunda:historyTimeToLive="1">` + strings.Join(elements, "") + `</process></definitions>`
}

// elements makes elements of one type from ids.
func elements(kind, ids string) string {
	var b strings.Builder
	for id := range strings.FieldsSeq(ids) {
		b.WriteString("<" + kind + ` id="` + id + `"/>`)
	}
	return b.String()
}

func TestConventions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, ids, want string }{
		{"prefix and camel case", "UT_checkOrder UT_pay UT_shipGoods UT_askCustomer UT_a UT_bC UT_d UT_eF", "UT_[a-z][A-Za-z0-9]*"},
		{"prefix and anything", "task-A_b task-cD task-e_F task-Gh task-i-J task-k.l task-M task-n", "task-.+"},
		{"kebab case", "check-order pay ship-goods ask-customer wait-for-payment send-mail a-b c-d", "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"},
		{"snake case", "check_order pay_bill ship_goods ask_customer wait_for_payment send_mail a_b c_d", "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"},
		{"four of five", "CheckOrder PayBill ShipGoods AskCustomer WaitForPayment SendMail AB CD x-1 y_2", "[A-Z][A-Za-z0-9]*"},
		{"three of four", "CheckOrder PayBill ShipGoods AskCustomer WaitForPayment SendMail x-1 y_2", ""},
		{"too few", "CheckOrder PayBill ShipGoods", ""},
		{"single words tell nothing", "check pay ship ask wait send mail call", ""},
		{"generated ids are no convention", "Activity_0abc123 Activity_1abc123 Activity_0xyz789 Activity_1xyz789 Activity_0k3v9dq Activity_0k3v9dr Activity_0k3v9ds Activity_0k3v9dt", ""},
		{"nor is their prefix", "Activity_Check Activity_Pay Activity_Ship Activity_Ask Activity_Wait Activity_Send Activity_Call Activity_Go Activity_0abc123 Activity_1abc123 Activity_0xyz789", ""},
		{"nor is what a few chose among them", "CheckOrder PayBill ShipGoods AskCustomer WaitForPayment SendMail CallBack GoOn Activity_0abc123 Activity_1abc123 Activity_0xyz789", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			for _, c := range look(t, "a.bpmn: "+model(elements("userTask", tt.ids))).Conventions {
				if c.Type != "userTask" || 5*c.Keep < 4*c.Of || c.Example == "" {
					t.Errorf("%+v", c)
				}
				got = c.Pattern
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPlatforms(t *testing.T) {
	t.Parallel()
	s := look(t, "a/pom.xml: <project><dependencies><dependency><groupId>org.camunda.bpm</groupId><artifactId>camunda-engine</artifactId><version>7.20.0</version></dependency></dependencies></project>",
		"a/x.bpmn: "+model(), "a/src/main/resources/y.bpmn: "+model(), "b/z.bpmn: "+model(), "b/broken.bpmn: <")
	want := []survey.Platform{{Name: "camunda-7.20", Source: "a/pom.xml", Models: 2}, {Name: "camunda-7.24", Models: 1}}
	if diff := cmp.Diff(want, s.Platforms); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"a", "b"}, s.Modules); diff != "" {
		t.Error(diff)
	}
}
