/**
 * A shared tablet. It locks itself when nobody touched it for its minutes: the same form as the button
 * in the header, so that all is sealed and cleared in one way. And a pad of large keys for a PIN.
 */
const LOOK = 10_000
const TELL = 60_000
const TOUCHED = "opstap-touched"
const PIN = 6

class TabletLock extends HTMLElement {
  connectedCallback() {
    this.told = Date.now()
    if (!("offline" in document.documentElement.dataset)) this.touched() // an old page comes by itself
    for (const touch of ["pointerdown", "keydown", "input", "scroll"]) {
      addEventListener(touch, () => this.touched(), { capture: true, passive: true })
    }
    document.addEventListener("visibilitychange", () => this.look())
    setInterval(() => this.look(), LOOK)
  }

  /** In any tab: they share one clock. */
  touched() {
    localStorage.setItem(TOUCHED, String(Date.now()))
  }

  look() {
    const last = Number(localStorage.getItem(TOUCHED)) || 0
    const minutes = Number(this.getAttribute("minutes"))
    if (Date.now() - last >= minutes * 60_000) return this.lock()
    if (last > this.told && Date.now() - this.told > TELL) this.tell()
  }

  /** What was read here is off the screen before anything is sent. */
  lock() {
    for (const part of document.querySelectorAll("main, outbox-list")) part.hidden = true
    this.querySelector("button").click()
  }

  /** Long typing sends nothing, and yet the server should not think that nobody is here. */
  tell() {
    this.told = Date.now()
    fetch(this.getAttribute("alive"), { method: "POST" }).catch(() => undefined)
  }
}
customElements.define("tablet-lock", TabletLock)

/** Keys that type into the field, which goes on by itself once it is full; without this, a field. */
class PinPad extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input")
    this.input.inputMode = "none"
    this.querySelector("[data-pad]").hidden = false
    this.querySelector("[data-enter]").hidden = true
    this.addEventListener("click", ({ target }) => this.type(target.dataset.key))
    this.input.addEventListener("input", () => this.full())
  }

  type(key) {
    if (!key) return
    const { value } = this.input
    this.input.value = key === "back" ? value.slice(0, -1) : value + key
    this.full()
  }

  full() {
    if (this.input.value.length === PIN) this.querySelector("[data-enter] button").click()
  }
}
customElements.define("pin-pad", PinPad)

addEventListener("pageshow", (event) => event.persisted && location.reload())
