package password_test

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers/password"
)

func TestPlaceholder(t *testing.T) {
	for _, text := range []string{
		"", "  ", "********", "xxxxxxxx", "<password>", "[your password]", "{PASSWORD}", "%MAIL_PASSWORD%", "$(Password)", "${pw}", "#{pw}",
		"@@PASSWORD@@", "__PASSWORD__", "password", "Your Password", "your-password-here", "changeme", "TODO", "MyPassword", "secret",
		"[enc:AesProvider:57686f6120447564652c2049495320526f636b7321:q8:enc]",
		"4963446270000000220000004008000012F6A9A2C3D4E5F60718293A4B5C6D7E",
	} {
		if !password.Placeholder(text) {
			t.Errorf("%q is only a placeholder", text)
		}
	}
	for _, text := range []string{"Winter2003", "Tr0ub4dor&3", "s3cr3t-Winter", "pass1234", "p@ssw0rd", "hunter2", "(x1", "%d"} {
		if password.Placeholder(text) {
			t.Errorf("%q may be a password", text)
		}
	}
}
