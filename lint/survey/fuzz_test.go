package survey

import (
	"strings"
	"testing"
)

// FuzzReaders reads anything as each kind of file. Whatever is learned has a
// place in the file and a value that a configuration can have.
func FuzzReaders(f *testing.F) {
	const key = "camunda.bpm.generic-properties.properties.historyTimeToLive"
	for _, seed := range []string{
		key + ": P180D\n---\nspring.config.activate.on-profile: prod\n" + key + ": ${X:30}\n", "%prod.quarkus.camunda.generic-config.enforce-history-time-to-live=true",
		`<property name="historyTimeToLive">5</property><class>a.SpinProcessEnginePlugin</class>`, "// x\nc.setEnforceHistoryTimeToLive(false); /* */ camunda-engine-plugin-connect",
		"a: &x {b: *x}\n", "a: @b@\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"application-x.yaml", "application.properties", "bpm-platform.xml", "pom.xml", "build.gradle", "EngineConfig.java"} {
			for _, s := range reader(name)(name, text) {
				value := s.fact.Value
				if value != "true" && value != "false" && value != "connect" && value != "spin" && !valuePattern.MatchString(value) {
					t.Fatalf("%s: %q", name, value)
				}
				if !strings.HasPrefix(s.fact.Source, name+":") || len(s.fact.Source) > len(name)+12 {
					t.Fatalf("%s: %q", name, s.fact.Source)
				}
			}
		}
	})
}
