// A paper to take along: what stands in the form is posted, and the answer becomes a file. A question is judged as it is typed.
// A new screen is patched into the old one, where a field keeps what was typed in it unless it is told not to.
(() => {
  const values = (form) => {
    const found = {};
    for (const field of form.elements) {
      if (!field.name || (field.type === "radio" && !field.checked)) continue;
      found[field.name] = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
    }
    return found;
  };
  const post = (path, content) => fetch(path, { method: "POST", body: JSON.stringify(content),
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang } });
  const tell = (button, words) => {
    const place = button.closest("form").querySelector(".paper-told");
    if (place) place.textContent = words;
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-paper]");
    if (!button || button.disabled) return;
    event.preventDefault();
    button.disabled = true;
    tell(button, "");
    try {
      const answer = await post(`/own/paper/${button.dataset.paper}`, values(button.closest("form")));
      if (!answer.ok) return tell(button, await answer.text());
      const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      const link = Object.assign(document.createElement("a"), { download: named ? named[1] : "", href: URL.createObjectURL(await answer.blob()) });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } catch { tell(button, "GONE"); } finally { button.disabled = false; }
  }, true);
  const waiting = new Map();
  document.addEventListener("input", (event) => {
    const field = event.target.closest("[data-lint]");
    if (!field) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(async () => {
      const text = field.value, place = document.getElementById(field.dataset.lint);
      if (!place) return;
      const answer = await post("/own/lint", { text }).then((one) => one.json()).catch(() => ({ ok: true, told: "" }));
      if (field.value === text) place.textContent = answer.told;
    }, 300));
  }, true);
  let last = "";
  new MutationObserver(() => {
    const tool = document.querySelector("#panel .tool");
    if (!tool || tool.dataset.shown === last) return;
    last = tool.dataset.shown;
    tool.querySelectorAll("form").forEach((form) => form.reset());
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-shown"] });
})();
