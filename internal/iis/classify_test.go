package iis_test

import (
	"testing"

	"github.com/cdolint/cdolint/internal/iis"
)

func TestClassify(t *testing.T) {
	for _, tt := range []struct {
		name, path, head string
		unread           bool
		want             iis.Origin
	}{
		{name: "a web.config in any letter case", path: "a/Web.Config", unread: true, want: iis.FromWebConfig},
		{name: "a transform", path: "web.Release.config", unread: true, want: iis.FromTransform},
		{name: "an applicationHost.config", path: "iis/applicationHost.config", unread: true, want: iis.FromApplicationHost},
		{name: "the development server's", path: ".vs/x/config/applicationhost.config", unread: true, want: iis.FromIISExpress},
		{name: "a metabase", path: "MetaBase.xml", unread: true, want: iis.FromMetaBase},
		{name: "an export of a metabase under another name", path: "site.xml", head: `<configuration xmlns="urn:microsoft-catalog:XML_Metabase_V64_0">`, want: iis.FromMetaBase},
		{name: "other XML", path: "data.xml", head: "<books/>"},
		{name: "XML that was not read", path: "data.xml", unread: true},
		{name: "a script that was not read", path: "setup.vbs", unread: true, want: iis.FromADSI},
		{name: "a script on other things", path: "setup.vbs", head: "MsgBox 1"},
		{name: "a page that administers IIS", path: "admin.asp", head: `<% Set o = GetObject("IIS://localhost/W3SVC/1") %>`, want: iis.FromADSI},
		{name: "a page that was not read", path: "admin.asp", unread: true},
		{name: "documentation", path: "readme.md", head: "appcmd set config /section:windowsAuthentication"},
		{name: "a text file", path: "iis.txt", head: "adsutil SET W3SVC/AuthFlags 4"},
		{name: "an HTML page", path: "iis.htm", head: "IIS://localhost/W3SVC"},
		{name: "a Dockerfile for Windows", path: "web/Dockerfile.web", head: "RUN appcmd", want: iis.FromDockerfile},
		{name: "a playbook", path: "site.yml", head: "- win_shell: appcmd", want: iis.FromYAML},
		{name: "YAML that was not read", path: "site.yml", unread: true},
		{name: "YAML on other things", path: "site.yml", head: "a: b"},
		{name: "a Dockerfile for something else", path: "Dockerfile", head: "FROM golang"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			head := []byte(tt.head)
			if tt.unread {
				head = nil
			}
			if got := iis.Classify(tt.path, head); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
