"""Checks pictures in headless Chromium: no requests, no errors, text that fits its box and has enough contrast.

Usage: pictures-browser.py FILE…
A page in HTML is searched and filtered and its theme is switched; every text of an SVG is compared with the box that it is in.
"""
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


class Browser:
    """A tab of Chromium, driven through the pipe that `--remote-debugging-pipe` opens: file descriptors 3 and 4."""

    def __init__(self):
        program = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome", "chrome"])), None)
        if program is None:
            sys.exit("no Chromium here")
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        their_input, self.output = os.pipe()
        self.input, their_output = os.pipe()

        def connect():
            # Duplicates above 10 first, so that neither of the two is overwritten before it is copied.
            one, two = os.dup2(their_input, 20), os.dup2(their_output, 21)
            os.dup2(one, 3)
            os.dup2(two, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
             "--disable-dev-shm-usage", "--disable-background-networking", "--hide-scrollbars",
             f"--user-data-dir={self.profile.name}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(their_input)
        os.close(their_output)
        self.numbers = itertools.count(1)
        self.rest = b""
        self.events = []
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(domain + ".enable")

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
        except EOFError:
            pass
        self.process.wait(timeout=20)

    def receive(self):
        while b"\0" not in self.rest:
            more = os.read(self.input, 1 << 16)
            if not more:
                raise EOFError("Chromium went away")
            self.rest += more
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.output, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def open(self, path):
        self.events = []
        self.call("Page.navigate", url=pathlib.Path(path).resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(self.receive())

    def run(self, script):
        """The value of a JavaScript expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def scripts(self, enabled):
        self.call("Emulation.setScriptExecutionDisabled", value=not enabled)

    def complaints(self):
        """The console messages, and the requests other than for the file."""
        found = []
        requests = 0
        for event in self.events:
            method, details = event["method"], event.get("params", {})
            if method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
                found.append(json.dumps(details)[:600])
            if method == "Network.requestWillBeSent":
                requests += 1
                if requests > 1:
                    found.append("asks for " + details["request"]["url"][:200])
        return found


# Contrast as in WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
CONTRAST = """
const rgb = color => (color.match(/[0-9.]+/g) || []).map(Number);
const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => {
  const [x, y] = [light(rgb(a)), light(rgb(b))].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
"""

# Each text of a picture lies in the smallest rectangle around its middle, which is its ground.
SVG = "(() => {" + CONTRAST + """
const faults = [];
const box = e => e.getBBox();
const rects = [...document.querySelectorAll('rect')].map(e => ({ box: box(e), fill: getComputedStyle(e).fill }));
const texts = [...document.querySelectorAll('text')];
const within = (b, x, y) => x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height;
const boxes = [];
for (const text of texts) {
  const b = box(text), style = getComputedStyle(text);
  if (parseFloat(style.fontSize) < 12) faults.push('smaller than 12 px: ' + text.textContent);
  const x = b.x + Math.min(b.width / 2, 8), y = b.y + b.height / 2;
  const ground = rects.filter(r => within(r.box, x, y) && r.fill !== 'none').sort((p, q) => p.box.width * p.box.height - q.box.width * q.box.height)[0];
  if (!ground) { faults.push('outside of the picture: ' + text.textContent); continue; }
  const g = ground.box, slack = 0.6;
  if (b.x < g.x - slack || b.x + b.width > g.x + g.width + slack || b.y < g.y - slack || b.y + b.height > g.y + g.height + slack)
    faults.push('reaches out of its box: ' + text.textContent);
  const ratio = contrast(style.fill, ground.fill);
  if (ratio < 4.5) faults.push('contrast ' + ratio.toFixed(2) + ': ' + text.textContent);
  boxes.push({ b, text: text.textContent });
}
boxes.sort((p, q) => p.b.x - q.b.x);
for (let i = 0; i < boxes.length; i++)
  for (let j = i + 1; j < boxes.length && boxes[j].b.x < boxes[i].b.x + boxes[i].b.width - 1; j++) {
    const p = boxes[i].b, q = boxes[j].b;
    if (q.y < p.y + p.height - 2 && p.y < q.y + q.height - 2) faults.push('overlap: ' + boxes[i].text + ' / ' + boxes[j].text);
  }
return { texts: texts.length, faults: faults.slice(0, 20) };
})()"""

# The contrast of each text that can be seen with what is behind it.
PAGE = "(() => {" + CONTRAST + """
const faults = [];
let texts = 0;
const ground = e => {
  for (; e; e = e.parentElement) {
    const color = getComputedStyle(e).backgroundColor, parts = rgb(color);
    if (parts.length < 4 || parts[3] > 0) return color;
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18,18,18)' : 'rgb(255,255,255)';
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode, e = node.parentElement;
  if (!node.data.trim() || !e.checkVisibility() || ['SCRIPT', 'STYLE'].includes(e.tagName)) continue;
  texts++;
  const style = getComputedStyle(e), ratio = contrast(style.color, ground(e));
  if (ratio < 4.5) faults.push('contrast ' + ratio.toFixed(2) + ': ' + node.data.trim().slice(0, 60));
  if (parseFloat(style.fontSize) < 12) faults.push('smaller than 12 px: ' + node.data.trim().slice(0, 60));
}
for (const e of document.querySelectorAll('th, td, li, p, summary'))
  if (e.checkVisibility() && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1) faults.push('too wide: ' + e.textContent.slice(0, 60));
if (document.documentElement.scrollWidth > innerWidth + 1) faults.push('the page scrolls sideways');
return { texts, faults: faults.slice(0, 20) };
})()"""

# The techniques of a page, without their sub-techniques, and how many can be seen.
CELLS = "[...document.querySelectorAll('td > ul > li')]"
VISIBLE = CELLS + ".filter(e => e.checkVisibility()).length"


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def look(browser, script, path, what):
    found = browser.run(script)
    check(found["texts"] > 0, f"{path}: no text, {what}")
    check(not found["faults"], "\n".join(f"{path}, {what}: {fault}" for fault in found["faults"]))


def picture(browser, path):
    for scheme in ["light", "dark"]:
        browser.scheme(scheme)
        browser.open(path)
        look(browser, SVG, path, scheme)
        check(not browser.complaints(), f"{path}: {browser.complaints()}")


def page(browser, path):
    for scheme, width in itertools.product(["light", "dark"], [390, 1280]):
        browser.size(width, 900)
        browser.scheme(scheme)
        browser.open(path)
        look(browser, PAGE, path, f"{scheme} at {width}")
    check(browser.run("document.querySelectorAll('table th[scope=col]').length") > 0, f"{path}: no headings")
    cells = browser.run(VISIBLE)
    check(cells > 0, f"{path}: no cells")

    # The search shows exactly the techniques that contain the words.
    word = browser.run(CELLS + "[0].querySelector('a, bdi').textContent.split(/\\s+/).sort((a, b) => b.length - a.length)[0]")
    browser.run("document.querySelector('#search').focus()")
    browser.call("Input.insertText", text=word.upper())
    wanted = browser.run(
        f"{CELLS}.filter(e => e.textContent.toLowerCase().includes({json.dumps(word.lower())})).length")
    check(0 < browser.run(VISIBLE) == wanted, f"{path}: a search for {word} shows {browser.run(VISIBLE)} of {wanted}")
    said = browser.run("document.querySelector('output').textContent")
    check(said.split()[0].isdigit(), f"{path}: the count is not said: {said}")
    look(browser, PAGE, path, "searched")
    browser.call("Input.insertText", text="zzzz")
    check(browser.run(VISIBLE) == 0, f"{path}: a search for nothing shows something")
    for kind in ["keyDown", "keyUp"]:
        browser.call("Input.dispatchKeyEvent", type=kind, key="Escape", code="Escape", windowsVirtualKeyCode=27)
    check(browser.run(VISIBLE) == cells, f"{path}: Escape does not clear the search")

    # The filter by maturity.
    for number in range(browser.run("document.querySelectorAll('input[type=checkbox]').length")):
        box = f"document.querySelectorAll('input[type=checkbox]')[{number}]"
        gone = browser.run(
            f"{CELLS}.filter(e => [e, ...e.querySelectorAll('li')].every(t => t.dataset.maturity === {box}.value)).length")
        browser.run(box + ".click()")
        check(browser.run(VISIBLE) == cells - gone, f"{path}: the filter of maturity {number} does not filter")
        browser.run(box + ".click()")
    check(browser.run(VISIBLE) == cells, f"{path}: the filters do not come back")

    # A click changes the theme, and its contrast is sufficient.
    ground = "getComputedStyle(document.body).backgroundColor"
    before = browser.run(ground)
    browser.run("document.querySelector('#theme').click()")
    check(browser.run(ground) != before, f"{path}: the theme does not change")
    look(browser, PAGE, path, "in the other theme")
    browser.run("document.querySelectorAll('details').forEach(e => e.open = true)")
    look(browser, PAGE, path, "opened")
    check(not browser.complaints(), f"{path}: {browser.complaints()}")

    # Without script, all techniques are visible and the controls are hidden.
    browser.scripts(False)
    browser.open(path)
    check(browser.run(VISIBLE) == cells, f"{path}: not readable without script")
    check(not browser.run("document.querySelector('#search').checkVisibility()"), f"{path}: a search that needs a script")
    browser.scripts(True)


def main():
    browser = Browser()
    failures = 0
    for path in sys.argv[1:]:
        try:
            browser.size(1280, 900)
            (page if path.endswith(".html") else picture)(browser, path)
        except AssertionError as fault:
            failures += 1
            print(fault, file=sys.stderr)
    browser.close()
    if failures:
        sys.exit(f"{failures} of {len(sys.argv) - 1} pictures failed")
    print(f"{len(sys.argv) - 1} pictures looked at in Chromium")


if __name__ == "__main__":
    main()
