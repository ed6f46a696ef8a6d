// The clock for the room. It reckons from the time of day, so that a window that slept, or was loaded again, is right at once.
// What it keeps is times and numbers alone, in this tab alone, until the meeting ends or the plan is left. It asks nobody for anything.
(() => {
  const KEEP = "clock", MINUTE = 60000, HOUR = 60 * MINUTE;
  const face = () => document.getElementById("plan-clock");
  let blocks = [], state = null, ticking = 0, awake = null, here = false;

  const forget = () => { state = null; sessionStorage.removeItem(KEEP); };
  const keep = () => sessionStorage.setItem(KEEP, JSON.stringify(state));
  const kept = () => {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEEP));
      return found && Date.now() - found.saved < 12 * HOUR ? found : null;
    } catch { return null; }
  };
  const plan = (dialog) => [dialog.dataset.start, ...blocks.map((one) => one.start), ...blocks.map((one) => one.minutes)].join(" ");
  const planned = (text) => {
    if (!text) return null;
    const now = new Date(), two = (number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    return new Date(text.startsWith("T") ? today + text : text).getTime();
  };

  // Of a block: its `length`, when it `ends` while the clock runs, or what is `left` of it while it stands still.
  const fresh = (dialog) => {
    const start = planned(dialog.dataset.start), now = Date.now();
    const from = start + blocks[0].start * MINUTE, last = blocks[blocks.length - 1];
    const end = start + (last.start + last.minutes) * MINUTE;
    const first = { plan: plan(dialog), past: [], end: null, at: 0, length: blocks[0].minutes * MINUTE, ends: null, left: blocks[0].minutes * MINUTE };
    if (start === null || now < from - HOUR || now >= end) return first;
    const at = Math.max(0, blocks.findLastIndex((one) => start + one.start * MINUTE <= now)), length = blocks[at].minutes * MINUTE;
    return { ...first, end, at, length, ends: start + blocks[at].start * MINUTE + length, left: null };
  };

  const left = () => (state.left === null ? state.ends - Date.now() : state.left);
  const rest = () => blocks.slice(state.at + 1).reduce((sum, one) => sum + one.minutes * MINUTE, 0);
  const waits = () => left() > state.length;
  const begun = () => state.end !== null;
  const enter = (at, length = blocks[at].minutes * MINUTE, of = length) => {
    const runs = state.left === null;
    Object.assign(state, { at, length, ends: runs ? Date.now() + of : null, left: runs ? null : of });
    moved();
  };
  const moved = () => { state.saved = Date.now(); if (begun()) keep(); paint(); };
  const acts = {
    go() {
      if (state.left !== null) Object.assign(state, { ends: Date.now() + state.left, left: null });
      else if (waits()) state.ends = Date.now() + state.length;
      else Object.assign(state, { left: left(), ends: null });
      state.end ??= state.ends + rest();
      moved();
    },
    next() {
      if (state.at === blocks.length - 1) return acts.end();
      state.past.push({ length: state.length, left: Math.min(left(), state.length) });
      enter(state.at + 1);
    },
    back() {
      if (!state.at) return;
      const before = state.past.pop();
      enter(state.at - 1, before && before.length, before && before.left);
    },
    more() {
      state.length += MINUTE;
      if (state.left === null) state.ends += MINUTE; else state.left += MINUTE;
      moved();
    },
    end() { forget(); face().close(); },
    close() { face().close(); },
    show() {
      const dialog = face(), found = kept();
      blocks = JSON.parse(dialog.dataset.blocks);
      if (!state || state.plan !== plan(dialog)) state = found && found.plan === plan(dialog) ? found : fresh(dialog);
      dialog.showModal();
      dialog.querySelector("[data-clock=go]").focus();
      ticking = setInterval(paint, 250);
      stayAwake();
      moved();
    },
  };

  const clock = (time) => {
    const at = new Date(time), minutes = String(at.getMinutes()).padStart(2, "0");
    return document.documentElement.lang === "en" ? `${at.getHours()}:${minutes}` : `${at.getHours()}.${minutes}`;
  };
  const figures = (time) => {
    const seconds = time < 0 ? Math.floor(-time / 1000) : Math.ceil(time / 1000);
    return `${time < 0 && seconds ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };
  const put = (name, text) => {
    const place = face().querySelector(`[data-${name}]`);
    if (place.textContent !== text) place.textContent = text;
  };
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const after = (words, expected) => {
    const next = blocks[state.at + 1], timed = begun() || waits();
    const values = { at: clock(expected), title: next && next.title, n: next && next.minutes };
    if (next) return filled(timed ? words.thenAt : words.then, values);
    return filled(timed ? words.lastAt : words.last, values);
  };
  const paint = () => {
    const dialog = face();
    if (!dialog || !dialog.open) return clearInterval(ticking);
    const words = dialog.dataset, block = blocks[state.at], now = left(), still = state.left !== null;
    const over = !waits() && now <= 0, expected = Date.now() + Math.max(0, now);
    const late = begun() ? Math.floor((expected + rest() - state.end) / MINUTE) : 0;
    put("at", `${state.at + 1} / ${blocks.length}`);
    put("late", late > 0 ? filled(words.behind, { n: late }) : "");
    put("title", block.title);
    put("left", figures(waits() ? now - state.length : now));
    put("word", waits() ? filled(words.begins, { at: clock(state.ends - state.length) }) : over ? words.up : still && begun() ? words.paused : "");
    put("say", block.say);
    put("then-place", after(words, expected));
    put("clock=go", still ? (begun() ? words.on : words.go) : waits() ? words.now : words.pause);
    put("clock=next", state.at === blocks.length - 1 ? words.end : words.next);
    dialog.querySelector("[data-clock=back]").disabled = !state.at;
    dialog.querySelector("[data-line]").style.width = `${waits() ? 0 : Math.min(100, 100 - (100 * now) / state.length)}%`;
    dialog.classList.toggle("over", over);
    dialog.classList.toggle("still", still && begun());
  };
  const stayAwake = () => {
    if (document.hidden || !face() || !face().open || !navigator.wakeLock) return;
    navigator.wakeLock.request("screen").then((lock) => { awake = lock; }, () => {});
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-clock]");
    if (button && face()) acts[button.dataset.clock]();
  });
  document.addEventListener("visibilitychange", () => { stayAwake(); if (state) paint(); });
  document.addEventListener("close", (event) => {
    if (event.target !== face()) return;
    clearInterval(ticking);
    if (awake) awake.release();
    awake = null;
  }, true);
  new MutationObserver(() => {
    const was = here;
    here = Boolean(document.querySelector("#panel form#plan"));
    if (was && !here) forget();
    const line = document.querySelector("#panel [data-clock-kept][hidden]");
    if (line && !was && here && kept()) line.hidden = false;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
