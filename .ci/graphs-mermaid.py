"""Parses and draws flowcharts with Mermaid in headless Chromium.

Usage: graphs-mermaid.py mermaid.js FILE…
Each file must be a flowchart for Mermaid; every node and edge that the file has must be drawn, and no script or image.
"""
import importlib.util
import json
import pathlib
import re
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
# Its main program runs only when it is called itself.
spec = importlib.util.spec_from_file_location("pictures_browser", here / "pictures-browser.py")
browser_module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(browser_module)

DRAW = """
(async text => {
  const type = await mermaid.parse(text);
  const { svg } = await mermaid.render('picture', text);
  const page = new DOMParser().parseFromString(svg, 'text/html');
  return {
    type: type.diagramType,
    nodes: page.querySelectorAll('g.node').length,
    edges: page.querySelectorAll('path.flowchart-link').length,
    foreign: page.querySelectorAll('script, img, iframe, a').length,
    text: [...page.querySelectorAll('g.node')].map(e => e.textContent).join('\\n'),
  };
})(%s)
"""


def main():
    library, files = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        start = pathlib.Path(folder) / "page.html"
        start.write_text(
            "<!DOCTYPE html><meta charset=utf-8><body><script src='%s'></script>"
            "<script>mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxEdges: 5000, maxTextSize: 1e7 })</script>"
            % pathlib.Path(library).resolve().as_uri())
        browser = browser_module.Browser()
        browser.open(start)
        for path in files:
            text = pathlib.Path(path).read_text()
            drawn = browser.run(DRAW % json.dumps(text))
            nodes = len(re.findall(r"^ *(?:n\d+|more\d+|study\w+)\(?\[\"", text, re.M))
            edges = len(re.findall(r"^ *n\d+ (?:-->|==>|-\.->)", text, re.M))
            wanted = {"type": "flowchart-v2", "nodes": nodes, "edges": edges, "foreign": 0}
            got = {key: drawn[key] for key in wanted}
            if got != wanted:
                sys.exit(f"{path}: {got} instead of {wanted}")
            if "hostile" in path and "</text><script>" not in drawn["text"]:
                sys.exit(f"{path}: the name is not shown as it is: {drawn['text'][:300]}")
        browser.close()
    print(f"{len(files)} flowcharts read and drawn by Mermaid")


main()
