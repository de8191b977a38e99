package formula

import (
	"math"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// test is a question about a subject. Tests are compared with ==.
type test struct {
	kind testKind
	// op is the relation of testNumber, testText and testPair, never NotEqual,
	// which is the negation of Equal in all of JUEL.
	op     juel.BinaryOp
	number float64
	float  bool // the constant is a float; a BigDecimal distinguishes 5 and 5.0
	text   string
	truth  bool
	// onNull is set for the method equals: the outcome where the subject is null.
	onNull Outcomes
	// strict is set where the value is not coerced to a Boolean.
	strict bool
	// lenient is set where a variable that does not exist is null.
	lenient bool
}

type testKind uint8

const (
	testTrue    testKind = iota // x
	testBoolean                 // x == true, x == false
	testNumber                  // x > 5
	testText                    // x == 'a'
	testNull                    // x == null
	testEmpty                   // empty x
	testExists                  // execution.hasVariable('x')
	testPair                    // x > y
)

// value stands for all values of a cell.
type value struct {
	kind  valueKind
	truth bool
	// order places numbers and texts among the constants: a number by its
	// value, a text by its rank.
	order float64
	// unequal is set for a number that compares as equal to constants written
	// as integers or as floats and yet is not equal to them.
	unequal [2]bool
	empty   bool
	text    string // of a text that is a constant
}

type valueKind uint8

const (
	missing valueKind = iota
	null
	boolean
	number
	text
	object
	bothNull
	oneNull
	ordered // a pair, compared by order
)

// cell is a set of values for which each test of a subject has one answer.
type cell struct {
	value   value
	answers []Outcomes // one for each test
	// say tells people of the cell, as in "amount is 5".
	say string
	// sayNull does so where null falls under it, "" where that is say.
	sayNull string
	// isNull is set where the subject is null; alsoNull where null has the same
	// answers.
	isNull, alsoNull bool
	// exotic is set for values that may not occur.
	exotic bool
	// negative is set for negative numbers where no constant is one.
	negative bool
}

// partition returns the cells of a subject.
func (s *subject) partition() []cell {
	if s.pair {
		return s.finish(s.pairCells())
	}
	var numbers, texts, booleans bool
	for _, t := range s.tests {
		numbers = numbers || t.kind == testNumber
		texts = texts || t.kind == testText
		booleans = booleans || t.kind == testTrue || t.kind == testBoolean
	}
	var cells []cell
	ok := true
	switch {
	case numbers && !texts && !booleans:
		cells = s.numberCells()
	case texts && !numbers && !booleans:
		cells, ok = s.textCells()
	case booleans && !numbers && !texts:
		cells = s.booleanCells()
	case !numbers && !texts && !booleans:
		cells = s.objectCells()
	default:
		ok = false
	}
	if !ok {
		return []cell{{exotic: true, answers: slices.Repeat([]Outcomes{anyOutcome}, len(s.tests))}}
	}
	return s.finish(append(cells, s.absentCells()...))
}

// absentCells returns the cells of null and of a variable that is missing.
func (s *subject) absentCells() []cell {
	cells := []cell{{value: value{kind: null}, say: s.key + " is null", isNull: true, exotic: s.source != fromVariable}}
	asked := s.has(testExists)
	lenient := slices.ContainsFunc(s.tests, func(t test) bool { return t.lenient })
	direct := slices.ContainsFunc(s.tests, func(t test) bool { return !t.lenient })
	if asked || lenient && direct {
		cells = append(cells, cell{value: value{kind: missing}, say: s.key + " does not exist", isNull: !asked})
	}
	return cells
}

func (s *subject) has(kind testKind) bool {
	return slices.ContainsFunc(s.tests, func(t test) bool { return t.kind == kind })
}

// blankCell returns the cell of the empty text, which counts as 0 and false,
// where a condition asks for empty.
func (s *subject) blankCell() []cell {
	if !s.has(testEmpty) {
		return nil
	}
	return []cell{{value: value{kind: text, empty: true, order: -0.5}, say: s.key + " is ''", exotic: true}}
}

func (s *subject) booleanCells() []cell {
	return append(s.blankCell(),
		cell{value: value{kind: boolean, truth: false}, say: s.key + " is false"},
		cell{value: value{kind: boolean, truth: true}, say: s.key + " is true"})
}

func (s *subject) objectCells() []cell {
	if !s.has(testEmpty) {
		return []cell{{value: value{kind: object}, say: s.key + " is not null"}}
	}
	return []cell{
		{value: value{kind: object, empty: true}, say: s.key + " is empty, but not null"},
		{value: value{kind: object}, say: s.key + " is not empty"},
	}
}

// numberCells parts the number line at the constants.
func (s *subject) numberCells() []cell {
	var points []float64
	integers, nonNegative := true, true
	for _, t := range s.tests {
		if t.kind == testNumber {
			points = append(points, t.number)
			integers = integers && t.number == math.Trunc(t.number)
			nonNegative = nonNegative && t.number >= 0
		}
	}
	slices.Sort(points)
	points = slices.Compact(points)
	cells := s.blankCell()
	add := func(at float64, exotic bool) {
		c := cell{value: value{kind: number, order: at}, say: s.key + " is " + formatNumber(at)}
		c.exotic = exotic || s.source == fromArithmetic
		c.negative = nonNegative && at < 0
		cells = append(cells, c)
	}
	for i, p := range points {
		if i == 0 {
			add(math.Ceil(p)-1, false)
		} else if between := math.Floor(points[i-1]) + 1; between < p {
			add(between, false)
		} else {
			add((points[i-1]+p)/2, integers)
		}
		add(p, false)
		for _, unequal := range [][2]bool{{true, true}, {true, false}, {false, true}} {
			add(p, true)
			cells[len(cells)-1].value.unequal = unequal
		}
	}
	add(math.Floor(points[len(points)-1])+1, false)
	return cells
}

// textCells parts the texts into the constants and all others, and where texts
// are ordered, into what lies before, between and behind them. It reports false
// for constants that are numbers in a way that makes a difference.
func (s *subject) textCells() ([]cell, bool) {
	constants, relational := s.textConstants()
	numeric, flags := 0, 0
	var numbers []float64
	for _, c := range constants {
		if isNumeric(c) {
			numeric++
			numbers = append(numbers, parseNumber(c))
		}
		if isTrueText(c) || strings.EqualFold(c, "false") {
			flags++
		}
		if relational && !isASCII(c) {
			return nil, false
		}
	}
	slices.Sort(numbers)
	if relational && (numeric > 0 || flags > 0) || len(slices.Compact(numbers)) < numeric {
		return nil, false
	}
	// Where all constants are 'true' or 'false', the subject may be a Boolean.
	isFlag := flags == len(constants)
	cells := s.constantTextCells(constants)
	if slices.Contains(constants, "") {
		// The engine takes '' for 0 where it meets a number.
		cells = append(cells, cell{value: value{kind: number}, say: s.key + " is 0", exotic: true})
	}
	if isFlag {
		cells = append(cells,
			cell{value: value{kind: boolean, truth: false}, say: s.key + " is false"},
			cell{value: value{kind: boolean, truth: true}, say: s.key + " is true"})
	}
	other, sayNull := s.sayOther(constants)
	last := len(constants)
	if !relational {
		last = 0
	}
	for i := 0; i <= last; i++ {
		cells = append(cells, cell{
			value: value{kind: text, order: float64(i) - 0.5},
			say:   other, sayNull: sayNull,
			exotic: isFlag || relational && i < last,
		})
	}
	return cells, true
}

// textConstants returns the texts that the subject is compared with, in order,
// and whether order matters.
func (s *subject) textConstants() (constants []string, relational bool) {
	for _, t := range s.tests {
		if t.kind == testText {
			constants = append(constants, t.text)
			relational = relational || t.op != juel.Equal
		}
	}
	slices.Sort(constants)
	return slices.Compact(constants), relational
}

// constantTextCells returns the cells of the texts themselves, and of the empty
// text where a condition asks for empty.
func (s *subject) constantTextCells(constants []string) []cell {
	var cells []cell
	for i, c := range constants {
		cells = append(cells, cell{
			value: value{kind: text, order: float64(i), text: c, empty: c == ""},
			say:   s.key + " is " + quote(c),
		})
	}
	if !s.has(testEmpty) {
		return cells
	}
	if !slices.Contains(constants, "") {
		return append(cells, cell{value: value{kind: text, order: -0.5, empty: true}, say: s.key + " is ''"})
	}
	return append(cells, cell{value: value{kind: text, order: -0.5, empty: true}, say: s.key + " is empty", exotic: true})
}

// sayOther tells of texts that are none of the constants: alone, and with
// null among them. It names the constants in alphabetical order: gateways that
// decide the same are then known by the same words, in whatever order their
// flows stand.
func (s *subject) sayOther(constants []string) (say, sayNull string) {
	quoted := make([]string, 0, len(constants)+1)
	if s.has(testEmpty) && !slices.Contains(constants, "") {
		quoted = append(quoted, "''")
	}
	for _, t := range s.tests {
		if q := quote(t.text); t.kind == testText && !slices.Contains(quoted, q) {
			quoted = append(quoted, q)
		}
	}
	slices.Sort(quoted)
	last := len(quoted) - 1
	say = s.key + " is a text other than "
	if last > 0 {
		say += strings.Join(quoted[:last], ", ") + " and "
	}
	say += quoted[last]
	switch last {
	case 0:
		sayNull = s.key + " is not " + quoted[0]
	case 1:
		sayNull = s.key + " is neither " + quoted[0] + " nor " + quoted[1]
	default:
		sayNull = s.key + " is none of " + strings.Join(quoted[:last], ", ") + " and " + quoted[last]
	}
	return say, sayNull
}

func (s *subject) pairCells() []cell {
	exotic := s.source == fromArithmetic
	equality := !slices.ContainsFunc(s.tests, func(t test) bool { return t.op != juel.Equal })
	less, greater := s.left+" is less than "+s.right, s.left+" is greater than "+s.right
	if equality {
		less = s.left + " differs from " + s.right
		greater = less
	}
	return []cell{
		{value: value{kind: ordered, order: -1}, say: less, exotic: exotic},
		{value: value{kind: ordered}, say: s.left + " equals " + s.right, exotic: exotic},
		{value: value{kind: ordered, order: 1}, say: greater, exotic: exotic},
		{value: value{kind: ordered, unequal: [2]bool{true, true}}, say: s.left + " compares as equal to " + s.right, exotic: true},
		{value: value{kind: oneNull}, say: "one of " + s.left + " and " + s.right + " is null", isNull: true, exotic: s.source != fromVariable},
		{value: value{kind: bothNull}, say: s.left + " and " + s.right + " are null", isNull: true, exotic: s.source != fromVariable},
	}
}

// finish computes the answers and leaves out the cells that no claim needs.
func (s *subject) finish(cells []cell) []cell {
	constants, _ := s.textConstants()
	for i := range cells {
		c := &cells[i]
		c.answers = make([]Outcomes, len(s.tests))
		for k, t := range s.tests {
			rank, _ := slices.BinarySearch(constants, t.text)
			c.answers[k] = t.answer(c.value, float64(rank))
		}
	}
	var kept []cell
	for i := range cells {
		c := &cells[i]
		if !slices.ContainsFunc(kept, func(k cell) bool { return k.covers(c) }) &&
			!slices.ContainsFunc(cells[i+1:], func(k cell) bool { return k.covers(c) && !c.covers(&k) }) {
			c.alsoNull = slices.ContainsFunc(cells, func(k cell) bool {
				return k.value.kind == null && !k.exotic && slices.Equal(k.answers, c.answers)
			})
			kept = append(kept, *c)
		}
	}
	return kept
}

// covers reports whether whatever can be claimed to happen for o can be claimed
// of c: each test answers the same or fails for o, and c is no more unusual.
// A claim is never that something fails.
func (c *cell) covers(o *cell) bool {
	if c.exotic && !o.exotic || c.isNull && !o.isNull || c.negative && !o.negative {
		return false
	}
	for i, a := range o.answers {
		if a != Fails && a != c.answers[i] {
			return false
		}
	}
	return true
}
