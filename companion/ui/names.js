// Added to listen.js for the panel "Names we hide". What is half typed in it stands when it is drawn anew after a turn,
// until it is taken in or another case is opened; Gradio itself would leave it in whatever field comes to stand in that place.
// Enter in the one line of text presses its button.
const unsent = new Map();
let whose = "";
const panel = () => element.querySelector("form");
element.addEventListener("input", (event) => { if (event.target.name) unsent.set(event.target.name, event.target.value); });
element.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.name !== "missed") return;
  event.preventDefault();
  send(event.target.closest("details").querySelector("[data-do]"));
});
watch("value", () => setTimeout(() => {
  if (!panel()) return;
  if (panel().dataset.case !== whose) unsent.clear();
  whose = panel().dataset.case;
  const taken = panel().elements[panel().dataset.took];
  if (taken) taken.closest("details").querySelectorAll("[name]").forEach((field) => unsent.delete(field.name));
  panel().reset();
  unsent.forEach((value, name) => {
    const field = panel().elements[name];
    if (!field || field.value === value) return;
    field.value = value;
    field.closest("details").open = true;
  });
  grow();
}, 0));
