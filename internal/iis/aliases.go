package iis

import "github.com/cdolint/cdolint/internal/iis/claim"

// The words of package claim that whoever asks for settings needs: what is set,
// and by what kind of file.
type (
	// Name of a setting.
	Name = claim.Name
	// Origin is the kind of file that a setting comes from.
	Origin = claim.Origin
	// Fragment is what one file says by itself.
	Fragment = claim.Fragment
	// Problem is a configuration file that could not be read to its end.
	Problem = claim.Problem
)

// The settings, see [claim.Anonymous] and what follows there.
const (
	Anonymous         = claim.Anonymous
	Basic             = claim.Basic
	Windows           = claim.Windows
	Digest            = claim.Digest
	Passport          = claim.Passport
	SSL               = claim.SSL
	LogonMethod       = claim.LogonMethod
	AnonymousMethod   = claim.AnonymousMethod
	AnonymousUser     = claim.AnonymousUser
	AnonymousPassword = claim.AnonymousPassword
	AccountPassword   = claim.AccountPassword
	PasswordSync      = claim.PasswordSync
	SSLRedirect       = claim.SSLRedirect
	Providers         = claim.Providers
	Enable32Bit       = claim.Enable32Bit
	DenyAnonymous     = claim.DenyAnonymous
	FormsMode         = claim.FormsMode
)

// Unsaid is [claim.Unsaid].
const Unsaid = claim.Unsaid

// The origins, see [claim.FromWebConfig] and what follows there.
const (
	FromWebConfig       = claim.FromWebConfig
	FromApplicationHost = claim.FromApplicationHost
	FromMetaBase        = claim.FromMetaBase
	FromTransform       = claim.FromTransform
	FromADSI            = claim.FromADSI
	FromAdminAPI        = claim.FromAdminAPI
	FromAdsutil         = claim.FromAdsutil
	FromAppcmd          = claim.FromAppcmd
	FromPowerShell      = claim.FromPowerShell
	FromWiX             = claim.FromWiX
	FromNAnt            = claim.FromNAnt
	FromMSBuild         = claim.FromMSBuild
	FromDSC             = claim.FromDSC
	FromDockerfile      = claim.FromDockerfile
	FromYAML            = claim.FromYAML
	FromIISExpress      = claim.FromIISExpress
	FromProject         = claim.FromProject
)
