package compile

// activityRules are about tasks, call activities and multi-instance.
var activityRules = []Rule{}
