package spelling_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/internal/spelling"
)

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b        string
		limit, want int
	}{
		{"", "", 4, 0}, {"topic", "topic", 4, 0},
		{"topic", "topics", 4, 1}, {"topics", "topic", 4, 1}, {"topic", "tobic", 4, 1}, {"topic", "tpoic", 4, 1},
		{"", "abc", 4, 3}, {"kitten", "sitting", 9, 3}, {"ca", "abc", 9, 3},
		{"a", "abcdef", 4, 4}, {"abcd", "wxyz", 3, 3},
	} {
		if got := spelling.Distance(c.a, c.b, c.limit); got != c.want {
			t.Errorf("%q and %q: %d, not %d", c.a, c.b, got, c.want)
		}
	}
}
