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
    this.addEventListener("kept", (event) => this.showBalance(event.detail.hints))
    this.addEventListener("click", (event) => this.follow(event))
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

  /** The questions to think about, as they are after this save: pairs of a sentence and a place. */
  showBalance(hints) {
    const balance = this.querySelector("[data-balance]")
    if (!balance || !hints) return
    balance.hidden = hints.length === 0
    balance.querySelector("ul").replaceChildren(...hints.map(([words, code]) => this.hint(words, code)))
  }

  hint(words, code) {
    const item = document.createElement("li")
    const link = code ? document.createElement("a") : item
    link.textContent = words
    if (!code) return item
    link.className = "tap"
    link.href = `#line.${encodeURIComponent(code)}`
    item.append(link)
    return item
  }

  /** A part that is pointed at stands open, and what is typed next is about that. */
  follow(event) {
    const link = event.target.closest("a[href^='#']")
    const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    const fold = place && (place.closest("details") || place.querySelector("details"))
    if (!fold) return
    fold.open = true
    if (!place.matches("[data-line]")) return
    event.preventDefault()
    fold.scrollIntoView()
    fold.querySelector("summary").focus({ preventScroll: true })
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
