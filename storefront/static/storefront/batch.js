/* Ticking many rows: all at once, a stretch with Shift, and how many are ticked. Printing by a button.

   data-batch   on <form>: the words of the box that ticks all
   data-count   within it: its words, with the number of ticked rows behind them
   data-print   on <button hidden>: shown, and prints the page                                    */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const form of document.querySelectorAll("form[data-batch]")) {
  const boxes = [...form.querySelectorAll("tbody input[type=checkbox]")];
  const count = form.querySelector("[data-count]");
  const words = count.textContent;
  const label = document.createElement("label");
  const every = document.createElement("input");
  label.className = "batch-all";
  every.type = "checkbox";
  label.append(every, form.dataset.batch);
  form.querySelector("table").before(label);

  const tell = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    every.checked = ticked === boxes.length;
    every.indeterminate = ticked > 0 && ticked < boxes.length;
    count.textContent = ticked ? `${words} (${ticked})` : words;
  };
  let last = null;
  form.addEventListener("click", (event) => {
    const here = boxes.indexOf(event.target);
    if (here < 0) return;
    if (event.shiftKey && last !== null)
      for (let at = Math.min(here, last); at <= Math.max(here, last); at += 1) boxes[at].checked = event.target.checked;
    last = here;
    tell();
  });
  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked;
    tell();
  });
  tell();
}
