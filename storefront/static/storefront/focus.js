// The focal point by a press on the picture; without this file its two numbers are typed.
const box = document.querySelector("[data-focus]");
const across = document.getElementById("id_focal_x");
const down = document.getElementById("id_focal_y");

if (box && across && down) {
  const picture = box.querySelector("img");
  const mark = box.querySelector(".focus-mark");
  const crops = document.querySelector("[data-focus-crops]");
  const percent = (field) => Math.min(100, Math.max(0, Number(field.value) || 0));

  // Where the crop of a box begins, as the server cuts it: the point in the middle as far as it goes.
  const place = (point, whole, part) => {
    const room = whole - part;
    if (room <= 0) return "50%";
    const start = Math.min(Math.max((whole * point) / 100 - part / 2, 0), room);
    return `${(100 * start) / room}%`;
  };

  const show = () => {
    mark.hidden = false;
    mark.style.left = `${percent(across)}%`;
    mark.style.top = `${percent(down)}%`;
    const wide = picture.naturalWidth;
    const high = picture.naturalHeight;
    for (const crop of crops.querySelectorAll("img")) {
      const ratio = crop.clientWidth / crop.clientHeight;
      if (!wide || !ratio) continue;
      const partWide = Math.min(wide, high * ratio);
      const partHigh = Math.min(high, wide / ratio);
      crop.style.objectPosition =
        `${place(percent(across), wide, partWide)} ${place(percent(down), high, partHigh)}`;
    }
  };

  box.addEventListener("click", (event) => {
    const frame = picture.getBoundingClientRect();
    const share = (from, size) => Math.min(100, Math.max(0, Math.round((100 * from) / size)));
    across.value = share(event.clientX - frame.left, frame.width);
    down.value = share(event.clientY - frame.top, frame.height);
    show();
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  picture.addEventListener("load", show);
  box.classList.add("focus-ready");
  crops.hidden = false;
  document.querySelector("[data-focus-hint]").hidden = false;
  show();
}
