package analysis

import (
	"strings"
)

// IsGeneratedID reports whether an id is one that a modeling tool made up and
// nobody changed:
//
//	Activity_0k3v9dq, UserTask_1x2y3z4   bpmn.io and the Camunda Modeler
//	StartEvent_1, Task_1, usertask1      the same, Eclipse, Activiti Designer
//	_5, _6-53, _jB2kMOqAEeC7h8WkX3yQ0g          Yaoqiang, Eclipse's EMF
//	sid-8-4-4-4-12, Id_…, EAID_…         Signavio, Bizagi, Enterprise Architect, and whatever else ends in a UUID
//
// A word that somebody chose is none, be it as short as Task_A.
func IsGeneratedID(id string) bool {
	if endsInUUID(id) || isEMFID(id) {
		return true
	}
	if i := strings.LastIndexByte(id, '_'); i >= 0 {
		word, rest := id[:i], id[i+1:]
		if word == "" {
			return isDigits(strings.Replace(rest, "-", "", 1))
		}
		if isDigits(rest) && len(rest) <= maxCount {
			return elementWords[strings.ToLower(word)]
		}
		return isHash(rest) && elementWords[strings.ToLower(word)]
	}
	word := strings.TrimRight(id, "0123456789")
	return len(word) < len(id) && designerWords[word]
}

// IsGenericProcessID reports whether a process has the id that a new diagram
// has, or one that says no more: Process_1, Process_0abc123, process, myProcess.
func IsGenericProcessID(id string) bool {
	if IsGeneratedID(id) {
		return true
	}
	word := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == '.' {
			return -1
		}
		return r
	}, strings.ToLower(id))
	return genericProcessWords[strings.TrimRight(word, "0123456789")]
}

// elementWords are the first parts of generated ids, in lower case.
var elementWords = wordSet(`
	activity task usertask servicetask sendtask receivetask scripttask manualtask businessruletask
	callactivity subprocess adhocsubprocess eventsubprocess transaction
	event startevent endevent boundaryevent
	intermediateevent intermediatecatchevent intermediatethrowevent implicitthrowevent
	gateway exclusivegateway parallelgateway inclusivegateway eventbasedgateway eventgateway complexgateway
	flow sequenceflow process`)

// designerWords are the first parts of the ids of Activiti Designer, which
// puts a number right behind. Its ids are in lower case, which tells them from
// what people write.
var designerWords = wordSet(`
	usertask servicetask mailtask receivetask scripttask manualtask businessruletask
	callactivity subprocess eventsubprocess
	startevent messagestartevent timerstartevent signalstartevent errorstartevent
	endevent errorendevent terminateendevent cancelendevent
	boundarytimer boundaryerror boundarysignal boundarymessage boundarycompensation
	timerintermediatecatchevent signalintermediatecatchevent messageintermediatecatchevent
	signalintermediatethrowevent
	exclusivegateway parallelgateway inclusivegateway eventgateway
	flow`)

// genericProcessWords are ids of processes in lower case, without separators
// and the number at the end.
var genericProcessWords = wordSet(`
	process myprocess newprocess mynewprocess processid processkey myprocessid processdefinition
	bpmnprocess prozess myprojectprocess diagram newdiagram untitled
	test sample example`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// maxCount is the number of digits up to which a number is a count rather than
// a year or a code.
const maxCount = 3

// hashLength is the length of what bpmn.io puts behind the type: 32 random
// bits to the base 36, so that the first digit is 0 or 1.
const hashLength = 7

// isHash reports whether s is such a number. Any first digit is accepted where
// letters and digits alternate as in no word.
func isHash(s string) bool {
	if len(s) != hashLength {
		return false
	}
	changes := 0
	for i := range len(s) {
		if !isDigit(s[i]) && (s[i] < 'a' || s[i] > 'z') {
			return false
		}
		if i > 0 && isDigit(s[i]) != isDigit(s[i-1]) {
			changes++
		}
	}
	if s[0] == '0' || s[0] == '1' {
		return !strings.HasPrefix(s, "1st")
	}
	return changes >= 3
}

// endsInUUID reports whether the last part of s is a UUID, its groups
// separated by - or _.
func endsInUUID(s string) bool {
	const length = 36
	if len(s) < length {
		return false
	}
	s = s[len(s)-length:]
	for i := range len(s) {
		switch i {
		case 8, 13, 18, 23:
			if s[i] != '-' && s[i] != '_' {
				return false
			}
		default:
			if !isHex(s[i]) {
				return false
			}
		}
	}
	return true
}

// isEMFID reports whether s is an id of the Eclipse Modeling Framework: an
// underscore and a UUID to the base 64.
func isEMFID(s string) bool {
	if len(s) != 23 || s[0] != '_' {
		return false
	}
	var upper, lower, digit bool
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			digit = true
		case 'a' <= c && c <= 'z':
			lower = true
		case 'A' <= c && c <= 'Z':
			upper = true
		case c != '-' && c != '_':
			return false
		}
	}
	return upper && lower && digit
}

func isDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
