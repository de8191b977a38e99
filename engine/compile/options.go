package compile

import (
	"time"

	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// Options says which engine is asked.
type Options struct {
	// Platform is the engine; the zero value stands for Camunda 7.24.
	Platform platform.Platform
	// Plugins are the engine plug-ins that are installed.
	Plugins Plugins
	// EnforceHistoryTimeToLive makes a process without a history time to live
	// an error on platforms that know the setting (Camunda from 7.20 on, where
	// it is the default, and the forks).
	EnforceHistoryTimeToLive bool
	// HistoryTimeToLive is the engine's own default, such as P180D; empty for
	// none.
	HistoryTimeToLive string
	// WithoutClasses says that no class of the user's own is there: a form
	// handler then ends the parser.
	WithoutClasses bool
	// StopAsEngine leaves out what the engine's parser does not get to see.
	StopAsEngine bool
	// Now is the time of the deployment, at which timers of start events are
	// computed. The zero value stands for 2030-01-01T00:00:00Z, so that the
	// answer does not depend on the day it is asked.
	Now time.Time
}

// engine returns the platform that is asked.
func (o Options) engine() platform.Platform {
	if o.Platform == (platform.Platform{}) {
		return platform.Latest(platform.Camunda)
	}
	return o.Platform
}

// Plugins are engine plug-ins that decide whether a model deploys.
type Plugins struct {
	Connect bool // connectors
	Spin    bool // functions S, XML and JSON
}
