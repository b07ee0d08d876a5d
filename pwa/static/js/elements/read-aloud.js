/** Reads the element named by `for` with the voice of the device; stays hidden without one. */
class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    if (!("speechSynthesis" in window) || !this.button) return
    this.words = this.button.querySelector("span")
    this.label = this.words.textContent
    this.button.addEventListener("click", () => (this.speaking ? this.stop() : this.start()))
    this.hidden = false
  }

  disconnectedCallback() {
    if (this.speaking) this.stop()
  }

  start() {
    const source = document.getElementById(this.getAttribute("for"))
    if (!source) return
    const speech = new SpeechSynthesisUtterance(source.innerText)
    const spoken = source.closest("[lang]")
    speech.lang = spoken ? spoken.lang : "nl"
    speech.rate = 0.92
    speech.onend = speech.onerror = () => this.show(false)
    speechSynthesis.cancel()
    speechSynthesis.speak(speech)
    this.show(true)
  }

  stop() {
    speechSynthesis.cancel()
    this.show(false)
  }

  show(speaking) {
    this.speaking = speaking
    this.words.textContent = speaking ? this.button.dataset.stop : this.label
    this.button.setAttribute("aria-pressed", String(speaking))
  }
}
customElements.define("read-aloud", ReadAloud)
