package conversation

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Conversation is what was said, in order.
type Conversation struct {
	// Comment is text about it, without the signs that mark comments.
	Comment   string
	Exchanges []Exchange
}

// Exchange is a request and its answer.
type Exchange struct {
	Title   string
	Request Request
	Answer  Answer
}

// Request is what a client sends.
type Request struct {
	Method string
	// Target is the path with the query, escaped as it was sent.
	Target string
	Header http.Header
	Body   string
}

// Answer is what a server says to a request.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

const (
	titleMark  = "### "
	answerMark = "<<<"
	protocol   = "HTTP/1.1"

	lengthHeader = "Content-Length"
	// maxLineEnds is how many line ends a body can end with.
	maxLineEnds = 1000
)

// lines hands out the lines of a file.
type lines struct {
	all  []string
	next int // of all; the number of the line read last
}

func (l *lines) end() bool { return l.next == len(l.all) }

func (l *lines) errorf(format string, args ...any) error {
	return fmt.Errorf("line %d: %s", max(l.next, 1), fmt.Sprintf(format, args...))
}

// Parse reads a file. The error names the line that is not of the format.
func Parse(data []byte) (Conversation, error) {
	var c Conversation
	if !utf8.Valid(data) {
		return c, fmt.Errorf("the file is not UTF-8")
	}
	l := &lines{all: strings.Split(string(data), "\n")}
	var comment []string
	for !l.end() && !strings.HasPrefix(l.all[l.next], titleMark) {
		line := l.all[l.next]
		l.next++
		text, ok := strings.CutPrefix(line, "#")
		if !ok && line != "" {
			return c, l.errorf("a line before the first exchange is no comment: %q", line)
		}
		comment = append(comment, strings.TrimRight(strings.TrimPrefix(text, " "), " \r"))
	}
	c.Comment = strings.Trim(strings.Join(comment, "\n"), "\n")
	for !l.end() {
		x, err := l.exchange()
		if err != nil {
			return c, err
		}
		c.Exchanges = append(c.Exchanges, x)
	}
	return c, nil
}

// exchange reads one from the line of its title.
func (l *lines) exchange() (Exchange, error) {
	x := Exchange{Title: strings.TrimPrefix(l.all[l.next], titleMark)}
	l.next++
	if l.end() {
		return x, l.errorf("the exchange %q has no request", x.Title)
	}
	first := strings.Split(l.all[l.next], " ")
	l.next++
	if len(first) != 3 || first[0] == "" || !strings.HasPrefix(first[1], "/") || first[2] != protocol {
		return x, l.errorf("no request of the form METHOD /path %s", protocol)
	}
	x.Request.Method, x.Request.Target = first[0], first[1]
	var err error
	if x.Request.Header, err = l.header(); err != nil {
		return x, err
	}
	if x.Request.Body, err = l.body(true, x.Request.Header); err != nil {
		return x, err
	}
	if l.end() || l.all[l.next] != answerMark {
		return x, l.errorf("the exchange %q has no answer", x.Title)
	}
	l.next++
	if l.end() {
		return x, l.errorf("the answer ends before its status")
	}
	status, ok := strings.CutPrefix(l.all[l.next], protocol+" ")
	l.next++
	if x.Answer.Status, err = strconv.Atoi(status); !ok || err != nil || x.Answer.Status < 100 || x.Answer.Status > 999 {
		return x, l.errorf("no status of the form %s STATUS", protocol)
	}
	if x.Answer.Header, err = l.header(); err != nil {
		return x, err
	}
	x.Answer.Body, err = l.body(false, x.Answer.Header)
	return x, err
}

// header reads up to the blank line and over it. Where an exchange ends without
// one, so does the header.
func (l *lines) header() (http.Header, error) {
	h := http.Header{}
	for !l.end() {
		line := l.all[l.next]
		if line == answerMark || strings.HasPrefix(line, titleMark) {
			return h, nil
		}
		l.next++
		if line == "" {
			return h, nil
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.TrimSpace(name) != name {
			return nil, l.errorf("no header of the form Name: value")
		}
		h.Add(name, strings.TrimSpace(value))
	}
	return h, nil
}

// body reads up to the line that ends it, and takes the length out of the
// header.
func (l *lines) body(request bool, h http.Header) (string, error) {
	from := l.next
	for !l.end() && !endsBody(l.all[l.next], request) {
		l.next++
	}
	body := strings.TrimRight(strings.Join(l.all[from:l.next], "\n"), "\r\n")
	length := h.Get(lengthHeader)
	if length == "" {
		return body, nil
	}
	h.Del(lengthHeader)
	n, err := strconv.Atoi(length)
	if err != nil || n < len(body) || n > len(body)+maxLineEnds {
		return "", l.errorf("the body has %d bytes, and its %s is %s", len(body), lengthHeader, length)
	}
	return body + strings.Repeat("\n", n-len(body)), nil
}

func endsBody(line string, request bool) bool {
	return request && line == answerMark || strings.HasPrefix(line, titleMark)
}

// Format writes the file. The error names the first exchange that the format
// cannot hold.
func (c Conversation) Format() ([]byte, error) {
	var b bytes.Buffer
	if c.Comment != "" {
		for line := range strings.SplitSeq(c.Comment, "\n") {
			b.WriteString(strings.TrimRight("# "+line, " ") + "\n")
		}
		b.WriteString("\n")
	}
	for i, x := range c.Exchanges {
		if err := x.check(); err != nil {
			return nil, fmt.Errorf("exchange %d (%s %s): %w", i+1, x.Request.Method, x.Request.Target, err)
		}
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s%s\n%s %s %s\n", titleMark, x.Title, x.Request.Method, x.Request.Target, protocol)
		writeHeader(&b, x.Request.Header, x.Request.Body)
		writeBody(&b, x.Request.Body)
		fmt.Fprintf(&b, "%s\n%s %d\n", answerMark, protocol, x.Answer.Status)
		writeHeader(&b, x.Answer.Header, x.Answer.Body)
		writeBody(&b, x.Answer.Body)
	}
	return b.Bytes(), nil
}

// check returns why the format cannot hold an exchange.
func (x Exchange) check() error {
	if strings.ContainsAny(x.Title+x.Request.Method+x.Request.Target, "\r\n") {
		return fmt.Errorf("its title or first line has a line end")
	}
	for i, body := range [...]string{x.Request.Body, x.Answer.Body} {
		what := [...]string{"request", "answer"}[i]
		if !utf8.ValidString(body) {
			return fmt.Errorf("the body of its %s is not UTF-8", what)
		}
		if ends := len(body) - len(strings.TrimRight(body, "\r\n")); ends > maxLineEnds || strings.Contains(body[len(body)-ends:], "\r") {
			return fmt.Errorf("the body of its %s ends with CR LF, or with too many line ends", what)
		}
		for line := range strings.SplitSeq(body, "\n") {
			if endsBody(line, i == 0) {
				return fmt.Errorf("the body of its %s has a line %q", what, line)
			}
		}
	}
	return nil
}

// writeHeader writes a header, with the length of a body whose end would be
// lost else.
func writeHeader(b *bytes.Buffer, h http.Header, body string) {
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, v := range h[name] {
			fmt.Fprintf(b, "%s: %s\n", name, v)
		}
	}
	if strings.HasSuffix(body, "\n") {
		fmt.Fprintf(b, "%s: %d\n", lengthHeader, len(body))
	}
}

func writeBody(b *bytes.Buffer, body string) {
	b.WriteString("\n")
	if body = strings.TrimRight(body, "\n"); body != "" {
		b.WriteString(body + "\n")
	}
}
