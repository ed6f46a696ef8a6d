// A new screen of the talk is laid over the old one, and what stands in the box would stay: once a question has been asked or taken
// back, the box holds what the screen says.
(() => {
  let shown = "";
  new MutationObserver(() => {
    const form = document.getElementById("practice");
    const [of, asked] = form ? [form.elements.practice_case, form.elements.practice_asked] : [];
    const now = asked ? of.value + asked.value : "";
    if (now === shown) return;
    shown = now;
    if (asked) form.reset();
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["value"] });
})();
