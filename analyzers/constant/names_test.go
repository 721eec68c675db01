package constant

import (
	"strings"
	"sync"
	"testing"
)

func TestConstantsAreKnownByNameAlone(t *testing.T) {
	c := &collector{known: sync.OnceValue(table)}
	for _, name := range []string{
		"CdoDefaultFolderInbox", "CDOTO", "ActMsgTo", "mapiTo", "CdoE_LOGON_FAILED", "ActMsgPR_SUBJECT", "CdoPR_START_DATE", "mapiFileData",
	} {
		if !c.isConstant(strings.ToLower(name)) {
			t.Errorf("%s is a constant of the library", name)
		}
	}
	for _, name := range []string{
		"CdoCounter", "cdoSendUsingPort", "CdoBodyFormatHTML", "Cdo", "mapi", "mapiX", "DefaultFolderInbox", "vbLf", "CdoDefaultFolderInboxes",
	} {
		if c.isConstant(strings.ToLower(name)) {
			t.Errorf("%s is no constant of the library", name)
		}
	}
}

func TestNoNameStandsInTheListTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range append(strings.Fields(names), strings.Fields(properties)...) {
		name, _, _ := strings.Cut(f, "=")
		if folded := strings.ToLower(name); seen[folded] && !strings.Contains(properties, " "+name+" ") {
			t.Errorf("%s stands twice", name)
		} else {
			seen[folded] = true
		}
	}
}

func TestValues(t *testing.T) {
	c := &collector{known: sync.OnceValue(table)}
	for name, want := range map[string]string{"CdoDefaultFolderCalendar": "0", "cdoDefaultFolderTasks": "8", "ActMsgBcc": "3", "CdoE_NOT_FOUND": ""} {
		if got := c.value(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}
