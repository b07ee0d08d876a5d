/** Says at once what a choice means: how many are filled in, what a level asks, what an advice asks. */
class EvaluationForm extends HTMLElement {
  connectedCallback() {
    for (const one of this.querySelectorAll("[data-line] input:checked[type='radio']")) {
      this.showLine(one)
    }
    for (const hint of this.querySelectorAll("[data-needed] [id$='-hint']")) {
      hint.setAttribute("aria-live", "polite")
    }
    this.showCount()
    this.showAdvice()
    this.addEventListener("change", (event) => this.show(event.target))
    this.addEventListener("input", (event) => this.typed(event.target))
  }

  show(input) {
    if (input.name === "advice") this.showAdvice()
    if (!input.name.startsWith("level.")) return
    this.showLine(input)
    this.showCount()
  }

  /** An example was typed: perhaps nothing is missing any more. */
  typed(field) {
    const line = field.closest("[data-needed]")
    const chosen = line && line.querySelector("input[name^='level.']:checked")
    if (chosen && field.tagName === "TEXTAREA") this.showLine(chosen)
  }

  showLine(input) {
    const line = input.closest("[data-line]")
    const asks = Boolean(line.dataset.needed) && (input.value === "1" || input.value === "4")
    if (line.dataset.needed) this.showNeed(line, asks)
    const missing = asks && !line.querySelector("textarea").value.trim()
    const label = input.closest("label").querySelector(".card-choice__label").textContent
    const words = missing ? `${label}, ${line.dataset.missing}` : label
    line.querySelector("summary span").textContent = `${line.dataset.line}: ${words}`
    const icon = line.querySelector("summary use")
    const name = missing ? "#circle" : "#circle-check"
    icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, name))
  }

  /** The lowest and the highest level ask for an example. */
  showNeed(line, asks) {
    const example = line.querySelector("textarea")
    const hint = this.querySelector(`[id="${example.id}-hint"]`)
    const words = asks ? line.dataset.needed : line.dataset.hint
    if (hint.textContent !== words) hint.textContent = words
    line.toggleAttribute("data-asks", asks)
    example.setAttribute("aria-required", String(asks))
  }

  showCount() {
    const count = this.querySelector("[data-count]")
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
