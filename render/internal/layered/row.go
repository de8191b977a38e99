package layered

import (
	"cmp"
	"math"
	"slices"
)

// block is a chain of vertices, at most one in a layer, whose segments are
// straight; or the border between two bands.
type block struct {
	vertices []int
	y        float64
	above    []bound // what must lie above
	below    []bound // what must lie below
}

// bound says that a block lies at least gap below another, or above it.
type bound struct {
	block int
	gap   float64
}

// rows assigns heights to vertices.
type rows struct {
	*placing
	block  []int     // of vertices
	offset []float64 // of vertices in their block
	blocks []block
	order  []int // of blocks, from top to bottom
}

// assignRows finds the heights of all vertices: as many segments straight as
// possible, everything as near to its neighbors as the order permits.
func (p *placing) assignRows() {
	r := &rows{placing: p, block: make([]int, len(p.vertices)), offset: make([]float64, len(p.vertices))}
	r.makeBlocks(r.align())
	r.makeBounds()
	r.sort()
	r.stack()
	r.relax()
	top := math.Inf(1)
	for v := range p.vertices {
		x := &p.vertices[v]
		x.y = r.blocks[r.block[v]].y + r.offset[v]
		top = min(top, x.y-x.up)
	}
	if p.Bands > 1 {
		top = min(top-bandGap, 0)
	}
	for v := range p.vertices {
		p.vertices[v].y -= top
	}
	for _, b := range r.blocks[len(r.blocks)-p.Bands+1:] {
		p.bandEnds = append(p.bandEnds, b.y-top)
	}
}

// align chooses the segments to make straight: no vertex has more than one on
// each side, no two of them cross, and none leaves its band. Long edges come
// first, then those in the middle of their bundle.
func (r *rows) align() []bool {
	straight := make([]bool, len(r.segments))
	leftTaken, rightTaken := make([]bool, len(r.vertices)), make([]bool, len(r.vertices))
	cost := make([]int, len(r.segments))
	for v := range r.vertices {
		r.addCosts(cost, r.vertices[v].right, func(s segment) int { return r.vertices[s.right].at })
		r.addCosts(cost, r.vertices[v].left, func(s segment) int { return r.vertices[s.left].at })
	}
	for s, x := range r.segments {
		if r.vertices[x.left].node >= 0 || r.vertices[x.right].node >= 0 {
			cost[s] += len(r.vertices)
		}
	}
	var candidates []int
	for _, layer := range r.layers {
		candidates = candidates[:0]
		for _, v := range layer {
			candidates = append(candidates, r.vertices[v].right...)
		}
		slices.SortStableFunc(candidates, func(a, b int) int { return cmp.Compare(cost[a], cost[b]) })
		var taken [][2]int // places of the chosen segments, sorted
		for _, s := range candidates {
			x := r.segments[s]
			left, right := &r.vertices[x.left], &r.vertices[x.right]
			if left.band != right.band || rightTaken[x.left] || leftTaken[x.right] {
				continue
			}
			i, _ := slices.BinarySearchFunc(taken, left.at, func(t [2]int, at int) int { return cmp.Compare(t[0], at) })
			if i > 0 && taken[i-1][1] > right.at || i < len(taken) && taken[i][1] < right.at {
				continue
			}
			taken = slices.Insert(taken, i, [2]int{left.at, right.at})
			straight[s], rightTaken[x.left], leftTaken[x.right] = true, true, true
		}
	}
	return straight
}

// addCosts makes segments dearer the farther they are from the middle of a
// bundle; of two, the upper one is the middle, so that the first flow of a
// split leads straight on. Those that begin lower come last.
func (r *rows) addCosts(cost, bundle []int, place func(segment) int) {
	var sorted []int
	for _, s := range bundle {
		if r.segments[s].out > 0 {
			cost[s] += len(bundle)
		} else {
			sorted = append(sorted, s)
		}
	}
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(place(r.segments[a]), place(r.segments[b])) })
	middle := (len(sorted) - 1) / 2
	for i, s := range sorted {
		cost[s] += max(i-middle, middle-i)
	}
}

func (r *rows) makeBlocks(straight []bool) {
	for v := range r.block {
		r.block[v] = -1
	}
	for _, layer := range r.layers {
		for _, v := range layer {
			if r.block[v] >= 0 {
				continue
			}
			b := len(r.blocks)
			r.blocks = append(r.blocks, block{})
			for offset := 0.0; ; {
				r.block[v], r.offset[v] = b, offset
				r.blocks[b].vertices = append(r.blocks[b].vertices, v)
				i := slices.IndexFunc(r.vertices[v].right, func(s int) bool { return straight[s] })
				if i < 0 {
					break
				}
				s := r.segments[r.vertices[v].right[i]]
				offset, v = offset+s.out, s.right
			}
		}
	}
}

// makeBounds makes a bound of each two vertices that are neighbors in a layer,
// and of each border between bands and the vertices beside it.
func (r *rows) makeBounds() {
	borders := len(r.blocks)
	for i := range r.Bands - 1 {
		r.blocks = append(r.blocks, block{})
		if i > 0 {
			r.bound(borders+i-1, borders+i, bandHeight)
		}
	}
	for _, layer := range r.layers {
		for i, v := range layer {
			x := &r.vertices[v]
			if x.band > 0 && (i == 0 || r.vertices[layer[i-1]].band < x.band) {
				r.bound(borders+x.band-1, r.block[v], x.up+bandGap-r.offset[v])
			}
			if i+1 == len(layer) || r.vertices[layer[i+1]].band > x.band {
				if x.band < r.Bands-1 {
					r.bound(r.block[v], borders+x.band, x.down+bandGap+r.offset[v])
				}
				continue
			}
			below := layer[i+1]
			y := &r.vertices[below]
			gap := nodeGap
			if x.node < 0 || y.node < 0 {
				gap = dummyGap
			}
			r.bound(r.block[v], r.block[below], x.down+y.up+gap+r.offset[v]-r.offset[below])
		}
	}
}

func (r *rows) bound(above, below int, gap float64) {
	r.blocks[above].below = append(r.blocks[above].below, bound{below, gap})
	r.blocks[below].above = append(r.blocks[below].above, bound{above, gap})
}

// sort finds an order of the blocks in which each comes behind those above it.
// There is one, because straight segments do not cross.
func (r *rows) sort() {
	missing := make([]int, len(r.blocks))
	for b := range r.blocks {
		missing[b] = len(r.blocks[b].above)
		if missing[b] == 0 {
			r.order = append(r.order, b)
		}
	}
	for i := 0; i < len(r.order); i++ {
		for _, x := range r.blocks[r.order[i]].below {
			if missing[x.block]--; missing[x.block] == 0 {
				r.order = append(r.order, x.block)
			}
		}
	}
}

// stack puts each block as high as the blocks above it permit. The first
// border leaves room for its band.
func (r *rows) stack() {
	for _, b := range r.order {
		x := &r.blocks[b]
		for _, v := range x.vertices {
			x.y = max(x.y, r.vertices[v].up-r.offset[v])
		}
		if len(x.vertices) == 0 {
			x.y = bandHeight
		}
		for _, a := range x.above {
			x.y = max(x.y, r.blocks[a.block].y+a.gap)
		}
	}
}

// relaxations is the number of times that blocks move to their neighbors.
const relaxations = 8

// relax moves each block to the median of what it is connected with, as far as
// the blocks above and below it permit. Borders of bands stay.
func (r *rows) relax() {
	for round := range relaxations {
		for i := range r.order {
			b := r.order[i]
			if round%2 == 0 {
				b = r.order[len(r.order)-1-i]
			}
			r.pull(&r.blocks[b])
		}
	}
}

func (r *rows) pull(x *block) {
	var wanted []float64
	for _, v := range x.vertices {
		for _, s := range r.vertices[v].left {
			if l := r.segments[s].left; r.block[l] != r.block[v] {
				wanted = append(wanted, r.blocks[r.block[l]].y+r.offset[l]+r.segments[s].out-r.offset[v])
			}
		}
		for _, s := range r.vertices[v].right {
			if t := r.segments[s].right; r.block[t] != r.block[v] {
				wanted = append(wanted, r.blocks[r.block[t]].y+r.offset[t]-r.segments[s].out-r.offset[v])
			}
		}
		if d := r.vertices[v].beside; d >= 0 && r.block[d] != r.block[v] {
			wanted = append(wanted, r.blocks[r.block[d]].y+r.offset[d]-r.offset[v])
		}
	}
	if len(wanted) == 0 {
		return
	}
	slices.Sort(wanted)
	y := math.Round((wanted[(len(wanted)-1)/2] + wanted[len(wanted)/2]) / 2)
	for _, b := range x.below {
		y = min(y, r.blocks[b.block].y-b.gap)
	}
	for _, a := range x.above {
		y = max(y, r.blocks[a.block].y+a.gap)
	}
	x.y = y
}
