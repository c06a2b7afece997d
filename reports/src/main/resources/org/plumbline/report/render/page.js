"use strict";
// What the page does beyond standing there: it typesets formulas and sorts tables. It asks nobody for anything.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");

  // Formulas. The text as it was written stays in the page for screen readers, for the search and for copying; what
  // KaTeX makes of it is for the eye alone. Pages have thousands of formulas and few different ones.
  const made = new Map();
  const typeset = (span) => {
    const tex = span.dataset.tex;
    if (!made.has(tex)) {
      const shown = document.createElement("span");
      shown.className = "shown";
      shown.setAttribute("aria-hidden", "true");
      katex.render(tex, shown, { output: "html", throwOnError: false });
      made.set(tex, shown);
    }
    const written = document.createElement("span");
    written.className = "written";
    written.append(...span.childNodes);
    span.append(written, made.get(tex).cloneNode(true));
  };
  const waiting = [...document.querySelectorAll(".tex")];
  let done = 0;
  const typesetUntil = (stop) => {
    while (done < waiting.length && !stop()) typeset(waiting[done++]);
    if (done === waiting.length) root.dataset.formulas = "typeset";
  };
  const slice = () => {
    const start = performance.now();
    typesetUntil(() => performance.now() - start > 30);
    if (done < waiting.length) setTimeout(slice, 0);
  };
  addEventListener("beforeprint", () => typesetUntil(() => false));
  slice();

  // Tables. Numbers are read back from how people write them: narrow spaces, true minus signs, raised exponents.
  const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  const number = (text) => {
    const plain = text.trim().replace(/^\[/, "").replace(/(\d)\u202f(?=\d)/g, "$1").replace(/−/g, "-")
      .replace(/^(-?)10(?=[⁰-⁹¹²³⁻])/, "$11×10")
      .replace(/×10([⁻⁰¹²³⁴-⁹]+)/, (all, power) =>
        "e" + power.replace("⁻", "-").replace(/[⁰¹²³⁴-⁹]/g, (c) => RAISED.indexOf(c)));
    if (/^-?∞/.test(plain)) return plain[0] === "-" ? -Infinity : Infinity;
    return /^-?\d/.test(plain) ? parseFloat(plain) : NaN;
  };
  const words = new Intl.Collator("en", { numeric: true });
  const order = (numeric) => (a, b) => {
    if (!numeric) return words.compare(a.text, b.text);
    return a.value === b.value ? 0 : a.value - b.value;
  };
  const sort = (table, column, head) => {
    const falling = head.getAttribute("aria-sort") === "ascending";
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", falling ? "descending" : "ascending");
    const body = table.tBodies[0];
    const numeric = head.classList.contains("number");
    const rows = [...body.rows].map((row) => {
      const text = row.cells[column].innerText.trim();
      return { row, text, value: number(text) };
    });
    // What is not a number stands last, whichever way the others are turned.
    const last = rows.filter((entry) => numeric && Number.isNaN(entry.value));
    const sorted = rows.filter((entry) => !last.includes(entry)).sort(order(numeric));
    if (falling) sorted.reverse();
    body.append(...[...sorted, ...last].map((entry) => entry.row));
  };
  document.querySelectorAll("table").forEach((table) => {
    if (table.tBodies[0].rows.length < 2) return;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, column, head));
      head.append(button);
      head.setAttribute("aria-sort", "none");
    });
  });
})();
