/** Copies the text of the field or element named by `for`; stays hidden where a browser cannot. */
class CopyText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    if (!this.button || !navigator.clipboard) return
    this.button.addEventListener("click", () => this.copy())
    this.hidden = false
  }

  async copy() {
    const field = document.getElementById(this.getAttribute("for"))
    field.select?.()
    await navigator.clipboard.writeText(field.value ?? field.textContent.trim())
    this.button.querySelector("span").textContent = this.button.dataset.done
  }
}
customElements.define("copy-text", CopyText)
