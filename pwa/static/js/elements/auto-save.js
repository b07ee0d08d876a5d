import { Draft } from "../offline/drafts.js"
import { within } from "../offline/patience.js"
import { signedIn } from "../offline/person.js"
import { canKeep } from "../offline/start.js"
import { putBack, unsaved } from "../offline/unsaved.js"

const PAUSE = 900
const FIRST_WAIT = 2000
const LONGEST_WAIT = 60_000
const SAVE_PATIENCE = 30_000
const SHOWN = [409, 422]

/** Posts its form a moment after the last change and says in words whether it is kept. What the server does not have
 * yet is kept on this device, and comes back when the page does. */
class AutoSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.output = this.querySelector("output.saved")
    if (!this.form || !this.output) return
    this.form.addEventListener("input", () => this.typed())
    this.form.addEventListener("submit", (event) => this.submitted(event))
    this.leaving = (event) => this.warn(event)
    this.back = () => this.away && this.later()
    addEventListener("beforeunload", this.leaving)
    addEventListener("online", this.back)
    if (signedIn() && canKeep()) this.restore()
  }

  /** What was typed here before this page was closed or killed, and never reached the server. */
  async restore() {
    this.draft = new Draft(`${signedIn()} form ${new URL(this.form.action).pathname}`)
    const kept = await this.draft.restored()
    if (!kept) return
    if (putBack(this.form, kept)) this.later()
    else await this.draft.forget()
  }

  typed() {
    if (this.draft) this.draft.later(() => unsaved(this.form))
    this.later()
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
    if (this.draft) this.draft.stop()
    removeEventListener("beforeunload", this.leaving)
    removeEventListener("online", this.back)
  }

  later(wait = PAUSE) {
    this.changed = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), wait)
  }

  /** What was typed is kept first, and one at a time: two at once would look like somebody else's change. Where that
   * fails the page stays, with everything on it: on the way back from a page that says why, no browser has it. */
  submitted(event) {
    clearTimeout(this.timer)
    if (!this.saving && !this.changed && !this.away && navigator.onLine) return
    event.preventDefault()
    this.wanted = event.submitter
    if (!this.saving) this.save()
  }

  warn(event) {
    if (!this.changed) return
    event.preventDefault()
    event.returnValue = ""
  }

  async save() {
    if (this.saving) return this.later()
    this.saving = true
    this.changed = false
    if (!this.away) this.say("busy", this.dataset.busy)
    const goes = await this.send().then((answer) => this.take(answer), (error) => this.fail(error))
    this.saving = false
    const { wanted } = this
    this.wanted = undefined
    if (wanted && goes) this.form.requestSubmit(wanted)
  }

  /** The server's answer `{saved, edition}`; any other answer is a failure, in its words if it has any. */
  send() {
    const options = {
      method: "POST",
      body: new FormData(this.form),
      headers: { "X-Opstap-Autosave": "1", "Opstap-Person": signedIn() },
      redirect: "error",
    }
    return within(SAVE_PATIENCE, this.form.action, options, (response) => this.heard(response))
  }

  async heard(response) {
    const isJson = (response.headers.get("Content-Type") || "").includes("json")
    const answer = isJson ? await response.json() : {}
    this.startFrom(answer)
    if (response.ok && answer.saved) return answer
    throw Object.assign(new Error(answer.message || ""), { status: response.status })
  }

  /** What the page counts its next change from: the form's fields of these names. */
  startFrom(answer) {
    for (const name of ["edition", "base"]) {
      const field = this.form.elements.namedItem(name)
      if (field && answer[name] !== undefined) field.value = answer[name]
    }
  }

  async take(answer) {
    this.away = undefined
    const words = [this.dataset.saved.replace("{t}", answer.saved), answer.also]
    if (!this.changed) this.say("saved", words.filter(Boolean).join(". "))
    this.form.dispatchEvent(new CustomEvent("kept", { bubbles: true, detail: answer }))
    if (this.draft && !this.changed) await this.draft.forget()
    return true
  }

  /** Away: nobody read it, so it goes again by itself, ever slower until there is a connection. True when the form is
   * wanted elsewhere and the page that comes shows again what was typed. */
  async fail({ status, message }) {
    const goes = this.wanted && SHOWN.includes(status)
    const away = !(status >= 400 && status < 500 && status !== 429)
    this.changed = !goes
    this.away = away ? Math.min((this.away || FIRST_WAIT / 2) * 2, LONGEST_WAIT) : undefined
    if (away) this.later(this.away)
    const words = away ? this.dataset.away : this.dataset.failed
    this.say("failed", [words, status && message].filter(Boolean).join(" "))
    if (goes && this.draft) await this.draft.forget()
    return goes
  }

  say(state, words) {
    this.setAttribute("state", state)
    if (this.output.value !== words) this.output.value = words
  }
}
customElements.define("auto-save", AutoSave)
