(() => {
  const html = document.documentElement;
  html.lang = "LANG";
  const quiet = { translate: "no", spellcheck: "false", writingsuggestions: "false", autocorrect: "off", "data-gramm": "false" };
  for (const [name, value] of Object.entries(quiet)) html.setAttribute(name, value);
  const asked = () => document.getElementById("asked");
  const box = () => document.querySelector("#answer textarea");
  const review = () => document.querySelector("form#review");
  const tell = (text) => {
    let line = document.getElementById("lost");
    if (!text) { if (line) line.remove(); return; }
    if (!line) {
      line = Object.assign(document.createElement("p"), { id: "lost" });
      line.setAttribute("role", "alert");
      document.body.prepend(line);
    }
    line.textContent = text;
  };
  const typed = () => {
    if (review()) {
      const fields = [...review().elements].filter((field) => field.name && (field.type !== "radio" || field.checked));
      const values = fields.map((field) => [field.name, field.type === "checkbox" ? (field.checked ? "1" : "") : field.value]);
      return { at: review().dataset, text: JSON.stringify(Object.fromEntries(values)) };
    }
    return asked() && box() && box().offsetParent ? { at: asked().dataset, text: box().value } : null;
  };
  let waiting = 0, kept = "";
  const keep = (leaving) => {
    clearTimeout(waiting);
    waiting = 0;
    const now = typed();
    if (!now || !now.at.case) return;
    const body = JSON.stringify({ case: now.at.case, question_id: now.at.question, text: now.text });
    if (body === kept) return;
    kept = body;
    const headers = { "Content-Type": "application/json" };
    fetch("/own/draft", { method: "POST", headers, body, keepalive: leaving && body.length < 60000 })
      .then((answer) => { tell(answer.status === 401 ? "CLOSED" : ""); })
      .catch(() => { kept = ""; if (!leaving) tell("GONE"); });
  };
  document.addEventListener("input", (event) => {
    if (event.target !== box() && !(review() && review().contains(event.target))) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(false), 400);
  }, true);
  document.addEventListener("click", (event) => {
    if (waiting && !event.target.closest("#send")) keep(false);
  }, true);
  addEventListener("pagehide", () => { if (waiting) keep(true); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && waiting) keep(true); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== box()) return;
    event.preventDefault();
    event.stopPropagation();
    const go = document.querySelector("#send");
    if (go && !go.disabled) go.click();
  }, true);
  let last = "", shown = "", material = false;
  new MutationObserver(() => {
    const found = document.getElementById("material");
    if (found && !material) found.scrollIntoView({ block: "start" });
    material = Boolean(found);
    const heading = document.querySelector("#panel h1");
    if (heading && heading.textContent !== shown) {
      if (shown) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
      shown = heading.textContent;
    }
    if (!heading) shown = shown && " ";
    const at = asked();
    if (!at || at.dataset.question + at.dataset.case === last) return;
    const first = last === "";
    last = at.dataset.question + at.dataset.case;
    clearTimeout(waiting);
    waiting = 0;
    const area = box();
    if (!first && area && area.offsetParent) area.focus({ preventScroll: true });
    if (!first) scrollTo({ top: 0 });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-question"] });
})();
