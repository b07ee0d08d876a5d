/** Pages of our own server, as documents beside this one in which nothing runs. */
const rules = { createHTML: (text) => text }
const policy = window.trustedTypes ? trustedTypes.createPolicy("opstap-pages", rules) : rules

function pageFrom(text) {
  return new DOMParser().parseFromString(policy.createHTML(text), "text/html")
}

/** The notes behind a level, fetched when its part is opened; without this it is a link to a page. */
class EvidenceNotes extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.clicked(event))
    const fold = this.closest("details")
    if (!fold) return
    fold.addEventListener("toggle", () => this.look(fold))
    this.look(fold)
  }

  look(fold) {
    const link = this.querySelector("a")
    if (fold.open && link && !this.loaded) this.load(link)
  }

  /** Never away from the page: what was typed there stays. What could not be read says why in a tab of its own. */
  async clicked(event) {
    const link = event.target.closest("a")
    if (!link || link.target) return
    event.preventDefault()
    const first = await this.load(link)
    if (first) first.querySelector("input[type='checkbox']").focus()
  }

  async load(link) {
    if (this.busy) return
    this.busy = true
    try {
      const answer = await fetch(link.href, { redirect: "manual" })
      const page = pageFrom(await answer.text())
      const part = page.getElementById("notes")
      if (answer.ok && part) return this.show(link, part)
      link.target = "_blank"
    } catch {
      // No connection: it stays a link, and opening the part once more tries again.
    } finally {
      this.busy = false
    }
  }

  /** Notes that stand here already keep what was chosen here. Gives the first new one. */
  show(link, part) {
    const id = (one) => one.querySelector("input") && one.querySelector("input").value
    const known = new Set(Array.from(this.querySelectorAll(".evidence"), id))
    const fresh = Array.from(part.children).filter((one) => !known.has(id(one)))
    link.closest("p").remove()
    this.append(...fresh)
    this.loaded = true
    return fresh.find((one) => one.matches(".evidence"))
  }
}
customElements.define("evidence-notes", EvidenceNotes)
