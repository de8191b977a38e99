// Package formula decides what can be said of the conditions of a split
// without running it: whether one of them always holds, whether one can never
// be taken, whether two of them can hold at once.
//
// # How
//
// The conditions become Boolean formulas over tests. A test asks one thing of
// one subject: status == 'NEW', empty list, amount > 5. A subject is a variable,
// a property or element of one, the result of a call or of arithmetic, or two
// of these compared with each other, and is known by its canonical text. For
// each subject its possible values are parted into cells within which all tests
// about it have one answer: the number line at the constants that occur, the
// texts that occur and all others, true and false, null. The truth table runs
// over all combinations of cells.
//
// The answer of a test is not just true or false. By the engine's rules null is
// neither greater nor less than a number and not equal to it, !x of null is
// true, a condition whose value is null or a text fails, and so does the
// comparison of a text with a number. A failing condition ends the choice: no
// flow is taken. An answer is therefore a set of outcomes ([True], [False],
// [Fails]) and what is claimed holds for every outcome in it.
//
// # What is certain
//
// A claim is made only where it is certain; everything else is undecided. Cells
// that exist only in theory (a BigDecimal that compares equal and is not, 4.5
// where all constants are integers, a negative size) count against a claim,
// never for it. Subjects that may depend on each other (order.open and
// order.closed, list and list.size()) count as independent only where nothing is
// claimed to exist. Conditions with side effects, scripts, more than [MaxTests]
// tests: undecided.
//
// These things are assumed: what a subject is compared with tells its type, so
// that a variable compared with texts holds a text or null; a variable that is
// read exists, unless a condition asks whether it does; a call that has no side
// effect by its name gives the same result for the same text within one split.
//
// The conditions' order is that of the document, in which an exclusive gateway
// asks them. The default flow is not among them.
package formula
