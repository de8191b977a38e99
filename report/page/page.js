"use strict";
const form = document.getElementById("filter");
if (form) {
  const sections = [...document.querySelectorAll("main section")].map((section) => ({
    section,
    path: section.querySelector("h2").textContent.toLowerCase(),
    items: [...section.querySelectorAll("li")].map((item) => ({ item, severity: item.dataset.s, rule: item.dataset.r, text: "" })),
  }));
  const total = sections.reduce((n, s) => n + s.items.length, 0);
  const textOf = (f) => f.text ||= (f.item.textContent + " " + (f.item.dataset.e ?? "")).toLowerCase();
  const apply = () => {
    const data = new FormData(form);
    const words = data.get("text").toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(data.getAll("severity"));
    let shown = 0;
    for (const s of sections) {
      let any = false;
      const here = !data.get("file") || s.section.id === data.get("file");
      const rest = words.filter((w) => !s.path.includes(w));
      for (const f of s.items) {
        const on = here && severities.has(f.severity) && (!data.get("rule") || f.rule === data.get("rule")) &&
          rest.every((w) => textOf(f).includes(w));
        f.item.hidden = !on;
        if (on) { any = true; shown++; }
      }
      s.section.hidden = !any;
    }
    form.querySelector("output").textContent = shown === total ? total + " findings" : shown + " of " + total + " findings";
  };
  let timer;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(apply, 120); });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

// A picture is drawn when it is unfolded. Browsers load images of data at once,
// also where nobody sees them; what is in noscript is text to them.
const draw = (details) => {
  const noscript = details.querySelector("noscript");
  if (!details.open || !noscript) return;
  const image = new DOMParser().parseFromString(noscript.textContent, "text/html").querySelector("img");
  const bytes = Uint8Array.from(atob(image.src.slice(image.src.indexOf(",") + 1)), (c) => c.charCodeAt(0));
  const svg = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml").documentElement;
  const drawing = document.createElement("div");
  drawing.className = "drawing";
  svg.setAttribute("part", "svg");
  // Wide models are scrolled rather than made too small to be read.
  svg.style.minWidth = 0.65 * parseFloat(svg.getAttribute("width")) + "px";
  drawing.attachShadow({ mode: "open" }).append(document.adoptNode(svg));
  noscript.replaceWith(drawing);
};
for (const details of document.querySelectorAll(".picture")) {
  details.addEventListener("toggle", () => draw(details));
  draw(details);
}
