/* What a page does beyond plain HTML. Every part leaves a page that works when it is not there.

   data-layer     on <details>: Escape and a press elsewhere close it, opening one closes the others
   data-confirm   on <form>: its question is asked before it is sent; data-confirm-detail says more
   data-step      on <button> in .quantity: adds that much to the number beside it
   data-saves     on <button>: pressed when that product is saved; then it posts to data-forget instead
  data-focus     on what htmx swaps in: takes the focus; data-announce: its words are read out
   maxlength      on <textarea>: a counter of characters                                          */
(() => {
  "use strict";
  const all = (selector, within = document) => within.querySelectorAll(selector);
  const layers = "details[data-layer], details.sheet";

  /* Layers: the menu, sheets. */
  const isColumn = (details) => getComputedStyle(details.firstElementChild).display === "none";
  const shut = (details, focus) => {
    if (isColumn(details)) return;
    details.open = false;
    if (focus) details.firstElementChild.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const details = event.target.closest?.(`:is(${layers})[open]`) || document.querySelector(`:is(${layers})[open]`);
    if (details) shut(details, true);
  });
  document.addEventListener("click", (event) => {
    for (const details of all(`:is(${layers})[open]`))
      if (!details.contains(event.target)) shut(details, false);
  });

  /* Questions before what cannot be taken back. Seen before htmx sees the form. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const dialog = document.getElementById("confirm");
    if (!form.dataset.confirm || form.dataset.confirmed || !dialog?.showModal) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dialog.querySelector("h2").textContent = form.dataset.confirm;
    const detail = document.getElementById("confirm-detail");
    detail.textContent = form.dataset.confirmDetail || "";
    detail.hidden = !form.dataset.confirmDetail;
    dialog.returnValue = "";
    dialog.addEventListener("close", () => {
      if (dialog.returnValue !== "yes") return;
      form.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter);
      delete form.dataset.confirmed;
    }, { once: true });
    dialog.showModal();
  }, true);

  /* A form that is on its way is not sent again, for some seconds: whoever has stopped the page may. */
  const SENT_FOR = 8000;
  const revive = (form) => {
    delete form.dataset.sent;
    for (const button of form.elements) button.removeAttribute("aria-busy");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(revive, SENT_FOR, form);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach(revive));

  /* Numbers with a button on each side. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (!button) return;
    const input = button.closest(".quantity").querySelector("input");
    if (+button.dataset.step > 0) input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  /* At an end the button just pressed goes dead: the focus steps over to the other one. */
  const stepOver = (button) => {
    if (button?.disabled) button.closest(".quantity")?.querySelector("button:enabled")?.focus();
  };
  const ends = (input) => {
    const pressed = document.activeElement;
    for (const button of all("[data-step]", input.closest(".quantity"))) {
      const limit = +button.dataset.step > 0 ? input.max : input.min;
      button.disabled = limit !== "" && (input.valueAsNumber - limit) * button.dataset.step >= 0;
    }
    stepOver(pressed);
  };

  /* Counters under long texts. */
  const count = (area) => {
    let counter = area.nextElementSibling;
    if (!counter?.classList.contains("field-counter")) {
      counter = document.createElement("p");
      counter.className = "field-counter";
      counter.setAttribute("aria-hidden", "true");
      area.after(counter);
    }
    counter.textContent = `${area.value.length} / ${area.maxLength}`;
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("textarea[maxlength]")) count(event.target);
    else if (event.target.matches(".quantity input")) ends(event.target);
  });

  /* Toasts leave by themselves, unless they hold something to press or somebody is at them. */
  const settle = (toast) => {
    if (toast.dataset.settled) return;
    toast.dataset.settled = "yes";
    if (toast.querySelector("a, button:not(.toast-close)")) return;
    const leave = () => {
      if (toast.matches(":hover, :focus-within")) setTimeout(leave, 4000);
      else toast.remove();
    };
    setTimeout(leave, 8000);
  };
  document.addEventListener("click", (event) => event.target.closest(".toast-close")?.closest(".toast").remove());

  /* What is the visitor's own, on pages that are the same for everybody. */
  const say = ({ level, text }) => {
    const toast = document.createElement("div");
    const words = document.createElement("span");
    toast.className = `toast toast-${level}`;
    words.textContent = text;
    toast.append(words);
    document.getElementById("toasts")?.append(toast);
    settle(toast);
  };
  const mine = async () => {
    const answer = await fetch("/me/", { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) return;
    const me = await answer.json();
    const count = document.getElementById("basket-count");
    if (count) {
      count.textContent = me.basket;
      count.hidden = !me.basket;
    }
    const name = document.getElementById("account-words");
    if (name && me.account) name.textContent = me.account;
    for (const button of all("[data-saves]")) {
      const pressed = me.saved.includes(button.dataset.saves);
      button.setAttribute("aria-pressed", pressed);
      if (pressed) button.formAction = button.dataset.forget;
      else button.removeAttribute("formaction");
    }
    me.messages.forEach(say);
  };
  const ask = () => mine().catch(() => {});
  ask();
  addEventListener("pageshow", (event) => event.persisted && ask());

  /* Everything that is there now, or has just come. */
  const enhance = (within) => {
    for (const button of all("[data-step][hidden]", within)) button.hidden = false;
    for (const input of all(".quantity:has([data-step]) input", within)) ends(input);
    for (const area of all("textarea[maxlength]", within)) count(area);
    for (const toast of all(".toast", within)) settle(toast);
  };
  enhance(document);
  document.addEventListener("htmx:load", (event) => {
    const part = event.detail.elt;
    enhance(part.parentElement || part);
    const focus = part.matches("[data-focus]") ? part : part.querySelector("[data-focus]");
    if (focus) {
      if (!focus.matches("a, button, input, select, textarea")) focus.tabIndex = -1;
      focus.focus();
    }
    const said = part.matches("[data-announce]") ? part : part.querySelector("[data-announce]");
    if (said) document.getElementById("announcer").textContent = said.dataset.announce;
  });
  let focused = "";
  document.addEventListener("htmx:beforeSwap", () => { focused = document.activeElement?.id; });
  document.addEventListener("htmx:afterSettle", () => {
    if (focused && document.activeElement === document.body) stepOver(document.getElementById(focused));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    for (const button of all("[aria-busy]", event.detail.elt)) button.removeAttribute("aria-busy");
    delete event.detail.elt.dataset.sent;
    if (event.detail.requestConfig.verb !== "get") ask();
  });
})();
