package compile

// processRules are about processes and sub-processes.
var processRules = []Rule{}
