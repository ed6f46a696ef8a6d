// For gr.HTML(js_on_load=...): a press and what stands in its form become a submit event. `data-also` names another form,
// of which the press brings along what has been changed.
const values = (form) => {
  const found = {};
  if (!form) return found;
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.type === "radio") { if (field.checked) found[field.name] = field.value; }
    else found[field.name] = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
  }
  return found;
};
const changed = (form) => {
  const news = [...form.elements].filter((field) => field.name && field.type !== "radio" &&
    (field.type === "checkbox" ? field.checked !== field.defaultChecked : field.matches("select")
      ? !field.selectedOptions[0].defaultSelected : field.value !== field.defaultValue)).map((field) => field.name);
  form.querySelectorAll("[type=radio]:checked").forEach((field) => { if (!field.defaultChecked) news.push(field.name); });
  const all = values(form);
  return JSON.stringify(Object.fromEntries(news.map((name) => [name, all[name]])));
};
const whole = (form) => {
  const other = form && form.dataset.also && document.getElementById(form.dataset.also);
  return { ...values(form), ...(other ? { typed: changed(other) } : {}) };
};
const fit = (areas) => {
  areas.forEach((area) => { area.style.height = "auto"; });
  const heights = areas.map((area) => area.scrollHeight);
  areas.forEach((area, n) => { area.style.height = heights[n] + 2 + "px"; });
};
const grow = () => fit([...element.querySelectorAll("textarea")]);
// What may wait for a model keeps no other press waiting; a reply that is on its way is not sent twice.
const slow = ["ask", "questions_fit", "continue", "open", "go_on", "more", "goto"], replies = ["go_on", "more", "goto"];
const take = (button) => {
  const field = button.closest("form").elements[button.dataset.take];
  field.value = button.dataset["with"];
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
};
let busy = 0, pressed = null;
const send = (button) => {
  if (Date.now() - busy < 400 && button === pressed) return;
  if (replies.includes(button.dataset["do"]) && document.querySelector("#told.received")) return;
  pressed = button;
  busy = Date.now();
  trigger(slow.includes(button.dataset["do"]) ? "input" : "submit", { "do": button.dataset["do"], "with": button.dataset["with"] || "", form: whole(button.closest("form")) });
};
element.addEventListener("click", (event) => {
  const taken = event.target.closest("[data-take]"), button = event.target.closest("[data-do]");
  if (taken && element.contains(taken)) take(taken);
  if (!button || !element.contains(button)) return;
  event.preventDefault();
  send(button);
});
element.addEventListener("submit", (event) => event.preventDefault());
element.addEventListener("input", (event) => { if (event.target.matches("textarea")) fit([event.target]); });
element.addEventListener("toggle", grow, true);
addEventListener("resize", grow);
watch("value", () => setTimeout(grow, 0));
setTimeout(grow, 0);
