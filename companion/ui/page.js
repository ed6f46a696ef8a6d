(() => {
  document.documentElement.lang = "LANG";
  const asked = () => document.getElementById("asked");
  const box = () => document.querySelector("#answer textarea");
  let waiting = 0, kept = "";
  const keep = (leaving) => {
    clearTimeout(waiting);
    const at = asked(), text = box() ? box().value : "";
    if (!at || !at.dataset.case || !box().offsetParent) return;
    const body = JSON.stringify({ case: at.dataset.case, question_id: at.dataset.question, text });
    if (body === kept) return;
    kept = body;
    const headers = { "Content-Type": "application/json" };
    fetch("/own/draft", { method: "POST", headers, body, keepalive: leaving && body.length < 60000 }).catch(() => { kept = ""; });
  };
  document.addEventListener("input", (event) => {
    if (event.target !== box()) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(false), 400);
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
  let last = "";
  new MutationObserver(() => {
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
