/* Type-ahead under the header's search box: a combobox of the ARIA pattern. Without it the form just searches.
   Everything is heard at the document, because going back puts another box in the place of the first. */
(() => {
  "use strict";
  const box = () => document.getElementById("site-search");
  const list = () => document.getElementById("site-suggest");
  const options = () => [...list().querySelectorAll("[role=option]")];
  const isBox = (event) => event.target.id === "site-search";
  let active = -1, asked = "", timer = 0, request = null;

  const prepare = (input) => {
    if (input.getAttribute("role") === "combobox") return;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "site-suggest");
    input.setAttribute("aria-expanded", "false");
  };
  const choose = (index) => {
    active = index;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const chosen = options()[index];
    if (!chosen) return box().removeAttribute("aria-activedescendant");
    box().setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };
  const shut = () => {
    request?.abort();
    clearTimeout(timer);
    list().replaceChildren();
    box().setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const ask = async () => {
    const typed = box().value.trim();
    asked = typed;
    if (!typed) return shut();
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${list().dataset.url}?q=${encodeURIComponent(typed)}`, { signal: request.signal });
      const text = await answer.text();
      if (!answer.ok || asked !== typed || document.activeElement !== box()) return;
      list().innerHTML = text;
      box().setAttribute("aria-expanded", String(options().length > 0));
      choose(-1);
    } catch { /* typed on, or no network: the form still searches */ }
  };
  const move = (step) => {
    const last = options().length - 1;
    if (step > 0) choose(active >= last ? -1 : active + 1);
    else choose(active < 0 ? last : active - 1);
  };
  document.addEventListener("focusin", (event) => { if (isBox(event)) prepare(event.target); });
  document.addEventListener("focusout", (event) => { if (isBox(event)) shut(); });
  document.addEventListener("input", (event) => {
    if (!isBox(event)) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (!isBox(event) || event.isComposing) return;
    const some = options().length > 0;
    if (event.key === "Escape" && some) { event.preventDefault(); shut(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!some) return void ask();
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(options()[active].dataset.url);
    }
  });
  document.addEventListener("mousedown", (event) => { if (event.target.closest("#site-suggest")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("#site-suggest [role=option]");
    if (option) location.assign(option.dataset.url);
  });
})();
