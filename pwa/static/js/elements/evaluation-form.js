/** Says at once what a choice means: how many are filled in, what a level asks, what an advice asks. */
class EvaluationForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => {
      const { name } = event.target
      if (name.startsWith("level.")) this.showLine(event.target)
      if (name === "advice") this.showAdvice()
    })
    this.showAdvice()
  }

  showLine(input) {
    const line = input.closest("[data-line]")
    const words = input.closest("label").querySelector(".card-choice__label").textContent
    line.querySelector("summary span").textContent = `${line.dataset.line}: ${words}`
    const icon = line.querySelector("summary use")
    icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, "#circle-check"))
    const asks = input.value === "1" || input.value === "4"
    line.querySelector("[id^='example.'][id$='-hint']").textContent = asks
      ? line.dataset.needed
      : line.dataset.hint
    this.showCount()
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
      field.hidden = !asked.includes(field.dataset.detail)
    }
    fold.hidden = !chosen.dataset.asks
    fold.querySelector("details").open = true
  }
}
customElements.define("evaluation-form", EvaluationForm)
