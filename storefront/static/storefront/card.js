// Stripe's form on the card's page. Without this file, or without Stripe's script, the button to
// Stripe's own page stays.
const form = document.getElementById("card-form");
const problem = document.getElementById("card-problem");

const tell = (words) => {
  problem.textContent = words;
  problem.hidden = !words;
};

if (form && window.Stripe) {
  const { key, secret, locale } = form.dataset;
  const stripe = window.Stripe(key, { locale });
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const elements = stripe.elements({
    clientSecret: secret,
    appearance: {
      variables: {
        colorPrimary: token("--leaf"),
        colorBackground: token("--paper"),
        colorText: token("--ink"),
        borderRadius: "6px",
        fontSizeBase: "16px",
      },
    },
  });
  elements.create("payment").mount("#card-element");
  form.hidden = false;

  const button = form.querySelector("button");
  const words = button.textContent;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    button.textContent = form.dataset.busy;
    tell("");
    let failure = null;
    try {
      ({ error: failure } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: form.dataset.return },
      }));
    } catch {
      failure = {};
    }
    // Only a failure comes back here: a payment that works leads to the return address.
    button.disabled = false;
    button.textContent = words;
    tell(failure?.message || form.dataset.failed);
    problem.scrollIntoView({ block: "nearest" });
  });
}
