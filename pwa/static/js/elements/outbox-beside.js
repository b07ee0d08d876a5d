import { show } from "../offline/seal.js"

/** Where a card of Vandaag says what it lacks: that page was made before somebody wrote it. */
const PLACES = {
  note: (card) => card.querySelector(".badge"),
  attendance: (card) => card.querySelector("[kind=attendance]").closest("details").querySelector("summary"),
}

/** The cards of the people on this page, as far as something here is about them. */
export class Beside {
  rows = new Map()

  /** `rows` wait here; `words`: {here, received(one)} with the receipt of a row that was here before. */
  async paint(rows, keys, receipts, words) {
    if (!keys || !document.querySelector("[data-waits]")) return
    await Promise.all(rows.map((row) => this.rows.has(row.id) || this.find(row, keys)))
    for (const [id, found] of this.rows) {
      const receipt = receipts.find((one) => one.id === id)
      if (receipt) say(found, "circle-check", words.received(receipt))
    }
    for (const { id } of rows) say(this.rows.get(id), "smartphone", words.here)
  }

  async find({ id, hidden }, keys) {
    const seen = hidden && (await show(keys, hidden))
    const card = seen && document.querySelector(`[data-waits="${seen.about}"]`)
    const place = card && PLACES[seen.kind] && PLACES[seen.kind](card)
    const what = seen && seen.kind === "attendance" ? `${seen.words || seen.title} · ` : ""
    this.rows.set(id, place && { place, what })
  }
}

function say(found, icon, words) {
  if (!found) return
  const picture = found.place.querySelector("use")
  picture.setAttribute("href", picture.getAttribute("href").replace(/#.*/, `#${icon}`))
  found.place.querySelector("span").textContent = found.what + words
  found.place.classList.remove("tone-attention", "tone-done")
}
