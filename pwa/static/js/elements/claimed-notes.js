import { deviceNow } from "../device-clock.js"
import { claimRow } from "../offline/claims.js"
import { outbox } from "../offline/outbox.js"
import { filled, hour } from "../words.js"

const MOST_WAITING = 30

/** A line under each tile of a lock screen that was kept: write now, confirm with the PIN later. */
class ClaimedNotes extends HTMLElement {
  connectedCallback() {
    if (!("offline" in document.documentElement.dataset)) return
    this.hidden = false
    for (const old of document.querySelectorAll("[data-claims]")) old.remove()
    const tiles = document.querySelectorAll("[data-colleague]")
    this.parts = Array.from(tiles, (tile) => this.under(tile))
    this.paint = () => this.parts.forEach((part) => this.counted(part))
    outbox.addEventListener("change", this.paint)
    this.paint()
  }

  disconnectedCallback() {
    outbox.removeEventListener("change", this.paint)
  }

  under(tile) {
    const { colleague, name } = tile.dataset
    const part = this.querySelector("template").content.firstElementChild.cloneNode(true)
    part.dataset.user = colleague
    for (const one of part.querySelectorAll("[id], [for], [aria-describedby]")) own(one, colleague)
    const words = part.querySelector("[data-open] span")
    words.textContent = filled(words.textContent, { name })
    const form = part.querySelector("form")
    part.querySelector("[data-open]").addEventListener("click", () => this.open(form))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      event.stopPropagation() // nobody signs in with this one (start.js)
      this.keep(form, part)
    })
    tile.append(part)
    return part
  }

  /** One form at a time; what was half typed under another tile is gone from the screen. */
  open(form) {
    for (const part of this.parts) close(part.querySelector("form"))
    const { day, person } = form.elements
    day.value = day.defaultValue = day.max = deviceNow().slice(0, 10)
    form.hidden = false
    person.focus()
  }

  async keep(form, part) {
    const { person, day, text } = form.elements
    const fields = { person: person.value, day: day.value, text: text.value }
    if (this.waiting().length >= MOST_WAITING) return this.say(form, this.dataset.full)
    try {
      const row = await claimRow(this.keys(), part.dataset.user, fields)
      await outbox.add([row])
      close(form)
    } catch {
      this.say(form, this.dataset.failed)
    }
  }

  keys() {
    const names = { ticket: "ticket", key_id: "key-id", public_key: "public-key" }
    return Object.fromEntries(Object.entries(names).map(([key, name]) => [key, this.getAttribute(name)]))
  }

  waiting(user) {
    return outbox.pending.filter((row) => row.claimed && (!user || row.user === user))
  }

  counted(part) {
    const rows = this.waiting(part.dataset.user)
    const line = part.querySelector("[data-waits]")
    line.hidden = !rows.length
    if (!rows.length) return
    const words = rows.length === 1 ? this.dataset.one : this.dataset.more
    line.textContent = filled(words, { n: rows.length, t: hour(rows[rows.length - 1].kept_at) })
  }

  say(form, words) {
    const line = form.querySelector("[data-said]")
    line.textContent = words
    line.hidden = false
  }
}

function own(element, colleague) {
  for (const name of ["id", "for", "aria-describedby"]) {
    const value = element.getAttribute(name)
    if (value) element.setAttribute(name, value.replace(/claim-\w+/g, (one) => `${one}-${colleague}`))
  }
}

function close(form) {
  form.reset()
  form.hidden = true
  form.querySelector("[data-said]").hidden = true
}
customElements.define("claimed-notes", ClaimedNotes)
