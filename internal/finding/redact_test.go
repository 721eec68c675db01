package finding

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRedactMasksSecretsAndNothingElse(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"a connection string": {
			`conn = "server=SQL02;uid=rooms;pwd=Wint3r!;database=Rooms"`, `conn = "server=SQL02;uid=rooms;pwd=*******;database=Rooms"`,
		},
		"its last part":                           {`"uid=sa;Password=top secret"`, `"uid=sa;Password=*** secret"`},
		"an attribute of web.config":              {`<processModel userName="CORP\svc" password="Wint3r!"/>`, `<processModel userName="CORP\svc" password="*******"/>`},
		"an attribute of the metabase":            {`AnonymousUserPass="abc&amp;d"`, `AnonymousUserPass="*********"`},
		"an assignment":                           {`strPassword = "geheim"`, `strPassword = "******"`},
		"an assignment in JScript":                {`var pwd = 'geheim';`, `var pwd = '******';`},
		"JSON":                                    {`"password": "geheim",`, `"password": "******",`},
		"the password in a URL":                   {`objHTTP.Open "GET", "http://svc:geheim@mail/exchange/"`, `objHTTP.Open "GET", "http://svc:******@mail/exchange/"`},
		"a secret in Cyrillic, one mark a letter": {`pwd="пароль"`, `pwd="******"`},
		"an unterminated literal":                 {`password = "geheim`, `password = "******`},
		"a message":                               {"Another one is here: pwd=geheim", "Another one is here: pwd=******"},

		"a password from elsewhere is not one": {`objUser.Password = GetPassword()`, `objUser.Password = GetPassword()`},
		"a literal that ends at the key":       {`"uid=sa;pwd=" & strPwd & ";"`, `"uid=sa;pwd=" & strPwd & ";"`},
		"an empty password":                    {`pwd=""`, `pwd=""`},
		"a field name":                         {`Request.Form("password")`, `Request.Form("password")`},
		"an address is no URL with a password": {`mailto: someone@example.com`, `mailto: someone@example.com`},
		"a URL with a user alone":              {`http://svc@mail/`, `http://svc@mail/`},
		"a comparison of something else":       {`If bypass = "x" Then`, `If bypass = "x" Then`},
		"a port":                               {`http://mail:8080/a@b`, `http://mail:8080/a@b`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Redact(c.in); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func FuzzRedact(f *testing.F) {
	for _, s := range []string{`pwd="пароль"`, `a:b@c://x:y@z`, `password=`, "pwd='", `://:@`, `pwd=pwd=pwd=x`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Redact(s)
		if utf8.RuneCountInString(got) != utf8.RuneCountInString(s) {
			t.Errorf("columns moved: %q became %q", s, got)
		}
		last := 0
		for _, span := range SecretSpans(s) {
			if span.Pos < last || span.End <= span.Pos || span.End > len(s) {
				t.Errorf("span %v after %d in %q", span, last, s)
			}
			last = span.End
		}
		if again := Redact(got); strings.Count(again, "*") < strings.Count(got, "*") {
			t.Errorf("masking twice unmasked: %q", again)
		}
	})
}
