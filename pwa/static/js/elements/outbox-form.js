import { afterPaint } from "../after-paint.js"
import { Draft, fillIn, heldBy } from "../offline/drafts.js"
import { itemsOf } from "../offline/items.js"
import { goOn } from "../offline/onward.js"
import { outbox } from "../offline/outbox.js"
import { signedIn, someCredentials } from "../offline/person.js"
import { canKeep } from "../offline/start.js"
import { NotKept } from "../offline/store.js"

const TYPED = "textarea, input:not([type=checkbox], [type=radio], [type=hidden], [type=file])"

/**
 * Keeps what its form holds on this device first; the outbox sends it. `kind` as in docs/outbox.md,
 * `about` or `each` (the prefix of hidden fields, one for each person), `then` where to go after.
 * Words come from the page: `data-title`, and those of the page's #outbox-words.
 */
class OutboxForm extends HTMLElement {
  /** A <photo-field> puts its own here. */
  photos = async () => ({ pictures: [], words: "", title: "" })

  connectedCallback() {
    this.form = this.querySelector("form")
    if (!this.form || !signedIn() || !canKeep()) return
    this.said = this.querySelector("[data-said]")
    this.ids = {}
    this.opened = Date.now()
    this.draft = new Draft(this.draftOf(this.abouts.map((one) => one.about)))
    this.form.addEventListener("submit", (event) => this.submitted(event))
    this.form.addEventListener("input", () => this.typed())
    this.form.addEventListener("pointerdown", () => this.prepare())
    this.forget = () => delete this.keys
    document.addEventListener("visibilitychange", this.forget)
    this.restore()
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this.forget)
    if (this.draft) this.draft.stop()
  }

  /** The keys at hand before the tap, for as long as somebody looks at this page. */
  prepare() {
    this.keys = this.keys || someCredentials().catch(() => undefined)
  }

  get kind() {
    return this.getAttribute("kind")
  }

  get words() {
    return document.getElementById("outbox-words").dataset
  }

  get abouts() {
    const each = this.getAttribute("each")
    if (!each) return [{ about: this.getAttribute("about"), name: "" }]
    const people = Array.from(this.form.elements).filter((one) => one.name.startsWith(each))
    return people.map((one) => ({ about: one.name.slice(each.length), name: one.dataset.name }))
  }

  draftOf(abouts) {
    return [signedIn(), this.kind, ...abouts, this.dataset.fields].join(" ")
  }

  typed() {
    this.prepare()
    this.draft.later(() => ({ ids: this.ids, opened: this.opened, held: heldBy(this.form), instead: this.instead }))
  }

  async restore() {
    const kept = await this.draft.restored()
    if (!kept) return
    this.ids = kept.ids
    this.opened = kept.opened ?? this.opened
    this.instead = kept.instead
    fillIn(this.form, kept.held)
    this.say("restored", this.words.restored)
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
    await this.draft.paused(() => this.keep(data)).finally(() => this.lock(false))
  }

  /** What would be refused for sure, said before it is kept. */
  wrong(data) {
    const some = (this.getAttribute("some") || "").split(" ").filter(Boolean)
    if (some.length && !some.some((name) => (data.get(name) || "").trim())) return this.words.empty
    const long = this.form.querySelector("char-counter[over]")
    if (!long) return ""
    const field = long.querySelector("textarea, input")
    field.setAttribute("aria-invalid", "true")
    field.focus()
    return this.words.long.replace("{n}", long.getAttribute("most"))
  }

  async keep(data) {
    const kept = await this.kept(data)
    if (!kept) return this.say("failed", this.words.failed)
    this.say("kept", this.words.waiting)
    await new Promise(afterPaint)
    this.form.reset()
    this.ids = {}
    this.opened = Date.now()
    this.instead = undefined
    await goOn(kept, this.getAttribute("then"), () => (this.said.hidden = true))
  }

  /** The ids of what is on this device now; undefined when it could not be written down. */
  async kept(data) {
    try {
      const items = this.items(data, await this.photos())
      const keys = (await this.keys) || (await someCredentials())
      return await outbox.keep(keys, items, { draft: this.draft.key, instead: this.instead })
    } catch (error) {
      if (error instanceof NotKept) return undefined
      throw error
    }
  }

  items(data, photos) {
    const { title = "", fields = "{}" } = this.dataset
    const { kind, abouts, ids, opened } = this
    const fixed = JSON.parse(fields)
    const back = (about) => this.back(about)
    return itemsOf(this.form, data, { kind, abouts, ids, opened, title, photos, fixed, back })
  }

  /** Where what was written about one person can be opened again; nothing where nobody writes. */
  back(about) {
    if (!this.form.querySelector("textarea")) return undefined
    const here = location.pathname + location.search
    const address = this.dataset.again ? this.dataset.again + about : here
    return { address, draft: this.draftOf([about]), held: heldBy(this.form) }
  }

  /** The button keeps its look and the focus: what is being kept is said within the next frames. */
  lock(on) {
    this.busy = on
    for (const one of this.form.querySelectorAll(TYPED)) one.readOnly = on
  }

  say(state, words) {
    this.said.hidden = false
    this.said.dataset.state = state
    this.said.querySelector("[data-said-words]").textContent = words
    if (state === "failed") this.said.scrollIntoView({ block: "center" })
  }
}
customElements.define("outbox-form", OutboxForm)
