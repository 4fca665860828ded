-- MITRE ATLAS ids of the console
INSERT INTO technique (id, name, tactic) VALUES
  ('AML.T0000', 'Search Open Technical Databases', 'Reconnaissance'),
  ('AML.T0024', 'Exfiltration via ML Inference API', 'Exfiltration'),
  ('AML.T0095', 'Search Victim-Owned Websites', 'Reconnaissance'),
  ('AML.T0116', 'Autonomous Reconnaissance', 'Execution'),
  ('AML.T0006.002', 'Scan for Exposed AI Infrastructure', NULL);
SELECT * FROM technique WHERE id IN ('AML.T0051', 'AML.T0054') AND name <> 'LLM Jailbreak';
UPDATE technique SET shelf = 'T0051' WHERE id = 'AML.T0043.003';
