//! Ids used by the gate. AML.T0053 (AI Agent Tool Invocation) blocks by default.

pub const TOOL_INVOCATION: &str = "AML.T0053";
/// AML.T0056: LLM Meta Prompt Extraction
pub const SYSTEM_PROMPT: &str = "AML.T0056";
/// AML.T0099 - AI Agent Tool Data Poisoning
pub const TOOL_DATA: &str = "AML.T0099";
/// AML.T0098 - AI Agent Tool Data Poisoning
pub const TOOL_KEYS: &str = "AML.T0098";

pub static TABLE: &[(&str, &str)] = &[
    ("AML.T0090", "OS Credential Dumping"),
    ("AML.T0083", "RAG Credential Harvesting"),
    ("AML.T0047", "ML-Enabled Product or Service"),
    ("AML.T0049", "exploit_public_facing_application"),
];

fn blocks(id: &str) -> bool {
    matches!(id, "AML.T0053" | "AML.T0086" | "AML.T0019")
}
