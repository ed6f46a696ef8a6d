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
  // A question is answered once: until the next one stands there, or something went wrong, its buttons and its box rest.
  const answering = "#send, #keep, #another, #skip, #back, #finish", longest = 60000;
  let held = "", heldAt = "", freeing = 0;
  const open = () => (asked() ? asked().dataset.case + asked().dataset.question : "");
  const wrong = () => (document.querySelector("#told[role=alert]") || { dataset: {} }).dataset.said || "";
  const rest = (on) => {
    document.querySelectorAll(answering).forEach((button) => { button.ariaDisabled = on ? "true" : null; });
    if (box()) box().readOnly = on;
  };
  const free = () => { clearTimeout(freeing); held = ""; rest(false); };
  document.addEventListener("click", (event) => {
    if (!event.target.closest(answering)) return;
    if (held && held === open()) {
      event.preventDefault();
      return event.stopImmediatePropagation();
    }
    [held, heldAt] = [open(), wrong()];
    rest(true);
    clearTimeout(freeing);
    freeing = setTimeout(free, longest);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.target !== box()) return;
    event.preventDefault();
    event.stopPropagation();
    const go = document.querySelector("#send");
    if (go && !go.disabled) go.click();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("form#ask textarea")) return;
    event.preventDefault();
    event.target.form.querySelector(".primary").click();
  }, true);
  document.addEventListener("click", (event) => {
    const example = event.target.closest("form#ask .examples button");
    if (example) example.form.elements.question.value = example.dataset["with"];
  }, true);
  const sent = { lines: [], now: null, busy: false, seen: true };
  const unpainted = () => {
    const place = document.getElementById("own-told");
    return place && !place.childNodes.length && (sent.busy || !sent.seen);
  };
  const paint = () => {
    const place = document.getElementById("own-told");
    if (!place) return;
    if (!place.childNodes.length) place.closest("details").open = true;
    sent.seen = !sent.busy;
    const lines = sent.lines.map((line) => Object.assign(document.createElement("p"), { textContent: line }));
    if (sent.now) lines.push(Object.assign(document.createElement("progress"), sent.now));
    place.replaceChildren(...lines);
    document.getElementById("own-add").disabled = sent.busy;
  };
  const say = (line, now) => { sent.lines[sent.lines.length - 1] = line; sent.now = now; paint(); };
  const heard = (told, failed) => {
    say(told.error ? failed(told.error) : told.told, told.of ? { max: told.of, value: told.done } : null);
    const list = document.getElementById("own-list");
    if (!told.list || !list) return;
    list.innerHTML = told.list;
    document.querySelector("#own summary").textContent = told.heading;
  };
  const send = async (file, words) => {
    const named = (text) => text.replace("{name}", () => file.name);
    const failed = (why) => named(words.failed).replace("{why}", () => why);
    sent.lines.push("");
    if (file.size > Number(words.most)) return say(failed(words.big), null);
    say(named(words.sending), {});
    const headers = { "Content-Type": "application/octet-stream", "Accept-Language": html.lang,
      "X-Document-Name": encodeURIComponent(file.name.replace(/\p{Surrogate}/gu, "_")) };
    try {
      const answer = await fetch("/own/document", { method: "POST", headers, body: file });
      if (answer.status === 401) return say("CLOSED", null);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = "", ended = false; !ended;) {
        const piece = await reader.read();
        ended = piece.done;
        const lines = (rest + (piece.value || "")).split("\n");
        rest = lines.pop();
        lines.forEach((line) => heard(JSON.parse(line), failed));
      }
      if (sent.now) say(named(words.lost), null);
    } catch { say(named(words.lost), null); }
  };
  document.addEventListener("click", async (event) => {
    const field = event.target.id === "own-add" ? document.getElementById("own-files") : null;
    if (!field || sent.busy || !field.files.length) return;
    const [files, words] = [[...field.files], { ...document.getElementById("own-told").dataset }];
    field.value = "";
    Object.assign(sent, { lines: [], busy: true, seen: false });
    for (const file of files) await send(file, words);
    Object.assign(sent, { now: null, busy: false });
    paint();
  });
  const focused = new Set();
  let last = "", shown = "", material = false, carried = "", reviewed = "";
  const carry = (place) => {
    if (!place || !place.dataset.same || place.dataset.case + place.dataset.question === carried) return;
    carried = place.dataset.case + place.dataset.question;
    kept = "";
    keep(false);
  };
  new MutationObserver(() => {
    if (held && (open() !== held || (wrong() && wrong() !== heldAt))) free();
    const found = document.getElementById("material");
    if (found && !material) found.scrollIntoView({ block: "start" });
    material = Boolean(found);
    const heading = document.querySelector("#panel h1");
    if (heading && heading.textContent !== shown) {
      if (shown) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
      shown = heading.textContent;
    }
    if (!heading) shown = shown && " ";
    const here = [...document.querySelectorAll("#panel [data-focus], #names [data-focus]")].find((one) => !focused.has(one.dataset.focus));
    if (here) {
      focused.add(here.dataset.focus);
      if (!here.closest("#names") || document.activeElement !== box()) {
        here.focus({ preventScroll: true });
        here.scrollIntoView({ block: "nearest" });
      }
    }
    if (unpainted()) paint();
    const about = review() ? review().dataset.case + review().dataset.question : reviewed;
    if (about !== reviewed) document.querySelectorAll("#panel form").forEach((form) => form.reset());
    reviewed = about;
    [review(), asked()].forEach(carry);
    const at = asked();
    if (!at || at.dataset.question + at.dataset.case === last) return;
    const first = last === "", same = at.dataset.same && at.dataset.same + at.dataset.case === last;
    last = at.dataset.question + at.dataset.case;
    if (same) return;
    clearTimeout(waiting);
    waiting = 0;
    const area = box();
    if (!first && area && area.offsetParent) area.focus({ preventScroll: true });
    if (!first) scrollTo({ top: 0 });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-question", "data-focus", "data-said"] });
})();
