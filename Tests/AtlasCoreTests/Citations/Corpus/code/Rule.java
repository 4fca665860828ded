/** Rules of the desk. Covers MITRE ATLAS T0051 and AML.T0054. */
@Atlas(id = "AML.T0051", name = "LLM Prompt Injection")
public enum Rule {
  PROMPT("AML.T0051", "LLM Prompt Injection"),
  LEAK("AML.T0057", "Extract LLM System Prompt"),
  PROXY("AML.T0005.000", "Train Proxy via Gathered ML Artifacts"),
  SHELL("AML.T0050", "runs a shell for the assistant"),
  QUOTA("AML.T0034.003", "quota");

  Rule(String id, String label) {}
  // Part T0012 of the rack, model AC-T0012-B.
}
