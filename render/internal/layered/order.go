package layered

import (
	"cmp"
	"slices"
)

// Rounds of crossing reduction: at most, and without any improvement.
const (
	maxRounds     = 24
	patientRounds = 4
)

// tiny is less than the difference of two means of places.
const tiny = 1e-9

// reduceCrossings sorts the vertices of each layer by the mean place of their
// neighbors, back and forth, and keeps the best order that was met.
func (p *placing) reduceCrossings() {
	best := p.crossings()
	order := p.order()
	for round, worse := 0, 0; round < maxRounds && worse < patientRounds && best > 0; round++ {
		if round%2 == 0 {
			for l := 1; l < len(p.layers); l++ {
				p.sortLayer(l, true)
			}
		} else {
			for l := len(p.layers) - 2; l >= 0; l-- {
				p.sortLayer(l, false)
			}
		}
		if n := p.crossings(); n < best {
			best, order, worse = n, p.order(), 0
		} else {
			worse++
		}
	}
	for l := range p.layers {
		p.layers[l] = order[l]
		p.number(order[l])
	}
}

func (p *placing) order() [][]int {
	out := make([][]int, len(p.layers))
	for i, layer := range p.layers {
		out[i] = slices.Clone(layer)
	}
	return out
}

func (p *placing) sortByBand(layer []int) {
	slices.SortStableFunc(layer, func(a, b int) int { return cmp.Compare(p.vertices[a].band, p.vertices[b].band) })
}

// sortLayer sorts a layer by the neighbors to its left or right. Vertices
// without any keep their place as well as they can.
func (p *placing) sortLayer(l int, byLeft bool) {
	layer := p.layers[l]
	key := make(map[int]float64, len(layer))
	for _, v := range layer {
		key[v] = p.barycenter(v, byLeft)
	}
	for _, v := range layer {
		x := &p.vertices[v]
		if x.beside < 0 || len(x.left) > 0 && byLeft || len(x.right) > 0 && !byLeft {
			continue
		}
		// Only its node draws it: it comes as near as can be.
		key[v] = key[x.beside] + tiny
		if p.leadsAbove(v) {
			key[v] = key[x.beside] - tiny
		}
	}
	slices.SortStableFunc(layer, func(a, b int) int {
		return cmp.Or(cmp.Compare(p.vertices[a].band, p.vertices[b].band), cmp.Compare(key[a], key[b]))
	})
	p.number(layer)
}

// leadsAbove reports whether the edge of a dummy that is beside a node goes on
// above the other edges of the node, so that they cross unless the dummy is
// above the node.
func (p *placing) leadsAbove(v int) bool {
	x := &p.vertices[v]
	node := &p.vertices[x.beside]
	mean := func(x *vertex) (place float64, any bool) {
		n := 0
		for _, s := range x.right {
			place, n = place+p.share(p.segments[s].right), n+1
		}
		for _, s := range x.left {
			place, n = place+p.share(p.segments[s].left), n+1
		}
		return place / float64(max(n, 1)), n > 0
	}
	a, ok := mean(x)
	if !ok {
		return false
	}
	same := *node
	if len(x.right) > 0 {
		same.left = nil
	} else {
		same.right = nil
	}
	b, ok := mean(&same)
	return ok && a < b
}

func (p *placing) barycenter(v int, byLeft bool) float64 {
	x := &p.vertices[v]
	sum, n := 0.0, 0
	if byLeft {
		for _, s := range x.left {
			y := p.share(p.segments[s].left)
			if out := p.segments[s].out; out > 0 { // it begins in the lower half
				y += 0.4 * out / (p.vertices[p.segments[s].left].down + out) / float64(len(p.layers[x.layer-1]))
			}
			sum, n = sum+y, n+1
		}
	} else {
		for _, s := range x.right {
			sum, n = sum+p.share(p.segments[s].right), n+1
		}
	}
	if n == 0 {
		return p.share(v)
	}
	return sum / float64(n)
}

// share returns the place of a vertex as a part of its layer, so that layers
// of different sizes can be compared.
func (p *placing) share(v int) float64 {
	x := &p.vertices[v]
	return (float64(x.at) + 0.5) / float64(len(p.layers[x.layer]))
}

// crossings counts the pairs of segments that cross, and the vertices between
// a dummy and what it should be beside.
func (p *placing) crossings() int {
	total := 0
	var ends []int
	var bundle []int
	for l := range len(p.layers) - 1 {
		ends = ends[:0]
		for _, v := range p.layers[l] {
			bundle = append(bundle[:0], p.vertices[v].right...)
			slices.SortFunc(bundle, func(a, b int) int {
				return cmp.Or(cmp.Compare(p.segments[a].out, p.segments[b].out), cmp.Compare(p.end(a), p.end(b)))
			})
			for _, s := range bundle {
				ends = append(ends, p.end(s))
			}
		}
		total += inversions(ends, len(p.layers[l+1]))
	}
	for _, x := range p.vertices {
		if x.beside >= 0 {
			d := x.at - p.vertices[x.beside].at
			total += max(d, -d) - 1
		}
	}
	return total
}

// end returns the place of a segment's right end.
func (p *placing) end(s int) int { return p.vertices[p.segments[s].right].at }

// inversions counts the pairs of places, which are below n, that are in the
// wrong order (with a tree of Fenwick).
func inversions(places []int, n int) int {
	tree := make([]int, n+1)
	total := 0
	for i, x := range places {
		upTo := 0
		for j := x + 1; j > 0; j -= j & -j {
			upTo += tree[j]
		}
		total += i - upTo
		for j := x + 1; j <= n; j += j & -j {
			tree[j]++
		}
	}
	return total
}
