package cli

import (
	"runtime"

	"golang.org/x/sync/errgroup"
)

// inParallel does n things, as many at a time as there are processors.
func inParallel(n int, do func(i int)) {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error {
			do(i)
			return nil
		})
	}
	_ = g.Wait()
}
