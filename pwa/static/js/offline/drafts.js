/** What was typed and not yet kept: encrypted for its author, restored when the page comes back. */
import { someCredentials } from "./person.js"
import { hide, show } from "./seal.js"
import { draftKept, forgetDraft, keepDraft } from "./store.js"

const TYPING_PAUSE = 350
const LONGEST_PAUSE = 30_000
const HIDDEN = /-|^made_at$/

/** One form's typed text; `key` says whose and which form. */
export class Draft {
  turn = 0

  constructor(key) {
    this.key = key
  }

  /** At most `TYPING_PAUSE` after the first key, and again while there is more, or (ever slower) no key to hide it. */
  later(read, pause = TYPING_PAUSE) {
    if (this.held) return
    if (!this.timer) this.timer = setTimeout(() => this.save(read, pause), pause)
  }

  stop() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  async save(read, pause) {
    this.stop()
    await this.reading
    const keys = await someCredentials()
    if (!keys) return this.later(read, Math.min(pause * 6, LONGEST_PAUSE))
    const turn = this.turn
    const hidden = await hide(keys, read())
    if (!this.held && turn === this.turn) await keepDraft(this.key, hidden)
  }

  /** While `work` keeps the form itself, and deletes this draft with it, nothing is written here. */
  async paused(work) {
    this.held = true
    this.turn += 1
    this.stop()
    try {
      return await work()
    } finally {
      this.held = false
    }
  }

  /** The server has it. */
  async forget() {
    this.turn += 1
    this.stop()
    await forgetDraft(this.key)
  }

  /** What was kept before, or undefined; `save` waits for it. */
  restored() {
    this.reading = this.read().catch(() => undefined)
    return this.reading
  }

  async read() {
    const kept = await draftKept(this.key)
    const keys = kept && (await someCredentials())
    return keys && show(keys, kept.sealed)
  }
}

/** What was typed and chosen, by the names of the fields; no hidden ids. */
export function heldBy(form) {
  const all = Array.from(new FormData(form))
  return all.filter(([name, value]) => typeof value === "string" && !HIDDEN.test(name))
}

const BETWEEN = { textarea: "\n", text: " " }

/** Who began to type before the old text came back keeps both. */
function both(kept, { type, value, defaultValue }) {
  const more = value && ![kept, defaultValue].includes(value)
  return more && type in BETWEEN ? kept + BETWEEN[type] + value : kept
}

/** A day that cannot be chosen any more leaves the form's own choice. */
function offered(form, { name }, values) {
  return Array.from(form.elements).some((one) => one.name === name && values.includes(one.value))
}

export function fillIn(form, held) {
  for (const one of form.elements) {
    const values = held.filter(([name]) => name === one.name).map(([, value]) => value)
    if (one.type === "radio") one.checked = offered(form, one, values) ? values.includes(one.value) : one.checked
    else if (one.type === "checkbox") one.checked = values.includes(one.value)
    else if (one.type !== "hidden" && values.length) one.value = both(values[0], one)
    one.dispatchEvent(new Event("change", { bubbles: true }))
  }
  for (const fold of form.querySelectorAll("details")) {
    if (fold.querySelector("input:checked, textarea")) fold.open = true
  }
}
