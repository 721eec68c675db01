package comparison

import "fmt"

// code is an error of CDO 1.21.
type code struct {
	name    string // without CdoE_, ActMsgE_ or MAPI_E_
	hresult uint32
	// generic: other libraries return it, too, and some as an unsigned number.
	generic bool
}

// codes are the errors of CDO 1.21, from the enumeration CdoErrorType of its
// type library. Err.Number gives the HRESULT as a signed Long, or 1000 + its
// low word, which is what pages show ("error '000004f9'", KB181739). A widely
// copied table prints the unsigned value with a minus sign; no error ever has
// that number.
var codes = [...]code{
	{"LOGON_FAILED", 0x80040111, false},
	{"FAILONEPROVIDER", 0x8004011D, false},
	{"NOT_FOUND", 0x8004010F, false},
	{"NETWORK_ERROR", 0x80040115, false},
	{"NO_ACCESS", 0x80070005, true},
	{"UNKNOWN_FLAGS", 0x80040106, false},
	{"SESSION_LIMIT", 0x80040112, false},
	{"USER_CANCEL", 0x80040113, false},
	{"DISK_ERROR", 0x80040116, false},
	{"UNCONFIGURED", 0x8004011C, false},
	{"END_OF_SESSION", 0x80040200, false},
	{"NOT_INITIALIZED", 0x80040605, false},
	{"PASSWORD_EXPIRED", 0x80040121, false},
	{"ACCOUNT_DISABLED", 0x80040124, false},
	{"CALL_FAILED", 0x80004005, true},
}

func short(hresult uint32) uint32 { return 1000 + hresult&0xFFFF }

func hex(hresult uint32) string { return fmt.Sprintf("%08X", hresult) }

// Words are those, in lower case, without one of which a page compares with no error of
// CDO 1.21: a session, and the beginnings of the numbers in their wrong
// readings (2147746xxx, 2147747xxx, 2147500037, 2147942405; in JScript 0x8004…).
func Words() []string {
	return []string{"mapi", "214774", "2147500037", "2147942405", "0x8004", "0x8007"}
}
