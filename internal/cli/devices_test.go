package cli

import "testing"

func TestNamesThatWindowsTakesForDevices(t *testing.T) {
	for _, name := range []string{
		"NUL", "nul", `C:\site\nul`, "site/Con", "aux.asp", "com1", "LPT9.txt", "COM²", "prn ", "NUL:", "conin$", `\\.\NUL`,
	} {
		if !isWindowsDevice(name) {
			t.Errorf("%q is a device", name)
		}
	}
	for _, name := range []string{
		"", "null.asp", "console", "com", "com0", "com10", "auxiliary.asp", "nul/page.asp", "x.nul", "lpt", ".nul",
	} {
		if isWindowsDevice(name) {
			t.Errorf("%q is no device", name)
		}
	}
}
