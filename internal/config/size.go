package config

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// Bounds of limits.fileSize, in bytes.
const (
	minFileSize = 1 << 10
	maxFileSize = 1 << 30
)

// size reads a number of bytes: 10MiB, 512 KiB, 1048576.
func (d *decoder) size(n *yamltree.Node, where string, low, high int64) said[int64] {
	if n.Kind == yamltree.Scalar {
		bytes, instead := parseSize(n.Text)
		switch {
		case instead != "":
			d.errorf(n, "%s takes a size such as 10MiB, not %s; did you mean %q?", where, yamltree.Describe(n), instead)
			return said[int64]{}
		case bytes >= low && bytes <= high:
			return said[int64]{bytes, d.file.at(n)}
		case bytes >= 0:
			d.errorf(n, "%s takes %s to %s, not %s", where, formatSize(low), formatSize(high), yamltree.Describe(n))
			return said[int64]{}
		}
	}
	d.errorf(n, "%s takes a size such as 10MiB, not %s", where, yamltree.Describe(n))
	return said[int64]{}
}

// parseSize is -1 for what is no size. instead is a spelling that is one.
func parseSize(s string) (bytes int64, instead string) {
	digits := strings.TrimLeft(s, "0123456789")
	number, unit := s[:len(s)-len(digits)], strings.TrimSpace(digits)
	v, err := strconv.ParseInt(number, 10, 32)
	if err != nil {
		return -1, ""
	}
	switch unit {
	case "", "B":
		return v, ""
	case "KiB":
		return v << 10, ""
	case "MiB":
		return v << 20, ""
	case "GiB":
		return v << 30, ""
	}
	switch strings.ToLower(unit) {
	case "k", "kb", "kib":
		return -1, number + "KiB"
	case "m", "mb", "mib":
		return -1, number + "MiB"
	case "g", "gb", "gib":
		return -1, number + "GiB"
	}
	return -1, ""
}

func formatSize(bytes int64) string {
	switch {
	case bytes >= 1<<30 && bytes%(1<<30) == 0:
		return fmt.Sprintf("%dGiB", bytes>>30)
	case bytes >= 1<<20 && bytes%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", bytes>>20)
	case bytes >= 1<<10 && bytes%(1<<10) == 0:
		return fmt.Sprintf("%dKiB", bytes>>10)
	}
	return strconv.FormatInt(bytes, 10)
}
