package revision

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"hash/maphash"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Limits of the search for moved files: above them a file that was moved
// without telling git counts as a new one.
const (
	maxMoved      = 100 // files that are gone, and files that are new
	maxMovedBytes = 4 << 20
	// leastSimilar is the part of the larger content that both must share, as
	// for git.
	leastSimilar = 0.5
)

// findMoved finds the files that were moved without telling git: gone in one
// place, and new with similar content in another. Those that git was told of it
// has found itself.
func (c *Changes) findMoved(ctx context.Context) error {
	var added []string
	for path, old := range c.Changed {
		if old == "" {
			added = append(added, path)
		}
	}
	if len(added) == 0 || len(added) > maxMoved || len(c.Gone) == 0 || len(c.Gone) > maxMoved {
		return nil
	}
	before, after := map[string]pieces{}, map[string]pieces{}
	seed := maphash.MakeSeed()
	for path := range c.Gone {
		data, err := c.Read(ctx, path, maxMovedBytes)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		before[path] = piecesOf(seed, data)
	}
	for _, path := range added {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() && info.Size() <= maxMovedBytes {
			data, _ := os.ReadFile(path)
			after[path] = piecesOf(seed, data)
		}
	}
	type move struct {
		from, to string
		similar  float64
	}
	var moves []move
	for _, from := range slices.Sorted(maps.Keys(before)) {
		for _, to := range slices.Sorted(maps.Keys(after)) {
			if filepath.Ext(from) != filepath.Ext(to) {
				continue
			}
			if s := before[from].similar(after[to]); s >= leastSimilar {
				moves = append(moves, move{from, to, s})
			}
		}
	}
	slices.SortStableFunc(moves, func(a, b move) int { return cmp.Compare(b.similar, a.similar) })
	for _, m := range moves {
		if name, ok := c.Gone[m.from]; ok && c.Changed[m.to] == "" {
			c.Changed[m.to] = name
			delete(c.Gone, m.from)
		}
	}
	return nil
}

// pieces counts the bytes in the pieces of a content: what lies between two
// tags, white space around it left out.
type pieces struct {
	sizes map[uint64]int
	total int
}

func piecesOf(seed maphash.Seed, data []byte) pieces {
	p := pieces{sizes: map[uint64]int{}}
	for piece := range bytes.SplitSeq(data, []byte(">")) {
		piece = bytes.TrimSpace(piece)
		p.sizes[maphash.Bytes(seed, piece)] += len(piece)
		p.total += len(piece)
	}
	return p
}

// similar returns the part of the larger content that both share.
func (p pieces) similar(q pieces) float64 {
	common := 0
	for h, n := range p.sizes {
		common += min(n, q.sizes[h])
	}
	larger := max(p.total, q.total)
	if larger == 0 {
		return 0
	}
	return float64(common) / float64(larger)
}
