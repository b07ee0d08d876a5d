import { outbox } from "../offline/outbox.js"
import { credentials, signedIn } from "../offline/person.js"
import { show } from "../offline/seal.js"

const JUST_NOW = 20_000

/** What waits here, from one <template>; of others only how much. All words are data of the page. */
class OutboxList extends HTMLElement {
  connectedCallback() {
    this.rows = this.querySelector("ul")
    this.count = this.querySelector("[data-count]")
    this.row = this.querySelector("template").content.firstElementChild
    this.paint = () => this.painted().catch(() => undefined)
    outbox.addEventListener("change", this.paint)
  }

  disconnectedCallback() {
    outbox.removeEventListener("change", this.paint)
  }

  async painted() {
    const me = signedIn()
    const mine = outbox.pending.filter((row) => me && row.user === me)
    const others = outbox.pending.length - mine.length
    const keys = await credentials()
    const lines = await Promise.all(mine.map((row) => this.line(row, keys)))
    const received = (await outbox.receipts()).filter((one) => one.user === me)
    const fresh = received.filter((one) => Date.now() - one.kept_at < JUST_NOW)
    this.rows.replaceChildren(...lines, ...fresh.slice(-1).map((one) => this.receipt(one)))
    this.count.textContent = this.counted(mine.length, others)
    this.count.hidden = !this.count.textContent
    this.hidden = !this.rows.children.length && this.count.hidden
  }

  counted(mine, others) {
    const all = mine + others
    if (outbox.vanished) return this.said("vanished", { n: outbox.vanished })
    if (all && (outbox.needsSignIn || !signedIn())) return this.said(all === 1 ? "signinOne" : "signin", { n: all })
    return others ? this.said(others === 1 ? "othersOne" : "others", { n: others }) : ""
  }

  said(name, values) {
    return Object.keys(values).reduce((text, key) => text.replace(`{${key}}`, values[key]), this.dataset[name])
  }

  async line(row, keys) {
    const seen = keys && row.hidden ? await show(keys, row.hidden) : undefined
    const line = this.made(row.state, seen ? this.stateOf(row) : this.said("sealed", { t: hour(row.kept_at) }))
    this.fill(line, "title", seen && seen.title)
    this.fill(line, "words", seen && seen.words)
    if (row.state === "refused") this.offer(line, row, seen)
    return line
  }

  stateOf(row) {
    return row.state === "refused" ? this.said("refused", { why: row.message || "" }) : this.dataset.waiting
  }

  receipt(one) {
    return this.made("received", this.said("received", { t: hour(one.received_at) }))
  }

  made(state, words) {
    const line = this.row.cloneNode(true)
    line.dataset.state = state
    this.fill(line, "state", words)
    for (const icon of line.querySelectorAll("[data-when]")) icon.hidden = icon.dataset.when !== state
    return line
  }

  fill(line, name, text) {
    const part = line.querySelector(`[data-${name}]`)
    part.textContent = text || ""
    part.hidden = !text
  }

  /** A refused row can be sent again, copied and shared; it goes only when its author says so. */
  offer(line, row, seen) {
    const text = seen ? [seen.title, seen.words].filter(Boolean).join("\n") : ""
    const verbs = {
      again: () => outbox.retry(row),
      copy: text && (() => navigator.clipboard.writeText(text)),
      share: text && navigator.share && (() => navigator.share({ text }).catch(() => undefined)),
      away: () => confirm(this.dataset.sure) && outbox.discard(row),
    }
    line.querySelector("[data-verbs]").hidden = false
    for (const button of line.querySelectorAll("button")) {
      const verb = verbs[button.dataset.verb]
      button.hidden = !verb
      if (verb) button.addEventListener("click", verb)
    }
  }
}

function hour(moment) {
  const at = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }
  return new Intl.DateTimeFormat("nl", at).format(new Date(moment))
}
customElements.define("outbox-list", OutboxList)
