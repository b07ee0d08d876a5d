const STEP_OF_CODES = 30_000

/**
 * Says how long the code of an app still counts. It changes once in five seconds and is no live
 * region: a number that moves each second is looked at in place of the code.
 */
class CodeLeft extends HTMLElement {
  connectedCallback() {
    this.ends = Date.now() + Number(this.getAttribute("seconds")) * 1000
    this.timer = setInterval(() => this.show(), 1000)
    this.show()
  }

  disconnectedCallback() {
    clearInterval(this.timer)
  }

  show() {
    const since = (Date.now() - this.ends) % STEP_OF_CODES
    const left = (since > 0 ? STEP_OF_CODES - since : -since) / 1000
    const about = Math.floor(left / 5) * 5
    const said = about ? this.dataset.left.replace("{n}", about) : this.dataset.last
    if (this.textContent !== said) this.textContent = said
  }
}
customElements.define("code-left", CodeLeft)
