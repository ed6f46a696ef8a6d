// Answers out of a spreadsheet: they are read on this machine's server, kept nowhere, and stand in the form until it is left.
(() => {
  document.addEventListener("change", async (event) => {
    const field = event.target.closest("#survey-file");
    if (!field || !field.files.length) return;
    const [file] = field.files, form = field.form, told = form.querySelector(".survey-told");
    const place = form.querySelector("#survey-answers"), ending = /\.(csv|xlsx)$/i.exec(file.name);
    field.value = "";
    place.replaceChildren();
    if (!ending || file.size > 1000000) { told.textContent = field.dataset.wrong; return; }
    told.textContent = "";
    try {
      const answer = await fetch(`/own/survey.${ending[1].toLowerCase()}`, { method: "POST", body: file,
        headers: { "Content-Type": "application/octet-stream", "Accept-Language": document.documentElement.lang } });
      if (!answer.ok) { told.textContent = await answer.text(); return; }
      const found = await answer.json();
      found.answers.forEach((one, at) => place.append(Object.assign(document.createElement("input"),
        { type: "hidden", name: `a.${at}`, value: JSON.stringify(one), autocomplete: "off" })));
      told.textContent = found.told;
    } catch { told.textContent = "GONE"; }
  }, true);
})();
