package cli

import "testing"

func TestGrowthBoundsTheHeap(t *testing.T) {
	for _, test := range []struct {
		name string
		live uint64
		want int
	}{
		{"a small heap may grow to eleven times its size", 1 << 20, 1000},
		{"a medium one to what is roomy", 20 << 20, 100},
		{"one that nearly fills the room", 33 << 20, 30},
		{"one that does not fit into it to three times its size", 48 << 20, 200},
		{"one of which collecting would take longest to two and a half times its size", 64 << 20, 150},
		{"a larger one by as many bytes", 128 << 20, 75},
		{"an enormous one by more than half", 1 << 30, 60},
		{"nothing", 0, 1000},
	} {
		if got := growth(test.live); got != test.want {
			t.Errorf("%s: %d %%, want %d", test.name, got, test.want)
		}
	}
}
