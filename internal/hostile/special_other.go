//go:build !unix

package hostile

// special has nothing: pipes and devices are no files here.
func (*writer) special() {}
