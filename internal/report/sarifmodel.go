package report

// The part of SARIF 2.1.0 that is written, in the order of writing. Nothing is
// a pointer with a default of -1: GitHub checks ranges, and what is not known
// is left out.

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

// sarifDriver is what stands before rules and notifications.
type sarifDriver struct {
	Name            string `json:"name"`
	FullName        string `json:"fullName"`
	Version         string `json:"version,omitempty"`
	SemanticVersion string `json:"semanticVersion,omitempty"`
	InformationURI  string `json:"informationUri"`
}

type sarifDescriptor struct {
	ID               string    `json:"id"`
	Name             string    `json:"name"`
	ShortDescription sarifText `json:"shortDescription"`
	FullDescription  sarifText `json:"fullDescription"`
	Help             sarifText `json:"help"`
}

type sarifRule struct {
	ID                   string             `json:"id"`
	Name                 string             `json:"name,omitempty"`
	ShortDescription     sarifText          `json:"shortDescription"`
	FullDescription      sarifText          `json:"fullDescription"`
	Help                 sarifText          `json:"help"`
	HelpURI              string             `json:"helpUri,omitempty"`
	DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
	Properties           sarifRuleBag       `json:"properties"`
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

type sarifRuleBag struct {
	Tags             []string `json:"tags,omitempty"`
	Precision        string   `json:"precision,omitempty"`
	ProblemSeverity  string   `json:"problem.severity"`
	SecuritySeverity string   `json:"security-severity,omitempty"`
}

type sarifResult struct {
	RuleID              string              `json:"ruleId"`
	RuleIndex           int                 `json:"ruleIndex"`
	Kind                string              `json:"kind,omitempty"`
	Level               string              `json:"level"`
	Message             sarifText           `json:"message"`
	Locations           []sarifLocation     `json:"locations,omitempty"`
	RelatedLocations    []sarifLocation     `json:"relatedLocations,omitempty"`
	CodeFlows           []sarifCodeFlow     `json:"codeFlows,omitempty"`
	Fixes               []sarifFix          `json:"fixes,omitempty"`
	PartialFingerprints map[string]string   `json:"partialFingerprints"`
	BaselineState       string              `json:"baselineState,omitempty"`
	Suppressions        *[]sarifSuppression `json:"suppressions,omitempty"`
	Properties          sarifResultBag      `json:"properties"`
}

type sarifResultBag struct {
	Tags        []string          `json:"tags,omitempty"`
	Confidence  string            `json:"confidence,omitempty"`
	Application string            `json:"application,omitempty"`
	Workarounds []sarifWorkaround `json:"workarounds,omitempty"`
}

type sarifWorkaround struct {
	ID       string   `json:"id"`
	Title    string   `json:"title,omitempty"`
	Summary  string   `json:"summary,omitempty"`
	Text     string   `json:"text,omitempty"`
	Commands []string `json:"commands,omitempty"`
}

type sarifLocation struct {
	ID               int            `json:"id,omitempty"`
	PhysicalLocation *sarifPhysical `json:"physicalLocation,omitempty"`
	LogicalLocations []sarifLogical `json:"logicalLocations,omitempty"`
	Message          *sarifText     `json:"message,omitempty"`
}

type sarifPhysical struct {
	ArtifactLocation sarifArtifactLocation `json:"artifactLocation"`
	Region           *region               `json:"region,omitempty"`
}

type sarifArtifactLocation struct {
	URI       string `json:"uri"`
	URIBaseID string `json:"uriBaseId"`
}

type sarifLogical struct {
	Name               string `json:"name"`
	FullyQualifiedName string `json:"fullyQualifiedName,omitempty"`
	Kind               string `json:"kind"`
}

type sarifCodeFlow struct {
	ThreadFlows []sarifThreadFlow `json:"threadFlows"`
}

type sarifThreadFlow struct {
	Locations []sarifThreadFlowLocation `json:"locations"`
}

type sarifThreadFlowLocation struct {
	Location   sarifLocation `json:"location"`
	Kinds      []string      `json:"kinds,omitempty"`
	Importance string        `json:"importance"`
}

type sarifFix struct {
	Description     sarifText             `json:"description"`
	ArtifactChanges []sarifArtifactChange `json:"artifactChanges"`
}

type sarifArtifactChange struct {
	ArtifactLocation sarifArtifactLocation `json:"artifactLocation"`
	Replacements     []sarifReplacement    `json:"replacements"`
}

type sarifReplacement struct {
	DeletedRegion   region    `json:"deletedRegion"`
	InsertedContent sarifText `json:"insertedContent"`
}

type sarifSuppression struct {
	Kind          string `json:"kind"`
	Status        string `json:"status"`
	Justification string `json:"justification,omitempty"`
}

type sarifArtifact struct {
	Location   sarifArtifactLocation `json:"location"`
	Properties map[string]string     `json:"properties"`
}

type sarifProvenance struct {
	RepositoryURI string              `json:"repositoryUri"`
	RevisionID    string              `json:"revisionId,omitempty"`
	Branch        string              `json:"branch,omitempty"`
	MappedTo      sarifProvenanceRoot `json:"mappedTo"`
}

type sarifProvenanceRoot struct {
	URIBaseID string `json:"uriBaseId"`
}

type sarifNotification struct {
	Descriptor sarifDescriptorRef `json:"descriptor"`
	Level      string             `json:"level"`
	Message    sarifText          `json:"message"`
	Locations  []sarifLocation    `json:"locations,omitempty"`
}

type sarifDescriptorRef struct {
	ID    string `json:"id"`
	Index *int   `json:"index,omitempty"`
}
