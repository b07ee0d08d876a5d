import { outbox } from "../offline/outbox.js"
import { credentials, signedIn } from "../offline/person.js"
import { show } from "../offline/seal.js"
import { filled, hour, tell, when } from "../words.js"
import { layBeside } from "./outbox-beside.js"

const JUST_NOW = 20_000
const A_FEW = 3
const ROOM = "opstap-outbox-room"

/** What waits here, from one <template>; of others only how much. All words are data of the page. */
class OutboxList extends HTMLElement {
  seen = new Map()

  connectedCallback() {
    this.rows = this.querySelector("ul")
    this.count = this.querySelector("[data-count]")
    this.rest = this.querySelector("[data-rest]")
    this.gone = this.querySelector("[data-gone]")
    this.row = this.querySelector("template").content.firstElementChild
    this.gone.addEventListener("click", () => outbox.understood())
    this.paint = () => this.painted().catch(() => undefined)
    outbox.addEventListener("change", this.paint)
    this.keepRoom()
  }

  disconnectedCallback() {
    outbox.removeEventListener("change", this.paint)
  }

  /** As high as on the page before, until the rows are read: nothing moves away under a finger. */
  keepRoom() {
    const room = Number(sessionStorage.getItem(ROOM))
    if (!room || this.hasAttribute("all") || !signedIn()) return
    this.style.minHeight = `${room}px`
    this.hidden = false
  }

  /** A painting that was overtaken by a newer one changes nothing. */
  async painted() {
    const turn = (this.turn = {})
    const me = signedIn()
    const here = sentWith(outbox.pending)
    const mine = here.filter((row) => me && row.user === me).sort(refusedFirst)
    const shown = this.hasAttribute("all") ? mine : few(mine)
    const keys = await credentials()
    const lines = await Promise.all(shown.map((row) => this.line(row, keys)))
    const received = (await outbox.receipts()).filter((one) => one.user === me)
    const all = await Promise.all([...received, ...mine].map((one) => this.told(one, keys)))
    const fresh = received.filter((one) => Date.now() - one.kept_at < JUST_NOW)
    const last = await Promise.all(fresh.slice(-1).map((one) => this.receipt(one, keys)))
    if (turn !== this.turn) return
    this.rows.replaceChildren(...lines, ...last)
    this.warn(this.warnings(here.length - mine.length))
    this.gone.hidden = !outbox.vanished
    this.rest.hidden = shown.length === mine.length
    if (!this.rest.hidden) this.more(mine.length - shown.length)
    this.hidden = !this.rows.children.length && this.count.hidden
    this.style.minHeight = ""
    if (!this.hasAttribute("all")) sessionStorage.setItem(ROOM, this.offsetHeight)
    layBeside(all, (one, words) => this.made(one.state || "received", one.said, words))
  }

  more(n) {
    const words = this.rest.dataset
    this.rest.firstElementChild.textContent = filled(n === 1 ? words.one : words.more, { n })
  }

  warnings(others) {
    const [name, n] = this.counted(others)
    return [
      outbox.vanished && this.said("vanished", { n: outbox.vanished }),
      outbox.isLow && this.dataset.low,
      outbox.isOld && this.dataset.old,
      n && this.said(n === 1 ? `${name}One` : name, { n }),
    ].filter(Boolean)
  }

  /** What is said with a number; the page without network does not know who is signed in. */
  counted(others) {
    const all = sentWith(outbox.pending).length
    if (!("person" in document.documentElement.dataset)) return ["here", all]
    return outbox.needsSignIn || !signedIn() ? ["signin", all] : ["others", others]
  }

  warn(sentences) {
    const lines = sentences.map((text) => {
      const line = document.createElement("p")
      line.textContent = text
      return line
    })
    this.count.replaceChildren(...lines)
    this.count.hidden = !lines.length
    this.count.toggleAttribute("data-loud", Boolean(outbox.vanished || outbox.isLow || outbox.isOld))
  }

  said(name, values) {
    return filled(this.dataset[name], values)
  }

  /** The author's own copy, opened once. */
  async seenOf({ id, hidden }, keys) {
    if (!keys || !hidden) return undefined
    if (!this.seen.has(id)) this.seen.set(id, await show(keys, hidden))
    return this.seen.get(id)
  }

  /** What a row or a receipt is about, on a page where it may have been written, and how it is. */
  async told(one, keys) {
    const seen = document.querySelector("outbox-form[about]") && (await this.seenOf(one, keys))
    return seen && { ...one, ...seen, said: one.received_at ? this.receivedAt(one) : this.stateOf(one) }
  }

  async line(row, keys) {
    const seen = await this.seenOf(row, keys)
    const line = this.made(row.state, seen ? this.stateOf(row) : this.said("sealed", { t: hour(row.kept_at) }))
    this.fill(line, "title", seen && [seen.title, this.said("since", { t: when(row.kept_at) })].join(", "))
    this.fill(line, "words", seen && seen.words)
    if (row.state === "refused") this.offer(line, row, seen)
    return line
  }

  stateOf(row) {
    return row.state === "refused" ? this.said("refused", { why: row.message || "" }) : this.dataset.waiting
  }

  /** Of what it is, for its author. */
  async receipt(one, keys) {
    const { title } = (await this.seenOf(one, keys)) || {}
    return this.made("received", [title, this.receivedAt(one)].filter(Boolean).join(" · "))
  }

  receivedAt(one) {
    return this.said("received", { t: hour(one.received_at) })
  }

  made(state, said, words) {
    const line = this.row.cloneNode(true)
    line.dataset.state = state
    this.fill(line, "state", said)
    this.fill(line, "words", words)
    for (const icon of line.querySelectorAll("[data-when]")) icon.hidden = icon.dataset.when !== state
    return line
  }

  fill(line, name, text) {
    const part = line.querySelector(`[data-${name}]`)
    part.textContent = text || ""
    part.hidden = !text
  }

  /** A refused row can be sent again, copied and shared; it goes only when its author says so twice. */
  offer(line, row, seen) {
    const text = seen ? [seen.title, seen.words].filter(Boolean).join("\n") : ""
    const verbs = {
      open: seen && seen.back && (() => outbox.reopen(row, seen.back)),
      again: () => outbox.retry(row),
      copy: text && (() => navigator.clipboard.writeText(text)),
      share: text && navigator.share && (() => navigator.share({ text }).catch(() => undefined)),
      away: ({ currentTarget }) => this.sure(currentTarget) && outbox.discard(row),
    }
    line.querySelector("[data-verbs]").hidden = false
    for (const button of line.querySelectorAll("button")) {
      const verb = verbs[button.dataset.verb]
      button.hidden = !verb
      if (verb) button.addEventListener("click", verb)
    }
  }

  /** False the first time: then the button asks. */
  sure(button) {
    const words = button.querySelector("span")
    const asked = words.textContent === this.dataset.sure
    words.textContent = this.dataset.sure
    return asked
  }
}

/** What needs somebody: a tablet brings what was claimed on it by itself, unless that was refused. */
function sentWith(rows) {
  return rows.filter((row) => !row.claimed || row.state === "refused")
}

function refusedFirst(one, other) {
  return (other.state === "refused") - (one.state === "refused") || one.n - other.n
}

/** What asks for an answer, and the words that were written last. */
function few(rows) {
  const refused = rows.filter((row) => row.state === "refused").slice(0, A_FEW)
  const waiting = rows.filter((row) => row.state !== "refused")
  const words = waiting.filter((row) => !row.photo)
  return [...refused, ...(words.length ? words : waiting).slice(-1)]
}
customElements.define("outbox-list", OutboxList)
