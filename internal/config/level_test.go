package config

import "testing"

func TestLevel(t *testing.T) {
	for _, tt := range []struct {
		name, yaml string
		packOn     bool
		want       string // of CDO109 (getfolder-without-store, pack cdo), warning by itself
	}{
		{"nothing said, pack on", ``, true, "warning"},
		{"nothing said, pack off", ``, false, "off"},
		{"pack on", `rules: {cdo: on}`, false, "warning"},
		{"pack off", `rules: {cdo: off}`, true, "off"},
		{"a level for the pack switches it on", `rules: {cdo: error}`, false, "error"},
		{"rule off", `rules: {CDO109: off}`, true, "off"},
		{"rule on in a pack that is off", `rules: {CDO109: on}`, false, "warning"},
		{"by name", `rules: {getfolder-without-store: note}`, true, "note"},
		{"letter case does not matter", `rules: {cdo109: note, Cdo: error}`, true, "note"},
		{"the rule counts before its pack, wherever it stands", `rules: {CDO109: note, cdo: off}`, true, "note"},
		{"other rules and packs do not count", `rules: {CDO101: off, platform: off}`, true, "warning"},
		{"true and false are on and off", `rules: {CDO109: false}`, true, "off"},
		{"quoted switches", `rules: {CDO109: "off"}`, true, "off"},
		{"paths count later", "rules: {CDO109: error}\npaths: [{path: a.asp, rules: {CDO109: note}}]", true, "note"},
		{"paths that do not match do not count", "paths: [{path: b.asp, rules: {CDO109: off}}]", true, "warning"},
		{"the last of two entries counts", "paths:\n- {path: a.asp, rules: {CDO109: note}}\n- {path: '*.asp', rules: {CDO109: error}}", true, "error"},
		{"the pack off for a path counts before the rule of the file", "rules: {CDO109: error}\npaths: [{path: a.asp, rules: {cdo: off}}]", true, "off"},
		{"on leaves the level", "rules: {CDO109: error, cdo: off}\npaths: [{path: a.asp, rules: {cdo: on}}]", true, "error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			level, on := open1(t, tt.yaml).For("a.asp").Level("cdo", "CDO109", "getfolder-without-store", "warning", tt.packOn)
			if !on {
				level = "off"
			}
			if level != tt.want {
				t.Errorf("got %s, want %s", level, tt.want)
			}
		})
	}
}

func TestAssertions(t *testing.T) {
	s := open1(t, "site:\n  auth: integrated\n  webServers: WEB01\npaths:\n  - path: mail\n    site:\n      auth: [basic]\n")
	for _, tt := range []struct {
		path, auth string
		line       int
	}{
		{"default.asp", "integrated", 2},
		{"mail/inbox.asp", "basic", 7},
	} {
		a := s.For(tt.path).Assertions()
		if len(a.Auth) != 1 || a.Auth[0] != tt.auth || a.At.Line != tt.line || a.At.File != FileName {
			t.Errorf("%s: auth %v at %s, want %s at line %d", tt.path, a.Auth, a.At, tt.auth, tt.line)
		}
		if len(a.WebServers) != 1 || a.WebServers[0] != "WEB01" {
			t.Errorf("%s: web servers %v", tt.path, a.WebServers)
		}
	}
	if a := open1(t, "site: {ssl: required}").For("a.asp").Assertions(); a.At.IsValid() || a.SSL != "required" {
		t.Errorf("At says where auth was said, and it was not: %+v", a)
	}
}
