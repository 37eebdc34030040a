// Stands in for js.stripe.com in the tests: the calls of the Payment Element that our page makes.
(() => {
  const origin = new URL(document.currentScript.src).origin;
  window.Stripe = (key) => {
    if (!key.startsWith("pk_")) throw new Error("not a publishable key");
    return {
      elements: ({ clientSecret }) => ({
        clientSecret,
        create: (kind) => ({
          mount: (place) => {
            if (kind !== "payment") throw new Error("only the Payment Element is stood in for");
            const label = document.createElement("label");
            label.textContent = "Card number ";
            const field = document.createElement("input");
            field.id = "stand-in-card";
            field.inputMode = "numeric";
            label.append(field);
            document.querySelector(place).append(label);
          },
        }),
      }),
      confirmPayment: async ({ elements, confirmParams }) => {
        const number = elements.clientSecret.split("_secret")[0];
        const answer = await fetch(`${origin}/v1/payment_intents/${number}/confirm`, {
          method: "POST",
          body: new URLSearchParams({
            client_secret: elements.clientSecret,
            card: document.getElementById("stand-in-card").value,
          }),
        });
        const intent = await answer.json();
        if (intent.status === "succeeded") {
          location.assign(`${confirmParams.return_url}?payment_intent=${number}`);
          return new Promise(() => {});
        }
        if (intent.status === "requires_action") {
          const back = encodeURIComponent(confirmParams.return_url);
          location.assign(`${origin}/bank/${number}?back=${back}`);
          return new Promise(() => {});
        }
        return { error: intent.last_payment_error || intent.error };
      },
    };
  };
})();
