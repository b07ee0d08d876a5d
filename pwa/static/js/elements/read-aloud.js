const LONGEST_PART = 200

/** Reads the element named by `for` with a voice that lives on the device: nothing is sent anywhere.
 * Stays hidden where there is none for the language of that text. */
class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button")
    if (!("speechSynthesis" in window) || !this.button) return
    this.words = this.button.querySelector("span")
    this.label = this.words.textContent
    this.button.addEventListener("click", () => (this.reading ? this.stop() : this.start()))
    this.offer = () => (this.hidden = !this.voice())
    this.leave = () => this.reading && this.stop()
    if (speechSynthesis.addEventListener) speechSynthesis.addEventListener("voiceschanged", this.offer)
    addEventListener("pagehide", this.leave)
    this.offer()
  }

  disconnectedCallback() {
    if (!this.offer) return
    if (speechSynthesis.removeEventListener) speechSynthesis.removeEventListener("voiceschanged", this.offer)
    removeEventListener("pagehide", this.leave)
    this.leave()
  }

  source() {
    return document.getElementById(this.getAttribute("for"))
  }

  voice() {
    const spoken = (this.source() || this).closest("[lang]")
    const wanted = ((spoken && spoken.lang) || "nl").slice(0, 2)
    const fits = (one) => one.localService && one.lang.slice(0, 2).toLowerCase() === wanted
    return speechSynthesis.getVoices().find(fits)
  }

  start() {
    const source = this.source()
    const voice = this.voice()
    if (!source || !voice) return
    speechSynthesis.cancel()
    this.show({ parts: partsOf(source.innerText), voice })
    this.next(this.reading)
  }

  /** One part after the other: long texts fall silent half way on phones. */
  next(reading) {
    if (reading !== this.reading) return
    const part = reading.parts.shift()
    if (part === undefined) return this.show(undefined)
    const speech = new SpeechSynthesisUtterance(part)
    speech.voice = reading.voice
    speech.lang = reading.voice.lang
    speech.rate = 0.92
    speech.onend = () => this.next(reading)
    speech.onerror = () => reading === this.reading && this.show(undefined)
    speechSynthesis.speak(speech)
  }

  stop() {
    this.show(undefined)
    speechSynthesis.cancel()
  }

  show(reading) {
    this.reading = reading
    this.words.textContent = reading ? this.button.dataset.stop : this.label
    this.button.setAttribute("aria-pressed", String(Boolean(reading)))
  }
}

/** Lines and sentences, cut at a space where one is very long. */
function partsOf(text) {
  const sentences = text.match(/[^\n]+?(?:[.!?](?=\s)|(?=\n)|$)/g) || []
  return sentences.flatMap((one) => shorten(one.trim())).filter(Boolean)
}

function shorten(sentence) {
  if (sentence.length <= LONGEST_PART) return [sentence]
  const space = sentence.lastIndexOf(" ", LONGEST_PART)
  const end = space > 0 ? space : LONGEST_PART
  return [sentence.slice(0, end), ...shorten(sentence.slice(end).trim())]
}
customElements.define("read-aloud", ReadAloud)
