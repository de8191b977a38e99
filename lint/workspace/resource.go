package workspace

import (
	"context"
	"slices"
)

// Resources returns the files below a folder, given by its absolute path, for
// which want says so by their name. Folders are passed over as by [Find]; what
// cannot be read is left out.
func Resources(ctx context.Context, root string, want func(name string) bool) []string {
	f := &finder{ctx: ctx, o: Options{Dir: root}, roots: New(Places{Dir: root})}
	s := f.search(root, root)
	var paths []string
	s.visit = func(e entry) bool {
		if !e.dir && want(e.path) {
			paths = append(paths, e.path)
		}
		return e.dir
	}
	s.run()
	slices.Sort(paths)
	return paths
}
