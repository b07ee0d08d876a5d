import { deviceNow } from "../device-clock.js"
import { Draft } from "../offline/drafts.js"
import { uuid7 } from "../offline/ids.js"
import { outbox } from "../offline/outbox.js"
import { cacheOf, someCredentials, signedIn } from "../offline/person.js"
import { canKeep } from "../offline/start.js"

const FIELDS = {
  note: ["day", "tiles", "text", "discuss"],
  attendance: ["day", "code", "untouched"],
  own_day: ["day", "face", "text"],
  reaction: ["text"],
  handover: ["handover"],
  handover_read: [],
}
const A_MOMENT = 900

/**
 * Keeps what its form holds on this device first; the outbox sends it. `kind` as in docs/outbox.md,
 * `about` or `each` (the prefix of hidden fields, one for each person), `then` where to go after.
 * Words come from the page: `data-title`, and those of the page's <outbox-list>.
 */
class OutboxForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    if (!this.form || !signedIn() || !canKeep()) return
    this.said = this.querySelector("[data-said]")
    this.ids = {}
    this.draft = new Draft([signedIn(), this.getAttribute("kind"), ...this.abouts()].join(" "))
    this.form.addEventListener("submit", (event) => this.submitted(event))
    this.form.addEventListener("input", () => this.draft.later(() => this.typed()))
    this.restore()
  }

  disconnectedCallback() {
    if (this.draft) this.draft.stop()
  }

  get words() {
    return { ...document.querySelector("outbox-list").dataset, ...this.dataset }
  }

  abouts() {
    const each = this.getAttribute("each")
    if (!each) return [this.getAttribute("about")]
    const named = Array.from(this.form.elements, (one) => one.name).filter(Boolean)
    return named.filter((name) => name.startsWith(each)).map((name) => name.slice(each.length))
  }

  typed() {
    const held = Array.from(new FormData(this.form)).filter(([, value]) => typeof value === "string")
    return { ids: this.ids, held: held.filter(([name]) => !name.includes("-") && name !== "made_at") }
  }

  async restore() {
    const kept = await this.draft.restored().catch(() => undefined)
    if (!kept) return
    this.ids = kept.ids
    for (const one of this.form.elements) {
      const values = kept.held.filter(([name]) => name === one.name).map(([, value]) => value)
      if (["checkbox", "radio"].includes(one.type)) one.checked = values.includes(one.value)
      else if (one.type !== "hidden" && values.length) one.value = values[0]
      one.dispatchEvent(new Event("change", { bubbles: true }))
    }
    for (const fold of this.form.querySelectorAll("details")) {
      if (fold.querySelector("input:checked, textarea")) fold.open = true
    }
    this.say("info", this.words.restored)
  }

  async submitted(event) {
    event.preventDefault()
    if (this.busy) return
    const data = new FormData(this.form)
    const button = event.submitter
    if (button && button.name) data.set(button.name, button.value)
    const wrong = this.wrong(data)
    if (wrong) return this.say("failed", wrong)
    this.lock(true)
    await this.draft.paused(() => this.keep(data))
    this.lock(false)
  }

  wrong(data) {
    const some = (this.getAttribute("some") || "").split(" ").filter(Boolean)
    if (some.length && !some.some((name) => (data.get(name) || "").trim())) return this.words.empty
    const most = (one) => Number(one.getAttribute("most"))
    const long = (one) => one.querySelector("textarea").value.length > most(one)
    return Array.from(this.form.querySelectorAll("char-counter")).some(long) ? this.words.long : ""
  }

  async keep(data) {
    try {
      const kept = await outbox.keep(await someCredentials(), this.items(data), this.draft.key)
      this.say("kept", this.words.waiting)
      this.ids = {}
      this.form.reset()
      await this.goOn(kept)
    } catch {
      this.ids = {}
      this.say("failed", this.words.failed)
    }
  }

  items(data) {
    const kind = this.getAttribute("kind")
    const made_at = deviceNow()
    const fixed = JSON.parse(this.dataset.fields || "{}")
    const shown = { title: this.dataset.title || "", words: this.inWords(data) }
    return this.abouts().flatMap((about) => {
      const id = this.ids[about] || (this.ids[about] = uuid7())
      const own = { about, made_at, ...shown }
      const first = { ...own, id, kind, fields: { ...taken(FIELDS[kind], data), ...fixed } }
      const line = kind === "note" && (data.get("handover") || "").trim()
      const second = { ...own, kind: "handover", fields: { handover: line } }
      return line ? [first, second] : [first]
    })
  }

  /** What was written, for the eyes of who wrote it. */
  inWords(data) {
    const ticked = Array.from(this.form.querySelectorAll('[name="tiles"]:checked, [name="face"]:checked'))
    const labels = ticked.map((one) => one.labels[0].textContent.trim().replace(/\s+/g, " "))
    return [...labels, data.get("text"), data.get("handover")].filter(Boolean).join(" · ")
  }

  /** Received within a moment: on to the page that shows it. Else that page only if it is kept here. */
  async goOn(ids) {
    const there = await settled(ids, A_MOMENT)
    const refused = outbox.pending.some((row) => ids.includes(row.id) && row.state === "refused")
    const then = this.getAttribute("then")
    if (!refused && (there || (await isKept(then)))) location.assign(then)
  }

  lock(on) {
    this.busy = on
    for (const one of this.form.elements) {
      if ("readOnly" in one) one.readOnly = on
      if (one.type === "submit") one.disabled = on
    }
  }

  say(state, words) {
    this.said.hidden = false
    this.said.dataset.state = state
    this.said.querySelector("[data-said-words]").textContent = words
  }
}

function taken(names, data) {
  const fields = {}
  for (const name of names) {
    const values = data.getAll(name)
    if (values.length) fields[name] = name === "tiles" ? values : values[0]
  }
  return fields
}

/** Whether this page can be opened without network. */
async function isKept(address) {
  const { pathname } = new URL(address, location)
  if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return false
  return Boolean(await (await cacheOf(signedIn())).match(pathname))
}

/** True when none of these waits any more. */
function settled(ids, patience) {
  return new Promise((resolve) => {
    const look = () => {
      const waits = outbox.pending.some((row) => ids.includes(row.id) && row.state === "waiting")
      if (!waits) end(true)
    }
    const end = (there) => {
      clearTimeout(timer)
      outbox.removeEventListener("change", look)
      resolve(there)
    }
    const timer = setTimeout(() => end(false), patience)
    outbox.addEventListener("change", look)
  })
}
customElements.define("outbox-form", OutboxForm)
