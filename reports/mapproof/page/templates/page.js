// Filter, search and sort for tables of the class "rows"; without it the page says the same.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const make = (tag, attributes, text) => {
    const element = Object.assign(document.createElement(tag), attributes);
    if (text) element.textContent = text;
    return element;
  };
  const tables = all("table.rows");
  const lines = tables.flatMap((table) => all("tbody > tr", table));
  const wasOpen = new Map(all("main details").map((details) => [details, details.open]));

  const filter = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = words.length > 0 || notable.checked;
    let shown = 0;
    for (const line of lines) {
      const text = line.textContent.toLowerCase();
      line.hidden = !words.every((word) => text.includes(word)) || (notable.checked && !line.dataset.notable);
      if (!line.hidden) shown += 1;
    }
    document.body.classList.toggle("filtered", active);
    for (const table of tables) {
      const empty = active && all("tbody > tr", table).every((line) => line.hidden);
      (table.closest(".block") || table).hidden = empty;
      for (let details = table.closest("details"); details; details = details.parentElement.closest("details"))
        details.open = active ? !empty : wasOpen.get(details);
    }
    said.textContent = active ? `${shown} of ${lines.length} rows` : `${lines.length} rows`;
  };

  const key = (line, column) => {
    const cell = line.cells[column];
    if (!cell) return "";
    const number = Number.parseFloat(cell.dataset.value ?? "");
    return Number.isNaN(number) ? cell.textContent.trim().toLowerCase() : number;
  };
  const compare = (left, right) => {
    if (typeof left === "number" && typeof right === "number") return left - right;
    if (typeof left !== typeof right) return typeof left === "number" ? -1 : 1;
    return left.localeCompare(right, "en", { numeric: true });
  };
  const sort = (heading) => {
    const upward = heading.getAttribute("aria-sort") !== "ascending";
    const table = heading.closest("table");
    all("thead th", table).forEach((other) => other.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", upward ? "ascending" : "descending");
    for (const body of table.tBodies) {
      const ordered = Array.from(body.rows).map((line) => [key(line, heading.cellIndex), line]);
      ordered.sort((left, right) => (upward ? 1 : -1) * compare(left[0], right[0]));
      body.append(...ordered.map((pair) => pair[1]));
    }
  };

  for (const heading of tables.flatMap((table) => all("thead tr:last-child > th", table))) {
    const button = make("button", { type: "button", className: "sort", title: "sort" });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(heading));
  }
  const place = document.getElementById("tools");
  const box = make("input", { type: "search", id: "search", placeholder: "row, word, verdict …" });
  const notable = make("input", { type: "checkbox", id: "notable" });
  const said = make("output", {});
  if (place && lines.length) {
    const label = make("label", { htmlFor: "search" }, "Find rows ");
    const only = make("label", { htmlFor: "notable" }, " only what is notable");
    label.append(box);
    only.prepend(notable);
    place.append(label, ...(lines.some((line) => line.dataset.notable) ? [only] : []), said);
    place.hidden = false;
    place.addEventListener("input", filter);
    filter();
  }
  const show = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let details = target && target.closest("details"); details; details = details.parentElement.closest("details"))
      details.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();
})();
