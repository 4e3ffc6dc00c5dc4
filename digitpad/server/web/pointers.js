/** Mouse, finger and pen: one of them draws at a time, and a tap is no stroke. */

const STILL = 6; // pixels; a finger moves so far while it taps
const PALM_MS = 500; // so long after a pen was seen, what touches is the hand

/**
 * What draws.
 *
 * @typedef {object} Hand
 * @property {(x: number, y: number) => void} down
 * @property {(places: [number, number][]) => void} move
 * @property {() => void} up
 * @property {() => void} drop The system took the gesture for itself.
 * @property {(digit: number) => void} tap A digit's tag was tapped.
 */

export class Pointers {
  /** @type {PointerEvent | null} The press of the one that draws or taps. */
  #press = null;
  /** @type {number | null} The digit on whose tag it was pressed. */
  #target = null;
  #penSeen = -Infinity;
  #corner = { x: 0, y: 0 };

  /**
   * @param {HTMLElement} area
   * @param {Hand} hand
   */
  constructor(area, hand) {
    this.area = area;
    this.hand = hand;
    area.addEventListener("pointerdown", (event) => this.#down(event));
    area.addEventListener("pointermove", (event) => this.#move(event));
    area.addEventListener("pointerup", (event) => this.#up(event));
    area.addEventListener("pointercancel", (event) => this.#cancel(event));
    // Else the swing of a quick stroke would swallow the next tap on a button.
    const isNoGesture = { passive: false };
    area.addEventListener("touchstart", (event) => event.preventDefault(), isNoGesture);
    area.addEventListener("contextmenu", (event) => {
      // A long press is a stroke's beginning.
      if (this.#press) event.preventDefault();
    });
    // Nobody sees where the pen goes now.
    document.addEventListener("visibilitychange", () => this.end());
  }

  /** End what the pointer does, as if it had been lifted. */
  end() {
    const isDrawing = this.#press !== null && this.#target === null;
    this.#press = this.#target = null;
    if (isDrawing) this.hand.up();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0 || !this.#mayDraw(event)) return;
    const { left, top } = this.area.getBoundingClientRect();
    this.#corner = { x: left, y: top };
    this.area.setPointerCapture(event.pointerId);
    this.#press = event;
    this.#target = digitAt(event.target);
    if (this.#target === null) this.hand.down(...this.#place(event));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    this.#see(event);
    if (event.pointerId !== this.#press?.pointerId) return;
    if (!(event.buttons & 1)) {
      this.end(); // a release was lost
      return;
    }
    if (this.#target !== null && !this.#drawsOn(event)) return;
    const events = event.getCoalescedEvents?.() ?? [];
    const places = (events.length ? events : [event]).map((e) => this.#place(e));
    this.hand.move(places);
  }

  /** @param {PointerEvent} event */
  #up(event) {
    this.#see(event);
    if (event.pointerId !== this.#press?.pointerId) return;
    const target = this.#target;
    if (target === null) this.hand.move([this.#place(event)]);
    this.end();
    if (target !== null) this.hand.tap(target);
  }

  /** @param {PointerEvent} event */
  #cancel(event) {
    if (event.pointerId !== this.#press?.pointerId) return;
    const isDrawing = this.#target === null;
    this.#press = this.#target = null;
    if (isDrawing) this.hand.drop();
  }

  /**
   * Whether one that comes down may draw: a pen even where a palm lies already.
   *
   * @param {PointerEvent} event
   */
  #mayDraw(event) {
    const now = performance.now();
    if (event.pointerType === "touch" && now - this.#penSeen < PALM_MS) return false;
    this.#see(event);
    if (!this.#press) return true;
    const isPalm = this.#press.pointerType === "touch" && event.pointerType === "pen";
    if (isPalm) this.#cancel(this.#press);
    return isPalm;
  }

  /**
   * Whether a press on a tag has become a stroke, which then begins where it was.
   *
   * @param {PointerEvent} event
   */
  #drawsOn(event) {
    const press = /** @type {PointerEvent} */ (this.#press);
    const across = Math.abs(event.clientX - press.clientX);
    const down = Math.abs(event.clientY - press.clientY);
    if (across + down <= STILL) return false;
    this.#target = null;
    this.hand.down(...this.#place(press));
    return true;
  }

  /** @param {PointerEvent} event */
  #see(event) {
    if (event.pointerType === "pen") this.#penSeen = performance.now();
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  #place(event) {
    return [event.clientX - this.#corner.x, event.clientY - this.#corner.y];
  }
}

/** @param {EventTarget | null} target */
function digitAt(target) {
  const mark = target instanceof Element ? target.closest("[data-digit]") : null;
  return mark instanceof HTMLElement ? Number(mark.dataset.digit) : null;
}
