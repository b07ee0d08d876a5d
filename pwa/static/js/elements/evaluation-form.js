/** Says at once what a choice means: how many are filled in, what a level asks, what an advice asks. */
class EvaluationForm extends HTMLElement {
  connectedCallback() {
    for (const one of this.querySelectorAll("[data-line] input:checked[type='radio']")) {
      this.showLine(one)
    }
    for (const hint of this.querySelectorAll("[data-line] [id$='-hint']")) {
      hint.setAttribute("aria-live", "polite")
    }
    this.showCount()
    this.showAdvice()
    this.addEventListener("change", (event) => this.show(event.target))
    this.addEventListener("input", (event) => this.typed(event.target))
    this.addEventListener("kept", (event) => this.showTold(event.detail))
    this.addEventListener("click", (event) => this.follow(event))
    this.openAt(location.hash)
  }

  show(input) {
    if (input.name === "advice") this.showAdvice()
    if (!input.name.startsWith("level.")) return
    this.showLine(input)
    this.showCount()
  }

  /** An example was typed: perhaps nothing is missing any more. */
  typed(field) {
    const line = this.dataset.needed && field.closest("[data-line]")
    const chosen = line && line.querySelector("input[name^='level.']:checked")
    if (chosen && field.tagName === "TEXTAREA") this.showLine(chosen)
  }

  showLine(input) {
    const line = input.closest("[data-line]")
    const asks = Boolean(this.dataset.needed) && (input.value === "1" || input.value === "4")
    if (this.dataset.needed) this.showNeed(line, asks)
    const missing = asks && !line.querySelector("textarea").value.trim()
    const label = input.closest("label").querySelector(".card-choice__label").textContent
    const words = missing ? `${label}, ${this.dataset.missing}` : label
    line.querySelector("summary span").textContent = `${line.querySelector("legend").textContent}: ${words}`
    const icon = line.querySelector("summary use")
    const name = missing ? "#circle" : "#circle-check"
    icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, name))
  }

  /** The lowest and the highest level ask for an example. */
  showNeed(line, asks) {
    const example = line.querySelector("textarea")
    const hint = this.querySelector(`[id="${example.id}-hint"]`)
    const words = asks ? this.dataset.needed : this.dataset.hint
    if (hint.textContent !== words) hint.textContent = words
    line.toggleAttribute("data-asks", asks)
    example.setAttribute("aria-required", String(asks))
  }

  /** What to think about and what is missing, as it is after this save: sentences with an address. */
  showTold(kept) {
    for (const told of this.querySelectorAll("[data-told]")) {
      const pairs = kept[told.dataset.told]
      if (!pairs) continue
      told.hidden = pairs.length === 0
      told.querySelector("ul").replaceChildren(...pairs.map(([words, href]) => this.pointer(words, href)))
    }
  }

  pointer(words, href) {
    const item = document.createElement("li")
    const link = href ? document.createElement("a") : item
    link.textContent = words
    if (!href) return item
    link.className = "tap"
    link.href = href
    item.append(link)
    return item
  }

  /** A part that is pointed at stands open, and what is typed next is about that. */
  follow(event) {
    const link = event.target.closest("a[href^='#']")
    if (link && this.openAt(link.hash)) event.preventDefault()
  }

  /** Opens what is pointed at; whether it was a whole line, which is then shown as well. */
  openAt(hash) {
    const place = hash && document.getElementById(decodeURIComponent(hash.slice(1)))
    const fold = place && this.contains(place) && (place.closest("details") || place.querySelector("details"))
    if (!fold) return false
    fold.open = true
    if (!place.matches("[data-line]")) return false
    fold.scrollIntoView()
    fold.querySelector("summary").focus({ preventScroll: true })
    return true
  }

  showCount() {
    const count = this.querySelector("[data-count]")
    if (!count) return
    const filled = this.querySelectorAll("input[name^='level.']:checked").length
    count.textContent = count.dataset.count.replace("{n}", filled)
  }

  /** Only the questions of the chosen advice; what was typed under another one stays in its field. */
  showAdvice() {
    const chosen = this.querySelector("input[name='advice']:checked")
    const fold = this.querySelector("[data-advice-details]")
    if (!chosen || !fold) return
    const asked = (chosen.dataset.asks || "").split(" ")
    for (const field of fold.querySelectorAll("[data-detail]")) {
      field.hidden = !asked.includes(field.dataset.detail) && !field.querySelector(".field__error")
    }
    fold.hidden = !fold.querySelector("[data-detail]:not([hidden])")
    fold.querySelector("details").open = true
  }
}
customElements.define("evaluation-form", EvaluationForm)
