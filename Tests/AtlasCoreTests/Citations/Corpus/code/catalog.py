"""Names of what the guard can see.

AML.T0051: LLM Prompt Injection
AML.T0053: LLM Plugin Compromise
"""
from dataclasses import dataclass

TECHNIQUES = {
    "AML.T0051": "LLM Prompt Injection",
    "AML.T0051.000": "Direct",
    "AML.T0051.001": "LLM Prompt Injection: Direct",
    "AML.T0057": {"name": "LLM Data Leakage", "tactic": "Exfiltration"},
    "AML.T0055": {"name": "Unsecured Credentials", "tactic": "Discovery"},
    "AML.T0104": {"name": "Publish Poisoned AI Agent Tool"},
}


@dataclass
class Rule:
    technique: str
    title: str


RULES = [
    Rule(technique="AML.T0070", title="RAG Poisoning"),
    Rule(technique="AML.T0071", title="RAG Poisoning"),
    Rule("AML.T0020", "Poison Training Data"),
    Rule("AML.T0031", "drift of the fraud model"),
]


def weight(technique: str) -> int:
    # https://atlas.mitre.org/techniques/AML.T0054
    if technique == "AML.T0051" or technique in ("AML.T0054", "AML.T0057"):
        return 3
    if technique.startswith("AML.T0048"):
        return 2
    return {"AML.T0029": 1, "AML.T0034": 1}.get(technique, 0)


def test_weight():
    assert weight("AML.T0051") > weight("AML.T0029"), "Denial of AI Service must weigh less"
    assert weight("AML.T0201") == 0
