/* Type-ahead under the header's search box: a combobox of the ARIA pattern. Without it the form just searches. */
(() => {
  "use strict";
  const box = document.getElementById("site-search");
  const list = document.getElementById("site-suggest");
  if (!box || !list) return;
  const url = list.dataset.url;
  let active = -1, asked = "", timer = 0, request = null;

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  const options = () => list.querySelectorAll("[role=option]");
  const choose = (index) => {
    const all = options();
    active = all.length ? (index + all.length + 1) % (all.length + 1) : -1;
    if (active === all.length) active = -1;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    if (active < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const shut = () => {
    request?.abort();
    clearTimeout(timer);
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const ask = async () => {
    const typed = box.value.trim();
    asked = typed;
    if (!typed) return shut();
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${url}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      if (!answer.ok || asked !== typed) return;
      list.innerHTML = await answer.text();
      box.setAttribute("aria-expanded", String(options().length > 0));
      active = -1;
      box.removeAttribute("aria-activedescendant");
    } catch { /* typed on, or no network: the form still searches */ }
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && options().length) { event.preventDefault(); return shut(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options().length) return void ask();
      event.preventDefault();
      choose(active < 0 && event.key === "ArrowUp" ? options().length - 1 : active + (event.key === "ArrowDown" ? 1 : -1));
    }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.url);
    }
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
  box.addEventListener("blur", shut);
})();
