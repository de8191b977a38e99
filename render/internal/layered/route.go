package layered

import (
	"cmp"
	"math"
	"slices"
)

// connector is a change of height in a channel, from one vertex to the next of
// an edge.
type connector struct {
	channel int
	edge    int
	y1, y2  float64
	// left1 and left2 tell whether the ends lie left of the channel; both do,
	// or neither, where an edge turns back.
	left1, left2 bool
	track        int // -1 for a straight one
}

// bus is one or several connectors on one track.
type bus struct {
	connectors  []int
	top, bottom float64
	left, right []float64 // heights of the ends to either side
	track       int
}

// router makes routes of chains.
type router struct {
	*placing
	connectors []connector
	ofEdge     [][]int // connectors of an edge, from source to target
	tracks     []int   // number of tracks of a channel
	labels     []float64
	start, end []float64 // of layers, from left to right
	bottom     float64
}

func (p *placing) route() Layout {
	r := &router{
		placing: p, ofEdge: make([][]int, len(p.Edges)),
		tracks: make([]int, len(p.layers)+1), labels: make([]float64, len(p.layers)+1),
	}
	for _, x := range p.vertices {
		r.bottom = max(r.bottom, x.y+x.down)
	}
	if p.Bands > 1 {
		r.bottom += bandGap
		if n := len(p.bandEnds); n > 0 {
			r.bottom = max(r.bottom, p.bandEnds[n-1]+bandHeight)
		}
	}
	for e := range p.Edges {
		r.connect(e)
	}
	channels := make([][]int, len(p.layers)+1)
	for i, c := range r.connectors {
		channels[c.channel] = append(channels[c.channel], i)
	}
	for c := range channels {
		r.assignTracks(c, channels[c])
	}
	r.assignColumns()
	return r.layout()
}

// connect makes the connectors of an edge.
func (r *router) connect(e int) {
	edge := r.Edges[e]
	from, to := r.layer[edge.From], r.layer[edge.To]
	y := r.vertices[edge.From].y + edge.Out
	add := func(channel int, y2 float64, left1, left2 bool) {
		r.ofEdge[e] = append(r.ofEdge[e], len(r.connectors))
		r.connectors = append(r.connectors, connector{channel: channel, edge: e, y1: y, y2: y2, left1: left1, left2: left2})
		y = y2
	}
	if r.chains[e] == nil {
		r.bottom += trackGap
		add(from+1, r.bottom, true, from >= to)
		add(to, r.vertices[edge.To].y, from < to, false)
	} else {
		last := from
		for i, v := range r.chains[e][1:] {
			x := &r.vertices[v]
			switch {
			case x.layer > last:
				add(x.layer, x.y, true, false)
			case x.layer < last:
				add(last, x.y, false, true)
			case i == 0:
				add(last+1, x.y, true, true)
			default:
				add(last, x.y, false, false)
			}
			last = x.layer
		}
	}
	if c := &r.connectors[r.ofEdge[e][0]]; from < to {
		r.labels[c.channel] = max(r.labels[c.channel], edge.LabelWidth)
	}
}

// assignTracks gives the connectors of a channel their tracks: those that
// leave one place, or else arrive at one, share one; no two overlap on one;
// and their order keeps crossings few.
func (r *router) assignTracks(channel int, connectors []int) {
	buses := r.buses(connectors)
	slices.SortStableFunc(buses, func(a, b *bus) int { return cmp.Compare(a.preference(), b.preference()) })
	for pass, moved := 0, true; moved && pass < len(buses) && pass < 50; pass++ {
		moved = false
		for i := range len(buses) - 1 {
			if a, b := buses[i], buses[i+1]; crossings(b, a) < crossings(a, b) {
				buses[i], buses[i+1], moved = b, a, true
			}
		}
	}
	for i, b := range buses {
		for _, before := range buses[:i] {
			if before.top < b.bottom+trackGap && b.top < before.bottom+trackGap {
				b.track = max(b.track, before.track+1)
			}
		}
		r.tracks[channel] = max(r.tracks[channel], b.track+1)
		for _, c := range b.connectors {
			r.connectors[c].track = b.track
		}
	}
}

// buses groups the connectors that are not straight.
func (r *router) buses(connectors []int) []*bus {
	type end struct {
		y    float64
		left bool
	}
	fan := map[end]int{}
	for _, i := range connectors {
		c := &r.connectors[i]
		if c.y1 == c.y2 && c.left1 != c.left2 {
			c.track = -1
			continue
		}
		fan[end{c.y1, c.left1}]++
	}
	var out []*bus
	byEnd := map[end]*bus{}
	for _, i := range connectors {
		c := &r.connectors[i]
		if c.track < 0 {
			continue
		}
		at := end{c.y1, c.left1}
		if fan[at] < 2 {
			at = end{c.y2, c.left2}
		}
		b := byEnd[at]
		if b == nil {
			b = &bus{top: math.Inf(1), bottom: math.Inf(-1)}
			byEnd[at] = b
			out = append(out, b)
		}
		b.add(i, c)
	}
	return out
}

func (b *bus) add(i int, c *connector) {
	b.connectors = append(b.connectors, i)
	b.top, b.bottom = min(b.top, c.y1, c.y2), max(b.bottom, c.y1, c.y2)
	for _, e := range []struct {
		y    float64
		left bool
	}{{c.y1, c.left1}, {c.y2, c.left2}} {
		if e.left {
			b.left = append(b.left, e.y)
		} else {
			b.right = append(b.right, e.y)
		}
	}
}

// preference orders the buses to begin with: those that go down before the
// ones above them, those that go up before the ones below them.
func (b *bus) preference() float64 {
	if len(b.left) == 0 || len(b.right) == 0 {
		return 0
	}
	if b.left[0] <= b.right[0] {
		return -b.left[0]
	}
	return b.left[0]
}

// crossings counts what crosses if a's track lies left of b's. Two that would
// lie upon each other count much.
func crossings(a, b *bus) int {
	n := 0
	count := func(ends []float64, other *bus, others []float64) {
		for _, y := range ends {
			if y > other.top && y < other.bottom {
				n++
			}
			if slices.Contains(others, y) {
				n += 100
			}
		}
	}
	count(a.right, b, b.left)
	count(b.left, a, nil)
	return n
}

// assignColumns finds where the layers begin and end.
func (r *router) assignColumns() {
	r.start, r.end = make([]float64, len(r.layers)), make([]float64, len(r.layers))
	x := 0.0
	for l, layer := range r.layers {
		x += r.channelWidth(l)
		width := 0.0
		for _, v := range layer {
			if n := r.vertices[v].node; n >= 0 {
				width = max(width, r.Nodes[n].Width, 2*r.Nodes[n].Half)
			}
		}
		r.start[l], r.end[l] = x, x+width
		x += width
	}
}

// channelWidth returns the width of the channel before a layer. The outer ones
// are there only if something turns back in them.
func (r *router) channelWidth(channel int) float64 {
	outer := channel == 0 || channel == len(r.layers)
	if outer && r.tracks[channel] == 0 {
		return 0
	}
	tracks := float64(max(r.tracks[channel]-1, 0)) * trackGap
	if channel == len(r.layers) {
		return leave + tracks
	}
	return leave + tracks + arrive + r.labels[channel]
}

// trackX returns where a track lies.
func (r *router) trackX(channel, track int) float64 {
	x := leave + float64(track)*trackGap
	if channel > 0 {
		x += r.end[channel-1]
	}
	return x
}

func (r *router) layout() Layout {
	out := Layout{
		Nodes: make([]Point, len(r.Nodes)), Routes: make([][]Point, len(r.Edges)), Labels: make([]Point, len(r.Edges)),
		Height: r.bottom, Bands: r.bandEnds,
	}
	for n := range r.Nodes {
		l := r.layer[n]
		out.Nodes[n] = Point{(r.start[l] + r.end[l]) / 2, r.vertices[n].y}
	}
	if n := len(r.layers); n > 0 {
		out.Width = r.end[n-1] + r.channelWidth(n)
	}
	for e := range r.Edges {
		out.Routes[e], out.Labels[e] = r.trace(e, out.Nodes)
	}
	return out
}

// trace returns the route of an edge and the place of its label: upon the
// first piece that it has for itself.
func (r *router) trace(e int, nodes []Point) (route []Point, label Point) {
	edge := r.Edges[e]
	from, to := nodes[edge.From], nodes[edge.To]
	route = append(route, Point{from.X + r.Nodes[edge.From].Half, from.Y + edge.Out})
	for _, i := range r.ofEdge[e] {
		c := r.connectors[i]
		if c.track < 0 {
			continue
		}
		x := r.trackX(c.channel, c.track)
		route = append(route, Point{x, c.y1}, Point{x, c.y2})
	}
	first := r.connectors[r.ofEdge[e][0]]
	channel := first.channel
	label = Point{r.trackX(channel, max(r.tracks[channel]-1, 0)) + 4, first.y2}
	if first.left2 { // it turns back
		label.X = (r.start[channel-1]+r.end[channel-1]-edge.LabelWidth)/2 + 4
	}
	route = append(route, Point{to.X - r.Nodes[edge.To].Half, to.Y})
	return simplify(route), label
}

// simplify removes points that are there twice or lie on a straight line.
func simplify(route []Point) []Point {
	out := route[:0]
	for _, p := range route {
		n := len(out)
		if n > 0 && out[n-1] == p {
			continue
		}
		if n > 1 && (out[n-1].Y == p.Y && out[n-2].Y == p.Y || out[n-1].X == p.X && out[n-2].X == p.X) {
			out[n-1] = p
			continue
		}
		out = append(out, p)
	}
	return out
}
