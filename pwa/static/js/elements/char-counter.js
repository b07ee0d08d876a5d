import { charactersIn } from "../count.js"

/** Says under a text field how many characters are left; speaks only when few are. */
class CharCounter extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("textarea, input")
    this.output = this.querySelector("output")
    if (!this.field || !this.output) return
    this.field.addEventListener("input", () => this.show())
    this.show()
  }

  show() {
    const most = Number(this.getAttribute("most"))
    const left = most - charactersIn(this.field.value)
    const words = left < 0 ? this.dataset.over : this.dataset.left
    this.output.value = words.replace("{n}", Math.abs(left))
    this.output.setAttribute("aria-live", left < 50 ? "polite" : "off")
    this.toggleAttribute("over", left < 0)
  }
}
customElements.define("char-counter", CharCounter)
