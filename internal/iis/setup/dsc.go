package setup

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// dscBlock is a block of a PowerShell DSC configuration, such as
//
//	xWebsite Intranet { Name = "Intranet"; AuthenticationInfo = … { Windows = $true } }
//
// Other blocks of a script are dscBlocks without a resource.
type dscBlock struct {
	resource string // lower case: xwebsite, webapplication, authenticationinfo …
	props    map[string]psArg
	// auth are the settings of AuthenticationInfo, for the resource around it.
	auth []claim.Claim
	at   source.Place
}

// openBlock begins a block behind its header.
func (r *psReader) openBlock(header string) {
	b := &dscBlock{at: r.at}
	if fields := strings.Fields(header); len(fields) > 0 {
		first := strings.ToLower(fields[0])
		switch first {
		case "xwebsite", "website", "xwebapplication", "webapplication", "xwebvirtualdirectory", "webvirtualdirectory",
			"xwebapppool", "webapppool", "webconfigproperty", "xwebconfigproperty", "iisfeaturedelegation", "xiisfeaturedelegation":
			b.resource, b.props = strings.TrimPrefix(first, "x"), map[string]psArg{}
		case "authenticationinfo":
			b.resource, b.props = first, map[string]psArg{}
		}
	}
	r.blocks = append(r.blocks, b)
}

// property is "key = value" in a block. Raw text of the claim is the line.
func (r *psReader) property(key string, pos, end int) {
	if len(r.blocks) == 0 {
		return
	}
	b := r.blocks[len(r.blocks)-1]
	if b.props == nil {
		return
	}
	v := r.value(pos, end)
	b.props[strings.ToLower(key)] = psArg{v, r.at.Pos, r.at.End}
	if b.resource != "authenticationinfo" || !v.known() {
		return
	}
	if name, normal, ok := claim.BoolSetting(claim.AuthName(key), v.text); ok && name != "" {
		b.auth = append(b.auth, claim.Claim{Prop: key, ValueAt: r.literal(trimEnd(script.Scan(r.text[pos:end], script.PowerShell, pos))), Name: name, Value: normal, Raw: "AuthenticationInfo " + r.raw(), At: r.place(), Origin: claim.FromDSC})
	}
}

// closeBlock ends a block and states what its resource says.
func (r *psReader) closeBlock() {
	if len(r.blocks) == 0 {
		return
	}
	b := r.blocks[len(r.blocks)-1]
	r.blocks = r.blocks[:len(r.blocks)-1]
	if b.resource == "authenticationinfo" {
		if n := len(r.blocks); n > 0 {
			r.blocks[n-1].auth = append(r.blocks[n-1].auth, b.auth...)
		}
		return
	}
	text := func(key string) string { return b.props[key].orEmpty() }
	var scope claim.Scope
	switch b.resource {
	case "website":
		scope = claim.SiteScope(text("name"))
	case "webapplication", "webvirtualdirectory":
		scope = claim.SiteScope(text("website")).Below(text("webapplication")).Below(text("name"))
	case "webapppool":
		if v := b.props["enable32bitapponwin64"]; v.known() {
			r.at, r.rawPos = source.Place{Path: r.f.Path, Pos: v.pos, End: v.end}, v.pos
			r.setPool(text("name"), v.text)
		}
		return
	case "webconfigproperty":
		r.configProperty(b)
		return
	default:
		return
	}
	r.at = b.at
	m := r.addMount(scope.Site, scope.Path, b.props["physicalpath"].val, b.resource != "webvirtualdirectory")
	m.Origin = claim.FromDSC
	if pool := b.props["applicationpool"]; pool.kind == valText {
		m.Pool = pool.text
	} else if pool := b.props["webapppool"]; pool.kind == valText {
		m.Pool = pool.text
	}
	for _, c := range b.auth {
		c.Scope = scope
		r.f.Claims = append(r.f.Claims, c)
	}
	flags := b.props["sslflags"]
	if text, ok := flags.value(); ok {
		if name, normal, ok := claim.SSLSetting(text); ok {
			r.at = source.Place{Path: r.f.Path, Pos: flags.pos, End: flags.end}
			r.rawPos = flags.pos
			r.claim(claim.Claim{Name: name, Value: normal, Raw: r.raw(), Scope: scope, Origin: claim.FromDSC})
		}
	}
}

// configProperty is a WebConfigProperty resource.
func (r *psReader) configProperty(b *dscBlock) {
	v := b.props["value"]
	if !v.known() {
		return
	}
	filter := b.props["filter"].orEmpty()
	section := claim.SectionName(filter)
	if name, normal, ok := claim.SectionSetting(section, b.props["propertyname"].orEmpty(), v.text); ok {
		r.at, r.rawPos = source.Place{Path: r.f.Path, Pos: v.pos, End: v.end}, v.pos
		r.claim(claim.Claim{
			Name: name, Value: normal, Raw: section + " " + b.props["propertyname"].text + ": " + r.raw(),
			Scope: claim.SiteScope(b.props["websitepath"].orEmpty()).Below(b.props["location"].orEmpty()), Section: section, Origin: claim.FromDSC,
		})
	}
}
