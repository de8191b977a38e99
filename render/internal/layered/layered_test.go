package layered_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/render/internal/layered"
)

// task is a node of a usual size.
var task = layered.Node{Width: 100, Half: 50, Up: 40, Down: 40}

func graph(nodes int, edges ...[2]int) layered.Graph {
	g := layered.Graph{Nodes: slices.Repeat([]layered.Node{task}, nodes)}
	for _, e := range edges {
		g.Edges = append(g.Edges, layered.Edge{From: e[0], To: e[1]})
	}
	return g
}

func TestPlace(t *testing.T) {
	t.Parallel()
	type P = layered.Point
	tests := map[string]struct {
		graph  layered.Graph
		nodes  []P
		routes [][]P
	}{
		"sequence": {
			graph(3, [2]int{0, 1}, [2]int{1, 2}),
			[]P{{50, 40}, {196, 40}, {342, 40}},
			[][]P{{{100, 40}, {146, 40}}, {{246, 40}, {292, 40}}},
		},
		"the first branch of a split leads straight on": {
			graph(4, [2]int{0, 1}, [2]int{0, 2}, [2]int{1, 3}, [2]int{2, 3}),
			[]P{{50, 40}, {196, 40}, {196, 154}, {342, 40}},
			[][]P{
				{{100, 40}, {146, 40}},
				{{100, 40}, {120, 40}, {120, 154}, {146, 154}},
				{{246, 40}, {292, 40}},
				{{246, 154}, {266, 154}, {266, 40}, {292, 40}},
			},
		},
		"a cycle leads back below": {
			graph(2, [2]int{0, 1}, [2]int{1, 0}),
			[]P{{96, 40}, {242, 40}},
			[][]P{
				{{146, 40}, {192, 40}},
				{{292, 40}, {312, 40}, {312, 94}, {20, 94}, {20, 40}, {46, 40}},
			},
		},
		"a loop surrounds its node": {
			graph(1, [2]int{0, 0}),
			[]P{{96, 40}},
			[][]P{{{146, 40}, {166, 40}, {166, 94}, {20, 94}, {20, 40}, {46, 40}}},
		},
		"a node that starts late stands before its successor": {
			graph(4, [2]int{0, 1}, [2]int{1, 2}, [2]int{3, 2}),
			[]P{{50, 40}, {196, 40}, {342, 40}, {196, 154}},
			[][]P{
				{{100, 40}, {146, 40}},
				{{246, 40}, {292, 40}},
				{{246, 154}, {266, 154}, {266, 40}, {292, 40}},
			},
		},
		"nothing": {graph(0), []P{}, [][]P{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := layered.Place(tt.graph)
			if diff := cmp.Diff(tt.nodes, got.Nodes); diff != "" {
				t.Errorf("nodes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.routes, got.Routes); diff != "" {
				t.Errorf("routes (-want +got):\n%s", diff)
			}
			check(t, tt.graph, got)
		})
	}
}

func TestBandsKeepTheirNodes(t *testing.T) {
	t.Parallel()
	g := graph(5, [2]int{0, 1}, [2]int{1, 2}, [2]int{2, 3}, [2]int{3, 4}, [2]int{4, 0})
	g.Bands = 4 // the third is empty
	for n, band := range []int{0, 1, 0, 3, 1} {
		g.Nodes[n].Band = band
	}
	got := layered.Place(g)
	check(t, g, got)
	if len(got.Bands) != 3 || got.Bands[2]-got.Bands[1] < 80 {
		t.Errorf("ends of bands %v: want three, and room for the empty band", got.Bands)
	}
}

// TestRandomGraphs checks what holds for every layout.
func TestRandomGraphs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		check(t, random(seed, 30), layered.Place(random(seed, 30)))
		if a, b := layered.Place(random(seed, 30)), layered.Place(random(seed, 30)); !cmp.Equal(a, b) {
			t.Fatalf("seed %d: two layouts differ", seed)
		}
	}
}

func random(seed uint64, size int) layered.Graph {
	r := rand.New(rand.NewPCG(seed, 0))
	g := layered.Graph{Bands: r.IntN(4)}
	for range 1 + r.IntN(size) {
		g.Nodes = append(g.Nodes, layered.Node{
			Width: 40 + r.Float64()*200, Half: 15 + r.Float64()*5, Up: 20 + r.Float64()*100, Down: 20 + r.Float64()*100, Band: r.IntN(max(g.Bands, 1)),
		})
	}
	for range r.IntN(2 * len(g.Nodes)) {
		from := r.IntN(len(g.Nodes))
		g.Edges = append(g.Edges, layered.Edge{
			From: from, To: r.IntN(len(g.Nodes)),
			Out: r.Float64() * 20, LabelWidth: float64(r.IntN(2)) * 60, LabelHeight: float64(r.IntN(2)) * 26,
		})
	}
	return g
}

// check fails where nodes overlap or leave the picture or their band, and
// where a route does not lead from its source to its target at right angles or
// passes through a node.
func check(t *testing.T, g layered.Graph, l layered.Layout) {
	t.Helper()
	for i, n := range g.Nodes {
		p := l.Nodes[i]
		if p.X-n.Half < 0 || p.X+n.Half > l.Width || p.Y-n.Up < 0 || p.Y+n.Down > l.Height {
			t.Errorf("node %d at %v is outside of %v × %v", i, p, l.Width, l.Height)
		}
		if n.Band > 0 && p.Y-n.Up < l.Bands[n.Band-1] || n.Band < len(l.Bands) && p.Y+n.Down > l.Bands[n.Band] {
			t.Errorf("node %d at %v is outside of band %d, %v", i, p, n.Band, l.Bands)
		}
		for j, m := range g.Nodes[:i] {
			q := l.Nodes[j]
			if q.X-m.Half < p.X+n.Half && p.X-n.Half < q.X+m.Half && q.Y-m.Up < p.Y+n.Down && p.Y-n.Up < q.Y+m.Down {
				t.Errorf("nodes %d and %d overlap at %v and %v", j, i, q, p)
			}
		}
	}
	for i, e := range g.Edges {
		if err := checkRoute(g, l, e, l.Routes[i]); err != nil {
			t.Errorf("edge %d from %d to %d: %v: %v", i, e.From, e.To, err, l.Routes[i])
		}
	}
}

func checkRoute(g layered.Graph, l layered.Layout, e layered.Edge, route []layered.Point) error {
	from, to := l.Nodes[e.From], l.Nodes[e.To]
	first, last := route[0], route[len(route)-1]
	if first.X != from.X+g.Nodes[e.From].Half || first.Y < from.Y || last.X != to.X-g.Nodes[e.To].Half || last.Y != to.Y {
		return fmt.Errorf("not from %v to %v", from, to)
	}
	for k := range len(route) - 1 {
		a, b := route[k], route[k+1]
		if a.X != b.X && a.Y != b.Y {
			return fmt.Errorf("not at a right angle at %v", a)
		}
		for i, n := range g.Nodes {
			p := l.Nodes[i]
			if min(a.X, b.X) < p.X+n.Half && p.X-n.Half < max(a.X, b.X) && min(a.Y, b.Y) < p.Y+n.Down && p.Y-n.Up < max(a.Y, b.Y) {
				return fmt.Errorf("passes through node %d at %v", i, p)
			}
		}
	}
	return nil
}

func BenchmarkPlace(b *testing.B) {
	for _, size := range []int{100, 1000, 10_000} {
		r := rand.New(rand.NewPCG(1, 2))
		g := layered.Graph{Nodes: slices.Repeat([]layered.Node{task}, size)}
		for i := range size - 1 {
			g.Edges = append(g.Edges, layered.Edge{From: max(0, i-r.IntN(4)), To: i + 1})
			if r.IntN(4) == 0 {
				g.Edges = append(g.Edges, layered.Edge{From: i, To: max(0, min(size-1, i+r.IntN(40)-15))})
			}
		}
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				layered.Place(g)
			}
		})
	}
}
