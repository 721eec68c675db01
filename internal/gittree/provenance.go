package gittree

// Provenance is where a work tree comes from, as far as git knows.
type Provenance struct {
	URI      string // of the remote "origin", as configured; may hold credentials
	Revision string // full hash of HEAD
	Branch   string // "" for a detached HEAD
}

// Provenance asks git for the remote, revision and branch of the work tree.
// What git does not know is empty.
func (r *Repo) Provenance() Provenance {
	var p Provenance
	p.URI, _ = r.line("config", "--get", "remote.origin.url")
	p.Revision, _ = r.line("rev-parse", "--verify", "--quiet", "HEAD")
	p.Branch, _ = r.line("symbolic-ref", "--quiet", "--short", "HEAD")
	return p
}
