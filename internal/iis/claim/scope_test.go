package claim

import "testing"

func TestMetabaseKeys(t *testing.T) {
	for _, tt := range []struct {
		name, key, site, path string
		ok                    bool
	}{
		{"the service", "/LM/W3SVC", "", "", true},
		{"a site", "/LM/W3SVC/1", "1", "", true},
		{"its root", "/LM/w3svc/1/root", "1", "/", true},
		{"a folder", "/LM/W3SVC/1962875481/ROOT/a/b", "1962875481", "/a/b", true},
		{"as adsutil writes it", "W3SVC/1/ROOT/a", "1", "/a", true},
		{"as ADSI writes it", "IIS://WEB01/W3SVC/1/Root/a", "1", "/a", true},
		{"an unknown site", "IIS://localhost/W3SVC/?/ROOT/a", "?", "/a", true},
		{"SMTP", "/LM/SMTPSVC/1", "", "", false},
		{"FTP", "/LM/MSFTPSVC/1/ROOT", "", "", false},
		{"filters", "/LM/W3SVC/Filters", "", "", false},
		{"a site's filters", "/LM/W3SVC/1/Filters/x", "", "", false},
		{"information", "W3SVC/INFO", "", "", false},
		{"nothing", "", "", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, ok := MetabaseScope(tt.key)
			if ok != tt.ok || ok && (s.Site != tt.site || s.Path != tt.path) {
				t.Errorf("got %+v, %v", s, ok)
			}
		})
	}
}
