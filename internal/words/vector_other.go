//go:build !amd64

package words

func hasVectors() bool { return false }

func (v *vectors) search([]byte, int, []candidates) (found []candidates, next int) {
	panic("words: no vectors")
}
