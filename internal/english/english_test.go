package english_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/english"
)

func ExampleCount() {
	fmt.Println(english.Count(0, "page"), "·", english.Count(1, "page"), "·", english.Count(12345, "page"))
	fmt.Println(english.Count(2, "library"), "·", english.Count(2, "key"))
	// Output:
	// 0 pages · 1 page · 12,345 pages
	// 2 libraries · 2 keys
}

func ExampleThousands() {
	fmt.Println(english.Thousands(999), english.Thousands(1000), english.Thousands(1234567), english.Thousands(-999), english.Thousands(-1000))
	// Output: 999 1,000 1,234,567 -999 -1,000
}

func ExampleList() {
	fmt.Println(english.List([]string{"a"}, "or"))
	fmt.Println(english.List([]string{"a", "b"}, "or"))
	fmt.Println(english.List([]string{"a", "b", "c"}, "and"))
	// Output:
	// a
	// a or b
	// a, b and c
}
