package conversation_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/internal/conversation"
)

const counted = `# How many instances there are
#
# no authentication

### 01 count
GET /engine-rest/process-instance/count?processDefinitionKey=order HTTP/1.1
Accept: application/json

<<<
HTTP/1.1 200
Content-Type: application/json

{"count":2}

### 02 remove one
DELETE /engine-rest/process-instance/7 HTTP/1.1

<<<
HTTP/1.1 204


### 03 suspend the rest
POST /engine-rest/process-instance/suspended HTTP/1.1
Accept: application/json
Content-Type: application/json

{
  "suspended": true
}
<<<
HTTP/1.1 400
Content-Type: application/json

{"type":"InvalidRequestException",
"message":"nothing selected"}
`

func TestParse(t *testing.T) {
	t.Parallel()
	got, err := conversation.Parse([]byte(counted))
	if err != nil {
		t.Fatal(err)
	}
	json := http.Header{"Content-Type": {"application/json"}}
	accept := http.Header{"Accept": {"application/json"}}
	both := http.Header{"Accept": {"application/json"}, "Content-Type": {"application/json"}}
	want := conversation.Conversation{
		Comment: "How many instances there are\n\nno authentication",
		Exchanges: []conversation.Exchange{
			{
				Title:   "01 count",
				Request: conversation.Request{Method: "GET", Target: "/engine-rest/process-instance/count?processDefinitionKey=order", Header: accept},
				Answer:  conversation.Answer{Status: 200, Header: json, Body: `{"count":2}`},
			},
			{
				Title:   "02 remove one",
				Request: conversation.Request{Method: "DELETE", Target: "/engine-rest/process-instance/7", Header: http.Header{}},
				Answer:  conversation.Answer{Status: 204, Header: http.Header{}},
			},
			{
				Title:   "03 suspend the rest",
				Request: conversation.Request{Method: "POST", Target: "/engine-rest/process-instance/suspended", Header: both, Body: "{\n  \"suspended\": true\n}"},
				Answer:  conversation.Answer{Status: 400, Header: json, Body: "{\"type\":\"InvalidRequestException\",\n\"message\":\"nothing selected\"}"},
			},
		},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	back, err := got.Format()
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(counted, string(back)); d != "" {
		t.Error(d)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"text before", "hello\n", `line 1: a line before the first exchange is no comment: "hello"`},
		{"no request", "### a", `line 1: the exchange "a" has no request`},
		{"request line", "### a\nGET engine-rest HTTP/1.1\n", "line 2: no request of the form METHOD /path HTTP/1.1"},
		{"no answer", "### a\nGET /a HTTP/1.1\n\n### b\n", `line 3: the exchange "a" has no answer`},
		{"no status", "### a\nGET /a HTTP/1.1\n\n<<<", "line 4: the answer ends before its status"},
		{"status", "### a\nGET /a HTTP/1.1\n\n<<<\nHTTP/1.1 OK\n", "line 5: no status of the form HTTP/1.1 STATUS"},
		{"header", "### a\nGET /a HTTP/1.1\nAccept\n\n<<<\n", "line 3: no header of the form Name: value"},
		{"length", "### a\nPUT /a HTTP/1.1\nContent-Length: 1\n\nab\n<<<\n", "line 5: the body has 2 bytes, and its Content-Length is 1"},
		{"encoding", "# gr\xf6\xdfe\n", "the file is not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := conversation.Parse([]byte(c.text))
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestFormatRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, request, answer string
		want                  string
	}{
		{"line end", "", "<definitions/>\r\n", "the body of its answer ends with CR LF, or with too many line ends"},
		{"mark of the answer", "a\n<<<\nb", "", `the body of its request has a line "<<<"`},
		{"mark of a title", "", "a\n### b", `the body of its answer has a line "### b"`},
		{"bytes", "", "gr\xf6\xdfe", "the body of its answer is not UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := conversation.Conversation{Exchanges: []conversation.Exchange{{
				Title:   "a",
				Request: conversation.Request{Method: "PUT", Target: "/a", Body: c.request},
				Answer:  conversation.Answer{Status: 200, Body: c.answer},
			}}}.Format()
			if want := "exchange 1 (PUT /a): " + c.want; err == nil || err.Error() != want {
				t.Errorf("got %v, want %s", err, want)
			}
		})
	}
}

func TestLineEndsAtTheEnd(t *testing.T) {
	t.Parallel()
	want := conversation.Conversation{Exchanges: []conversation.Exchange{{
		Title:   "a",
		Request: conversation.Request{Method: "PUT", Target: "/a", Header: http.Header{}, Body: "a\n"},
		Answer:  conversation.Answer{Status: 200, Header: http.Header{"Allow": {"PUT"}}, Body: "<definitions/>\n\n"},
	}}}
	data, err := want.Format()
	if err != nil {
		t.Fatal(err)
	}
	got, err := conversation.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestRecorded reads conversations with a real engine and writes them again.
func TestRecorded(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(sharedFolder(), "golden", "rest", "*.http"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("SKIPPED: the shared folder with recorded conversations is not there; BPMNLINT_SHARED names it")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c, err := conversation.Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.Count("\n"+string(data), "\n### "); len(c.Exchanges) != want {
				t.Errorf("%d exchanges, want %d", len(c.Exchanges), want)
			}
			back, err := c.Format()
			if err != nil {
				t.Fatal(err)
			}
			again, err := conversation.Parse(back)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c, again); d != "" {
				t.Error(d)
			}
		})
	}
}

func sharedFolder() string {
	if dir := os.Getenv("BPMNLINT_SHARED"); dir != "" {
		return dir
	}
	return filepath.Join("..", "..", "..", "shared")
}

func FuzzParse(f *testing.F) {
	f.Add(counted)
	f.Add("### a\nGET /a HTTP/1.1\n<<<\nHTTP/1.1 200\n### b\nGET /b HTTP/1.1\nA: b\n\n\r\n<<<\nHTTP/1.1 200")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := conversation.Parse([]byte(text))
		if err != nil {
			return
		}
		data, err := c.Format()
		if err != nil {
			return
		}
		again, err := conversation.Parse(data)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, data)
		}
		if d := cmp.Diff(c, again); d != "" {
			t.Errorf("read, written and read again it differs:\n%s", d)
		}
	})
}
