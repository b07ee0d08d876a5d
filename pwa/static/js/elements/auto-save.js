const PAUSE = 900

/** Posts its form a moment after the last change and says in words whether it is kept. */
class AutoSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.output = this.querySelector("output.saved")
    if (!this.form || !this.output) return
    this.form.addEventListener("input", () => this.later())
    this.form.addEventListener("submit", (event) => this.submitted(event))
    this.leaving = (event) => this.warn(event)
    addEventListener("beforeunload", this.leaving)
  }

  disconnectedCallback() {
    clearTimeout(this.timer)
    removeEventListener("beforeunload", this.leaving)
  }

  later() {
    this.changed = true
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), PAUSE)
  }

  /** What is under way comes first: two at once would look like somebody else's change. */
  submitted(event) {
    clearTimeout(this.timer)
    if (this.saving) {
      event.preventDefault()
      this.wanted = event.submitter
    } else this.changed = false
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
    this.say("busy", this.dataset.busy)
    try {
      this.take(await this.send())
    } catch (error) {
      this.fail(error instanceof TypeError ? "" : error.message)
    }
    this.saving = false
    if (this.wanted) this.form.requestSubmit(this.wanted)
    this.wanted = undefined
  }

  /** The server's answer `{saved, edition}`; any other answer is a failure, in its words if it has any. */
  async send() {
    const response = await fetch(this.form.action, {
      method: "POST",
      body: new FormData(this.form),
      headers: { Accept: "application/json", "X-Opstap-Autosave": "1" },
      credentials: "same-origin",
      redirect: "error",
    })
    const isJson = (response.headers.get("Content-Type") || "").includes("json")
    const answer = isJson ? await response.json() : {}
    if (!response.ok || !answer.saved) throw new Error(answer.message || "")
    return answer
  }

  take(answer) {
    const edition = this.form.elements.namedItem("edition")
    if (edition && answer.edition !== undefined) edition.value = answer.edition
    if (!this.changed) this.say("saved", this.dataset.saved.replace("{t}", answer.saved))
  }

  fail(message) {
    this.changed = true
    this.say("failed", [this.dataset.failed, message].filter(Boolean).join(" "))
  }

  say(state, words) {
    this.setAttribute("state", state)
    this.output.value = words
  }
}
customElements.define("auto-save", AutoSave)
