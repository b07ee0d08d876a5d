/**
 * A tablet in other hands: a code that is complete goes on by itself, as its hint says, and what was
 * read here is gone from the page before a browser could keep it for *Back*.
 */
class GoesOn extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input")
    const length = Number(this.getAttribute("length"))
    input.addEventListener("input", () => {
      if (input.value.replace(/[\s.-]/g, "").length < length) return
      input.form.querySelector("button").click()
    })
  }
}
customElements.define("goes-on", GoesOn)

addEventListener("pagehide", () => document.querySelector("main").replaceChildren())
addEventListener("pageshow", (event) => event.persisted && location.reload())
