import { askToStay } from "../offline/persist.js"

/** How Opstap comes onto this home screen: a button where the browser can, else the steps beside it. */
class HomeScreen extends HTMLElement {
  connectedCallback() {
    const next = this.getAttribute("next")
    if (next && (installed() || !navigator.maxTouchPoints)) return location.replace(next)
    this.show("installed", installed())
    addEventListener("beforeinstallprompt", (event) => this.offered(event))
    addEventListener("appinstalled", () => this.done())
  }

  offered(event) {
    event.preventDefault()
    this.show("offered", true)
    this.part("offered").addEventListener("click", () => event.prompt(), { once: true })
  }

  done() {
    this.show("offered", false)
    this.show("installed", true)
    askToStay(true)
  }

  part(when) {
    return this.querySelector(`[data-when="${when}"]`)
  }

  show(when, on) {
    this.part(when).hidden = !on
  }
}

/** Opened from the home screen; iOS has a word of its own for it. */
function installed() {
  return navigator.standalone === true || matchMedia("(display-mode: standalone)").matches
}
customElements.define("home-screen", HomeScreen)
