// Package conversation reads, writes, replays and records what a client and an
// engine's REST API have said to each other, so that tests of clients need no
// engine.
//
// # Vocabulary
//
//   - A [Conversation] is one file: a comment and exchanges in order.
//   - An [Exchange] is a [Request] and its [Answer].
//   - A [Replay] is a server that gives recorded answers; a [Recorder] is a
//     transport that notes what passes through it.
//
// # The format
//
// A file is UTF-8 with LF. Lines before the first one that begins with "### "
// are comments and begin with "#". An exchange is
//
//	### title
//	METHOD /path?query HTTP/1.1
//	Name: value
//
//	body
//	<<<
//	HTTP/1.1 STATUS
//	Name: value
//
//	body
//
// A body reaches from the blank line to the next line that is "<<<" (in a
// request) or begins with "### ". Line ends at its end do not belong to it,
// unless a Content-Length says that there are some: that is how [Conversation.Format]
// writes a body that ends with them.
//
// # Invariants
//
// [Parse] and [Conversation.Format] are inverse for what Format has written.
//
// Requests are equal if method, path, the set of query parameters and the body
// are; bodies of JSON are compared as values. Equal requests get their answers
// in recorded order, and the last one for ever: a client may poll more often
// than was recorded.
//
// A [Recorder] keeps of the headers only those that say what a body is and how
// to log in or go on. Credentials are never among them.
//
// # What is left out
//
// Times between exchanges, bodies that are not UTF-8, and what depends on the
// order of different requests.
package conversation
