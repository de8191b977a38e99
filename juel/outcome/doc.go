// Package outcome says what an expression can become, without running it: the
// kinds of values that it can have, its value where that is always the same,
// and the parts of it that fail whenever they are evaluated.
//
// # What is certain
//
// A variable, a property, the result of a method or of a bean may be anything.
// All else follows from the operators: a comparison is a Boolean, a division
// is no whole number, text around an evaluation makes it a text. An operator
// fails for certain where none of the values that its operands can have suits
// it, which is asked of the evaluator of package juel for one value of each
// kind: a text that is no number cannot be added to anything, and the Boolean
// that 1 < x is cannot be compared with 10.
//
// A few methods are taken to give what Java's give, whatever they are called
// on: length, size, indexOf, toString, concat and their like. The methods of a
// DateTime that begin with plus, minus or with give a DateTime again.
//
// Whether a variable, a property or a method is there is not asked, nor is it
// said what else an expression does.
package outcome
