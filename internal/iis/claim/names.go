package claim

// Name of a setting. What its values look like once they are normalised is said
// with the constants.
type Name string

// The settings that are read.
const (
	Anonymous         Name = "anonymous"         // "true" or "false"
	Basic             Name = "basic"             // "true" or "false"
	Windows           Name = "windows"           // Integrated Windows: NTLM, Negotiate; "true" or "false"
	Digest            Name = "digest"            // "true" or "false"
	Passport          Name = "passport"          // .NET Passport of IIS 6; "true" or "false"
	SSL               Name = "ssl"               // "required" or "optional"
	LogonMethod       Name = "logonMethod"       // of Basic: "interactive", "batch", "network", "cleartext"
	AnonymousMethod   Name = "anonymousMethod"   // logon method of the anonymous account, same values
	AnonymousUser     Name = "anonymousUser"     // account as written; "" means the pool identity on IIS 7+
	AnonymousPassword Name = "anonymousPassword" // "set", "empty", or "placeholder" for what a deployment tool fills in; the password itself is never kept
	AccountPassword   Name = "accountPassword"   // of an account that has no say in authentication (a pool's, ASP.NET's, that for files on another machine); as above
	PasswordSync      Name = "passwordSync"      // metabase AnonymousPasswordSync: "true" or "false"
	SSLRedirect       Name = "sslRedirect"       // "true": a rewrite or redirect rule or HSTS sends http to https
	Providers         Name = "providers"         // comma-separated: Negotiate,NTLM
	Enable32Bit       Name = "enable32Bit"       // of the application pool: "true", "false" or [Unsaid]
	DenyAnonymous     Name = "denyAnonymous"     // URL authorization without anonymous users: "true"
	FormsMode         Name = "aspnetMode"        // <system.web><authentication mode>: weak, does not govern .asp
)

// Unsaid is the value of a setting that a file which describes the whole thing
// leaves out, so that the default of IIS is in effect. Anything said beats it.
const Unsaid = "unsaid"

// Origin is the kind of file that a setting comes from.
type Origin string

// The origins.
const (
	FromWebConfig       Origin = "web.config"
	FromApplicationHost Origin = "applicationHost.config"
	FromMetaBase        Origin = "MetaBase.xml"
	FromTransform       Origin = "transform"
	FromADSI            Origin = "adsi"
	FromAdminAPI        Origin = "admin" // Microsoft.Web.Administration, AppHost objects
	FromAdsutil         Origin = "adsutil"
	FromAppcmd          Origin = "appcmd"
	FromPowerShell      Origin = "powershell"
	FromWiX             Origin = "wix"
	FromNAnt            Origin = "nant"
	FromMSBuild         Origin = "msbuild"
	FromDSC             Origin = "dsc"
	FromDockerfile      Origin = "dockerfile"
	FromYAML            Origin = "yaml"       // playbooks of Ansible, pipelines
	FromIISExpress      Origin = "iisexpress" // development only: weak
	FromProject         Origin = "project"    // project file, launchSettings.json: weak
)
