package iis

import "strings"

// Applications are the applications and virtual directories that the
// configuration names and that lie in the repository or may do so.
func (c *Config) Applications() []Application {
	var list []Application
	for _, m := range c.sites.mounts {
		unknown := m.by == byNothing && (c.sites.anyByPath || len(m.parts) > 0 && isSystemDirectory(m.parts[0]))
		if !m.At.IsValid() || unknown {
			continue
		}
		folder := "."
		if m.folder != "" {
			folder = c.sites.folders.spelling(m.folder)
		}
		list = append(list, Application{
			Name: strings.TrimSuffix(m.Site+m.Path, "/"), Folder: folder, Virtual: m.Path, Site: m.Site, At: m.At,
			Guess: m.by == byNothing || m.by == byAssuming, IsApplication: m.Application, Pool: m.Pool,
		})
	}
	return list
}
