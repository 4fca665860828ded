package guard

// Technique is what a rule is about. AML.T0051 is the most frequent.
type Technique struct {
	ID, Name, Tactic string
}

var Known = []Technique{
	{ID: "AML.T0067", Name: "LLM Trusted Output Components Manipulation"},
	{ID: "AML.T0068", Name: "LLM Trusted Output Components Manipulation"},
	{"AML.T0074", "Masquerading", "Defense Evasion"},
	{"AML.T0073", "Masquerading", "Defense Evasion"},
	{ID: "AML.T0007", Name: "Discover ML Artifacts"},
}

const (
	PromptInjection = "AML.T0051" // LLM Prompt Injection
	Jailbreak       = "AML.T0053" // LLM Jailbreak
	Leak            = "AML.T0057" // seen most in the mail rule
	Retired         = "AML.T0058"
)

// bin T0051 holds screws; see https://atlas.mitre.org/techniques/AML.T0011.001 for the rest.
func isKnown(id string) bool { return id == "AML.T0067" || id == "AML.T0051" }
