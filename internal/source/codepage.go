package source

import "strconv"

// codePageName names the encoding of a Windows code page, as @CODEPAGE,
// Session.CodePage and the metabase's AspCodepage number them; "" for those
// that are not known. 0 is CP_ACP, the system's own: not known either.
// (Microsoft, "Code Page Identifiers".)
func codePageName(n int) string {
	switch n {
	case 65001:
		return utf8Name
	case 1200:
		return utf16leName
	case 1201:
		return utf16beName
	case 874, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258:
		return "windows-" + strconv.Itoa(n)
	case 20127, 28591: // US-ASCII and ISO 8859-1: subsets of it
		return defaultName
	case 28592, 28593, 28594, 28595, 28596, 28597, 28598, 28603, 28605:
		return "iso-8859-" + strconv.Itoa(n-28590)
	case 28599: // ISO 8859-9: a subset
		return "windows-1254"
	case 38598: // Hebrew in logical order
		return "iso-8859-8"
	case 932:
		return sjisName
	case 20932, 51932:
		return "euc-jp"
	case 50220, 50221, 50222:
		return "iso-2022-jp"
	case 936, 20936, 51936:
		return "gbk"
	case 54936:
		return "gb18030"
	case 949, 20949, 51949:
		return "euc-kr"
	case 1361:
		return johabName
	case 950:
		return "big5"
	case 20866:
		return "koi8-r"
	case 21866:
		return "koi8-u"
	case 10000:
		return "macintosh"
	case 10007:
		return "x-mac-cyrillic"
	case 437, 850, 852, 855, 858, 860, 862, 863, 865, 866:
		return "ibm" + strconv.Itoa(n)
	}
	return ""
}

// labelName names the encoding of a label in lower case, "" for those that
// are not known. The labels are those of the encoding standard
// (encoding.spec.whatwg.org), which says what browsers make of them, and some
// that Windows knows besides. It is a switch, not golang.org/x/text's
// htmlindex, since that fills a map at every start; a test holds the two
// against each other.
func labelName(label string) string {
	switch label {
	case "utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8":
		return utf8Name
	case "utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode", "unicodefeff":
		return utf16leName
	case "utf-16be", "unicodefffe":
		return utf16beName
	case sjisName, "shift-jis", "sjis", "x-sjis", "ms932", "ms_kanji", "windows-31j", "csshiftjis":
		return sjisName
	case "euc-jp", "x-euc-jp", "cseucpkdfmtjapanese":
		return "euc-jp"
	case "iso-2022-jp", "csiso2022jp":
		return "iso-2022-jp"
	case "gb2312", "gbk", "x-gbk", "chinese", "gb_2312", "gb_2312-80", "csgb2312", "iso-ir-58", "csiso58gb231280":
		return "gbk"
	case "gb18030":
		return "gb18030"
	case "big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5":
		return "big5"
	case "euc-kr", "korean", "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "ksc_5601", "windows-949", "iso-ir-149", "cseuckr", "csksc56011987":
		return "euc-kr"
	case johabName, "ms1361":
		return johabName
	}
	return westernName(label)
}

// westernName is labelName for the encodings of one byte a character.
func westernName(label string) string {
	switch label {
	case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "latin1", "l1", "us-ascii", "ascii", "ansi_x3.4-1968":
		return defaultName
	case "windows-1250", "cp1250", "x-cp1250":
		return "windows-1250"
	case "windows-1251", "cp1251", "x-cp1251":
		return "windows-1251"
	case "windows-1253", "cp1253", "x-cp1253":
		return "windows-1253"
	case "windows-1254", "cp1254", "x-cp1254", "iso-8859-9", "iso8859-9", "iso_8859-9", "latin5", "l5":
		return "windows-1254"
	case "windows-1255", "cp1255", "x-cp1255":
		return "windows-1255"
	case "windows-1256", "cp1256", "x-cp1256":
		return "windows-1256"
	case "windows-1257", "cp1257", "x-cp1257":
		return "windows-1257"
	case "windows-1258", "cp1258", "x-cp1258":
		return "windows-1258"
	case "windows-874", "dos-874", "tis-620", "iso-8859-11", "iso8859-11":
		return "windows-874"
	case "iso-8859-2", "iso8859-2", "iso_8859-2", "latin2", "l2":
		return "iso-8859-2"
	case "iso-8859-3", "iso8859-3", "latin3":
		return "iso-8859-3"
	case "iso-8859-4", "iso8859-4", "latin4":
		return "iso-8859-4"
	case "iso-8859-5", "iso8859-5", "cyrillic":
		return "iso-8859-5"
	case "iso-8859-6", "iso8859-6", "arabic":
		return "iso-8859-6"
	case "iso-8859-7", "iso8859-7", "greek":
		return "iso-8859-7"
	case "iso-8859-8", "iso8859-8", "hebrew", "visual":
		return "iso-8859-8"
	case "iso-8859-8-i", "logical": // the same characters in another order
		return "iso-8859-8"
	case "iso-8859-10", "iso8859-10", "latin6":
		return "iso-8859-10"
	case "iso-8859-13", "iso8859-13":
		return "iso-8859-13"
	case "iso-8859-14", "iso8859-14":
		return "iso-8859-14"
	case "iso-8859-15", "iso8859-15", "iso_8859-15":
		return "iso-8859-15"
	case "iso-8859-16":
		return "iso-8859-16"
	case "koi8-r", "koi8", "koi", "cskoi8r":
		return "koi8-r"
	case "koi8-u":
		return "koi8-u"
	case "macintosh", "mac", "x-mac-roman":
		return "macintosh"
	case "x-mac-cyrillic":
		return "x-mac-cyrillic"
	case "ibm866", "cp866", "866":
		return "ibm866"
	case "ibm437", "cp437":
		return "ibm437"
	case "ibm850", "cp850":
		return "ibm850"
	case "ibm852", "cp852":
		return "ibm852"
	}
	return ""
}
