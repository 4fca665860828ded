/// The script of the page of a matrix: it searches, filters and switches the theme. The page can be read without it.
extension MatrixPage {
  /// The content of its only `script`; `scriptHash` has to follow it.
  static let script: StaticString = #"""

    "use strict";
    const root = document.documentElement;
    const tools = document.querySelector(".tools");
    const search = document.querySelector("#search");
    const levels = [...tools.querySelectorAll("input[type=checkbox]")];

    // Each technique with its own words, and its sub-techniques likewise.
    const read = (item) => {
      const list = item.querySelector("ul");
      const inner = list ? [...list.children].map(read) : [];
      const all = item.textContent.toLowerCase();
      const words = list ? all.replace(list.textContent.toLowerCase(), " ") : all;
      return { item, words, id: item.dataset.id, level: item.dataset.maturity, inner, details: item.querySelector("details") };
    };
    const columns = [...document.querySelectorAll("tbody td")].map((cell, index) => ({
      cell, head: document.querySelectorAll("thead th")[index], items: [...cell.querySelectorAll(":scope > ul > li")].map(read),
    }));
    const opened = new Set([...document.querySelectorAll("details[open]")]);
    const total = new Set([...document.querySelectorAll("td li")].map((item) => item.dataset.id)).size;

    // Shows what has all words and a chosen maturity; a technique stays with a sub-technique that is shown.
    const update = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = new Set(levels.filter((box) => box.checked).map((box) => box.value));
      const shown = new Set();
      const show = (entry, inherited) => {
        const fits = inherited || words.every((word) => entry.words.includes(word));
        const isChosen = levels.length === 0 || chosen.has(entry.level);
        const inner = entry.inner.map((sub) => show(sub, fits)).some(Boolean);
        const visible = (fits && isChosen) || inner;
        if (fits && isChosen) shown.add(entry.id);
        entry.item.hidden = !visible;
        if (entry.details) entry.details.open = opened.has(entry.details) || (words.length > 0 && inner && !fits);
        return visible;
      };
      for (const { cell, head, items } of columns) {
        const some = items.map((entry) => show(entry, false)).some(Boolean);
        cell.hidden = head.hidden = items.length > 0 && !some;
      }
      tools.querySelector("output").textContent = `${shown.size} of ${total} techniques`;
    };

    search.addEventListener("input", update);
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      search.value = "";
      update();
    });
    for (const box of levels) box.addEventListener("change", update);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.target === search) return;
      event.preventDefault();
      search.focus();
    });
    document.querySelector("#theme").addEventListener("click", () => {
      const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
    });
    tools.hidden = false;
    update();

    """#
}
