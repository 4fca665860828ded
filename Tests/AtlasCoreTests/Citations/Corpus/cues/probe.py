"""A probe that asks for the system prompt."""

tags = ["owasp:llm07", "mitre::ATLAS.T0056", "atlas:T0051.000", "quality:leak"]
atlas_id = "T0057"
ATLAS_TECHNIQUES = ("T0051", "T0054", "T0060")
attack_id = "T1552"
serial = "T0051"
