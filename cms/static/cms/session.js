/* Nothing typed is lost with the session: before anything is saved, the editor is asked to sign in
   again, in another tab, and the form takes the new session's token. */
(() => {
  const told = document.getElementById("session-lost");
  const form = document.querySelector("[data-edit-form]");
  if (!told || !form) return;
  const { address } = told.dataset;
  let reader = null;  /* who has opened the form */
  let notice = null;
  let has_tried = false;
  let is_sure = false;

  function show() {
    if (notice) return;
    notice = told.content.firstElementChild.cloneNode(true);
    document.body.append(notice);
  }

  function take(token) {
    window.wagtailConfig.CSRF_TOKEN = token;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
    notice?.remove();
    notice = null;
  }

  /* Whether the same person is signed in. Without an answer too: Wagtail says by itself that the
     network is down. */
  async function look() {
    let found;
    try {
      found = await (await fetch(address, { cache: "no-store" })).json();
    } catch {
      return true;
    }
    reader ??= found.reader;
    if (!found.reader || found.reader !== reader) {
      show();
      return false;
    }
    take(found.token);
    return true;
  }

  const save = () => form.dispatchEvent(new CustomEvent("w-unsaved:add", { cancelable: true }));

  async function come_back() {
    if (notice && !document.hidden && (await look())) save();
  }

  document.addEventListener("w-autosave:error", async (event) => {
    if (has_tried || event.detail.type !== "server_error") return;
    has_tried = true;
    if (await look()) save();
  });
  document.addEventListener("w-autosave:success", () => { has_tried = false; });
  look();
  document.addEventListener("visibilitychange", come_back);
  window.addEventListener("focus", come_back);

  document.addEventListener("submit", async (event) => {
    if (event.target !== form || is_sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    if (!(await look())) return;
    /* Wagtail may have disabled the button by now, and its word would be left out. */
    const word = Object.assign(document.createElement("input"), { type: "hidden", name: button?.name ?? "", value: button?.value ?? "" });
    if (word.name) form.append(word);
    is_sure = true;
    form.requestSubmit();
    is_sure = false;
    word.remove();
  }, true);
})();
