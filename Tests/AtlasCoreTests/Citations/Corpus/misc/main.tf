locals {
  atlas = {
    "AML.T0034" = "Cost Harvesting"
    "AML.T0029" = "Denial of ML Service"
  }
  // See AML.T0132 (Misconfigured or Publicly Exposed AI Services).
}
resource "alarm" "spend" {
  tags = { mitre_atlas = "T0034", mitre_attack = "T1496", rack = "T0034" }
}
