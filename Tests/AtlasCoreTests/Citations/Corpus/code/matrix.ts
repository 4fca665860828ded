export enum Tactic {
  Execution = "AML.TA0005",
  Exfiltration = "AML.TA0010",
  Impact = "AML.TA0011",
  CommandAndControl = "AML.TA0014",
}

export const names: Record<string, string> = {
  "AML.T0072": "Cyber Communication Channel",
  "AML.T0075": "Cloud Service Discovery",
  "AML.T0096": "AI Service Web Interface",
  'AML.T0114': 'AI Service Web Interface',
};

export const pairs = [
  { technique: "AML.T0103", tactic: Tactic.Execution },
  { technique: "AML.T0108", tactic: "AML.TA0014", name: "AI Agent" },
  { technique: "AML.T0108", tactic: "AML.TA0010", name: "AI Agent" },
  { technique: "AML.T0111", tactic: "AML.TA0003" },
];

/** Draws AML.T0077; the old board drew T1566 too. */
export function draw(id: string) {
  if (id !== "AML.T0077") return null;
  return `https://atlas.mitre.org/techniques/${id}`;
}
