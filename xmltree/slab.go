package xmltree

// slab hands out values from chunks: a document is made of thousands of small
// values of few types that live equally long.
type slab[T any] struct {
	free []T
	left int // estimate of how many more will be asked for
}

// The estimate comes from the file, so a chunk is bounded whatever it says.
const (
	minChunk = 8
	maxChunk = 512
)

// take returns n zero values in a row, with no capacity behind them.
func (s *slab[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		s.free = make([]T, max(n, minChunk, min(s.left, maxChunk)))
		s.left -= len(s.free)
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	return out
}

func (s *slab[T]) one() *T { return &s.take(1)[0] }
