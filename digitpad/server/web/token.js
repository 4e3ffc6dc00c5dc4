/** Asks for the service's token: once, and again where it was not the right one. */

import { part } from "./part.js";

const ASKED = "This service asks for its token.";
const WRONG = "This is not the service’s token.";

export class TokenDialog {
  /** @param {(token: string) => void} use */
  constructor(use) {
    this.dialog = /** @type {HTMLDialogElement} */ (part("token-dialog"));
    const input = /** @type {HTMLInputElement} */ (part("token"));
    part("token-form").addEventListener("submit", (event) => {
      event.preventDefault(); // nothing of it goes into an address
      this.dialog.close("given");
      use(input.value.trim());
    });
    part("token-cancel").addEventListener("click", () => this.dialog.close("refused"));
    part("ask-token").addEventListener("click", () => this.#ask());
    // Who says no is not asked again with every stroke: a button waits.
    this.dialog.addEventListener("close", () => {
      part("ask-token").hidden = this.dialog.returnValue === "given";
    });
  }

  /**
   * Ask, unless the answer was no before.
   *
   * @param {boolean} wasWrong Whether there was one, and not the right one.
   */
  want(wasWrong) {
    part("token-ask").textContent = wasWrong ? WRONG : ASKED;
    if (part("ask-token").hidden) this.#ask();
  }

  #ask() {
    if (this.dialog.open) return;
    this.dialog.returnValue = "";
    this.dialog.showModal();
  }
}
