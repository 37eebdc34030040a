/* The table of stock and prices: arrows lead up and down a column, changed rows are marked and counted,
   and whoever leaves with something typed is asked.                                                  */
for (const form of document.querySelectorAll("form[data-shelf]")) {
  const rows = [...form.querySelectorAll("tbody tr")];
  const fields = (row) => [...row.querySelectorAll("input:not([type=hidden])")];
  const count = form.querySelector("[data-count]");
  let sent = false;

  const tell = () => {
    let changed = 0;
    for (const row of rows) {
      const is = fields(row).some((field) => field.value.trim() !== field.defaultValue.trim());
      row.classList.toggle("is-changed", is);
      changed += is ? 1 : 0;
    }
    count.textContent = changed ? `${count.dataset.count} ${changed}` : "";
    return changed;
  };
  form.addEventListener("input", tell);
  form.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = event.target.closest("tr");
    const place = row ? fields(row).indexOf(event.target) : -1;
    const next = rows[rows.indexOf(row) + step];
    if (place < 0 || !next) return;
    event.preventDefault();
    fields(next)[place].focus();
    fields(next)[place].select();
  });
  form.addEventListener("submit", () => { sent = true; });
  addEventListener("beforeunload", (event) => {
    if (!sent && tell()) event.preventDefault();
  });
  tell();
}
