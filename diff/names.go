package diff

// String returns what an element is recognized by.
func (r Reason) String() string {
	switch r {
	case ByID:
		return "id"
	case ByPlace:
		return "place"
	case ByFlow:
		return "neighbors"
	case ByName:
		return "name"
	}
	return ""
}

// Confidence tells how sure it is that two elements with different ids are the
// same: certain, high, medium, or "" where nothing is known.
func (r Reason) Confidence() string {
	switch r {
	case ByID:
		return "certain"
	case ByPlace:
		return "high"
	case ByFlow, ByName:
		return "medium"
	}
	return ""
}

// String names a kind of part.
func (k PartKind) String() string {
	switch k {
	case ElementPart:
		return "element"
	case AttributePart:
		return "attribute"
	case TextPart:
		return "text"
	case TypePart:
		return "type"
	case PlacePart:
		return "place"
	case WrapperPart:
		return "wrapper"
	case OrderPart:
		return "order"
	}
	return ""
}
