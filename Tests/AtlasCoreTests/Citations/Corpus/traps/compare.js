// Groups of the desk; no claims are made about names.
const prompt = new Set(["AML.T0051", "AML.T0051.000", "AML.T0051.001", "AML.T0054"]);
if (id === "AML.T0051") show("pattern seen");
else if (id === "AML.T0029") label = "Impact";
switch (id) {
  case "AML.T0054": return color("red");
  case "AML.T0057": return color(names["AML.T0057"] ?? "LLM Data Leakage");
  default: return bins["T0051"];
}
log(`AML.T0053 called with ${n} arguments`, { model: "T0054" });
