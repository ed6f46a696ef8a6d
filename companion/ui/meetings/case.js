// A brief as a file: its text, with roles in place of names, comes back and stands in the form.
(() => {
  document.addEventListener("change", async (event) => {
    const field = event.target.closest("#case-file");
    if (!field || !field.files.length) return;
    const [file] = field.files, form = field.form, area = form.elements.brief, place = form.querySelector(".paper-told");
    const ending = /\.(docx|md|txt)$/i.exec(file.name);
    field.value = "";
    if (!ending || file.size > 1000000) { place.textContent = field.dataset.wrong; return; }
    place.textContent = "";
    try {
      const answer = await fetch(`/own/case.${ending[1].toLowerCase()}`, { method: "POST", body: file,
        headers: { "Content-Type": "application/octet-stream", "Accept-Language": document.documentElement.lang } });
      const text = await answer.text();
      if (!answer.ok) { place.textContent = text; return; }
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    } catch { place.textContent = "GONE"; }
  }, true);
})();
