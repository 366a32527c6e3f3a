"use strict";
(() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const cards = all(".card"), marks = all(".mark"), boxes = all(".filters input");
  let current = null;
  const shown = (card) => !card.hidden;
  const choose = (card, from) => {
    if (!card) return;
    all(".on").forEach((e) => e.classList.remove("on"));
    current = card;
    card.classList.add("on");
    marks.filter((m) => m.dataset.card.split(" ").includes(card.id)).forEach((m) => m.classList.add("on"));
    const mark = document.getElementById("m-" + card.id) || marks.find((m) => m.dataset.card.split(" ").includes(card.id));
    if (from !== "mark" && mark) mark.scrollIntoView({ block: "center" });
    if (from !== "card") { card.scrollIntoView({ block: "nearest" }); card.focus({ preventScroll: true }); }
  };
  const step = (by, which) => {
    const list = cards.filter((c) => shown(c) && (which === "any" || c.classList.contains("finding")));
    if (!list.length) return;
    const order = cards.indexOf(current);
    const next = by > 0 ? list.find((c) => cards.indexOf(c) > order) || list[0]
      : [...list].reverse().find((c) => current && cards.indexOf(c) < order) || list[list.length - 1];
    choose(next);
  };
  const filter = () => {
    const on = new Set(boxes.filter((b) => b.checked).map((b) => b.name));
    cards.forEach((c) => { c.hidden = !on.has(c.dataset.verdict); });
    const visible = new Set(cards.filter(shown).map((c) => c.id));
    marks.forEach((m) => m.classList.toggle("off", !m.dataset.card.split(" ").some((id) => visible.has(id))));
  };
  const theme = () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  };
  const keys = document.getElementById("keys");
  boxes.forEach((b) => b.addEventListener("change", filter));
  marks.forEach((m) => m.addEventListener("click", (e) => {
    const ids = m.dataset.card.split(" ").reverse();
    const at = current && ids.includes(current.id) ? (ids.indexOf(current.id) + 1) % ids.length : 0;
    e.preventDefault();
    choose(document.getElementById(ids[at]), "mark");
    document.getElementById(ids[at]).scrollIntoView({ block: "nearest" });
  }));
  all(".place").forEach((p) => p.addEventListener("click", (e) => { e.preventDefault(); choose(p.closest(".card"), "card"); }));
  document.getElementById("next").addEventListener("click", () => step(1, "finding"));
  document.getElementById("prev").addEventListener("click", () => step(-1, "finding"));
  document.getElementById("theme").addEventListener("click", theme);
  document.getElementById("help").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || keys.open) return;
    const act = { j: () => step(1, "finding"), k: () => step(-1, "finding"), n: () => step(1, "any"), p: () => step(-1, "any"),
      t: theme, "?": () => keys.showModal() }[e.key];
    if (act) { e.preventDefault(); act(); }
  });
  filter();
})();
