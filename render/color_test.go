package render

import "testing"

func TestParseColor(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"#1e88e5": "#1e88e5", "#FFF": "#ffffff", "#0d4372ff": "#0d4372", "rgb(251, 140, 0)": "#fb8c00", "rgba(0,0,255,1)": "#0000ff",
		" Red ": "#ff0000", "": "", "#12": "", "#xyzxyz": "", "rgb(1,2)": "", "rgb(300,0,0)": "", "url(#x)": "", "red;fill:blue": "", "rgb(1,2,3": "",
	} {
		got := ""
		if c := parseColor(in); c != nil {
			got = c.String()
		}
		if got != want {
			t.Errorf("parseColor(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestColorsAreReadable(t *testing.T) {
	t.Parallel()
	for _, hex := range []string{"#0d4372", "#000000", "#205022", "#e53935", "#bbdefb", "#808080", "#ffff00"} {
		c := *parseColor(hex)
		if got := contrast(c.onDark(), darkGround); got < readable {
			t.Errorf("%s on a dark ground becomes %s, with a contrast of %.1f", hex, c.onDark(), got)
		}
		if ink := inkOn(c, parseColor("#fb8c00")); contrast(ink, c) < readable {
			t.Errorf("text on %s is %s, with a contrast of %.1f", hex, ink, contrast(ink, c))
		}
	}
}
