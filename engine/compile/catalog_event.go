package compile

// eventRules are about events and their definitions.
var eventRules = []Rule{}
