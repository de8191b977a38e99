package layered

// turn turns those edges around that lead back to a node on the way to them,
// so that no cycle is left. The way begins where nothing leads to, which in a
// process are its starts.
func (p *placing) turn() {
	const unseen, open, done = 0, 1, 2
	state := make([]uint8, len(p.Nodes))
	next := make([]int, len(p.Nodes))
	visit := func(root int) {
		if state[root] != unseen {
			return
		}
		state[root] = open
		stack := []int{root}
		for len(stack) > 0 {
			n := stack[len(stack)-1]
			if next[n] == len(p.outgoing[n]) {
				state[n] = done
				stack = stack[:len(stack)-1]
				continue
			}
			e := p.outgoing[n][next[n]]
			next[n]++
			switch to := p.Edges[e].To; state[to] {
			case unseen:
				state[to] = open
				stack = append(stack, to)
			case open:
				p.turned[e] = true
			}
		}
	}
	entered := make([]bool, len(p.Nodes))
	for _, e := range p.Edges {
		entered[e.To] = entered[e.To] || e.From != e.To
	}
	for n := range p.Nodes {
		if !entered[n] {
			visit(n)
		}
	}
	for n := range p.Nodes {
		visit(n)
	}
}

// ends returns the nodes of an edge as the layers see them.
func (p *placing) ends(e int) (left, right int) {
	if p.turned[e] {
		return p.Edges[e].To, p.Edges[e].From
	}
	return p.Edges[e].From, p.Edges[e].To
}

// assignLayers puts each node one layer behind the last that leads to it, and
// nodes that nothing leads to right before what they lead to.
func (p *placing) assignLayers() {
	missing := make([]int, len(p.Nodes)) // edges from nodes not yet assigned
	behind := make([][]int, len(p.Nodes))
	for i, e := range p.Edges {
		if e.From == e.To {
			continue
		}
		left, right := p.ends(i)
		missing[right]++
		behind[left] = append(behind[left], right)
	}
	var first, queue []int
	for n := range p.Nodes {
		if missing[n] == 0 {
			first = append(first, n)
		}
	}
	queue = append(queue, first...)
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, to := range behind[n] {
			p.layer[to] = max(p.layer[to], p.layer[n]+1)
			if missing[to]--; missing[to] == 0 {
				queue = append(queue, to)
			}
		}
	}
	for _, n := range first {
		if len(behind[n]) == 0 {
			continue
		}
		nearest := p.layer[behind[n][0]]
		for _, to := range behind[n] {
			nearest = min(nearest, p.layer[to])
		}
		p.layer[n] = nearest - 1
	}
}

// split makes the vertices and segments: dummies in all layers that an edge
// passes. An edge that was turned around, and a loop, get dummies in the
// layers of their ends too, because they come back beside the node.
func (p *placing) split() {
	for n, node := range p.Nodes {
		p.vertices = append(p.vertices, vertex{
			node: n, layer: p.layer[n], band: node.Band, up: node.Up, down: node.Down, beside: -1,
		})
	}
	for i, e := range p.Edges {
		from, to := p.layer[e.From], p.layer[e.To]
		step, a, b := 1, from+1, to // dummies from a, before b
		if from >= to {
			step, a, b = -1, from, to-1
		}
		if len(p.vertices)-len(p.Nodes)+(b-a)*step > maxDummies {
			continue
		}
		chain := []int{e.From}
		for l := a; l != b; l += step {
			chain = append(chain, p.dummy(l, e))
		}
		if from >= to {
			p.vertices[chain[1]].beside = e.From
			p.vertices[chain[len(chain)-1]].beside = e.To
		}
		chain = append(chain, e.To)
		if next := &p.vertices[chain[1]]; e.LabelHeight > 0 {
			next.up = max(next.up, e.LabelHeight) // the label is upon the line
		}
		p.chains[i] = chain
		p.connect(chain, e, from >= to)
	}
	p.fillLayers()
}

func (p *placing) dummy(layer int, e Edge) int {
	band := p.Nodes[e.From].Band
	p.vertices = append(p.vertices, vertex{node: -1, layer: layer, band: band, beside: -1})
	return len(p.vertices) - 1
}

// connect makes the segments of a chain. Those at the ends of one that goes
// back stay within a layer and are none.
func (p *placing) connect(chain []int, e Edge, back bool) {
	for i := range len(chain) - 1 {
		s := segment{left: chain[i], right: chain[i+1]}
		if back {
			if i == 0 || i == len(chain)-2 {
				continue
			}
			s.left, s.right = s.right, s.left
		} else if i == 0 {
			s.out = e.Out
		}
		n := len(p.segments)
		p.segments = append(p.segments, s)
		p.vertices[s.left].right = append(p.vertices[s.left].right, n)
		p.vertices[s.right].left = append(p.vertices[s.right].left, n)
	}
}

// fillLayers makes the layers in the order in which a walk along the edges
// meets the vertices, which is a good one to begin with.
func (p *placing) fillLayers() {
	count := 0
	for _, l := range p.layer {
		count = max(count, l+1)
	}
	p.layers = make([][]int, count)
	beside := map[int][]int{}
	for v, x := range p.vertices {
		if x.beside >= 0 {
			beside[x.beside] = append(beside[x.beside], v)
		}
	}
	seen := make([]bool, len(p.vertices))
	for root := range p.vertices {
		stack := []int{root}
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if seen[v] {
				continue
			}
			seen[v] = true
			x := &p.vertices[v]
			p.layers[x.layer] = append(p.layers[x.layer], v)
			stack = append(stack, beside[v]...)
			for i := len(x.right) - 1; i >= 0; i-- {
				stack = append(stack, p.segments[x.right[i]].right)
			}
		}
	}
	for _, layer := range p.layers {
		p.sortByBand(layer)
		p.number(layer)
	}
}

// number tells the vertices of a layer their places.
func (p *placing) number(layer []int) {
	for i, v := range layer {
		p.vertices[v].at = i
	}
}
