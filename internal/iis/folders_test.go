package iis

import "testing"

func TestPhysicalPathsMeanFolders(t *testing.T) {
	f := newFolders([]string{".", "www", "src", "src/Web", "src/Web/Mail", "old", "old/mail", "a", "a/shared", "b", "b/shared", "setup"})
	for _, tt := range []struct{ name, path, from, want string }{
		{"the last part", `D:\sites\www`, ".", "www"},
		{"the longest suffix", `C:\inetpub\Web\Mail`, ".", "src/web/mail"},
		{"another longest suffix", `C:\inetpub\old\mail\`, ".", "old/mail"},
		{"of several the one nearest to the root", `C:\apps\mail`, ".", "old/mail"},
		{"two as near say nothing", `C:\apps\shared`, ".", ""},
		{"forward slashes", `C:/sites/WWW`, ".", "www"},
		{"a share", `\\files\sites\www`, ".", "www"},
		{"relative to the file", `..\src\web`, "setup", "src/web"},
		{"relative to a batch file", `%~dp0..\www`, "setup", "www"},
		{"relative to a PowerShell script", `$PSScriptRoot\..\www`, "setup", "www"},
		{"an environment variable", `%SystemDrive%\inetpub\www`, ".", "www"},
		{"nothing like it", `C:\inetpub\wwwroot`, ".", ""},
		{"an unknown last part", `C:\inetpub\?`, ".", ""},
		{"outside of the repository", `..\..\..\etc`, "setup", ""},
		{"nothing", "", ".", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := f.physical(tt.path, tt.from); ok != (tt.want != "") || ok && got != tt.want {
				t.Errorf("got %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

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
			s, ok := metabaseScope(tt.key)
			if ok != tt.ok || ok && (s.Site != tt.site || s.Path != tt.path) {
				t.Errorf("got %+v, %v", s, ok)
			}
		})
	}
}

func TestMetabaseFlags(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
		ok   bool
	}{
		{"AuthAnonymous | AuthNTLM", 5, true},
		{"authbasic|AUTHMD5", 18, true},
		{"0", 0, true},
		{"", 0, true},
		{"6", 6, true},
		{"0x14", 20, true},
		{"&H4", 4, true},
		{"AuthPassport", 64, true},
		{"AuthMagic", 0, false},
		{"five", 0, false},
	} {
		if got, ok := parseFlags(tt.text); got != tt.want || ok != tt.ok {
			t.Errorf("%q: got %d, %v, want %d, %v", tt.text, got, ok, tt.want, tt.ok)
		}
	}
}
