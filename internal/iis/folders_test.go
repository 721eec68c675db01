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
