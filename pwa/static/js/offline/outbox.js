/**
 * The queue of this device. Everything that is written goes in here first and is sent from here,
 * oldest first, one batch at a time over all tabs, without a limit of age or of tries.
 */
import { Courier } from "./courier.js"
import { uuid7 } from "./ids.js"
import { askToStay } from "./persist.js"
import { hide, seal, sha256 } from "./seal.js"
import { afterPaint } from "../after-paint.js"
import { drop, keep, mark, NotKept, receiptsSince, rowsKept } from "./store.js"

const TOLD = 10 * 60_000
const WAITING = "opstap-waiting"

class Outbox extends EventTarget {
  pending = []
  vanished = 0
  courier = new Courier(() => this.tell())

  get needsSignIn() {
    return this.courier.signIn
  }

  /** Wake up at everything that may mean that there is network again. */
  start() {
    if ("BroadcastChannel" in window) {
      this.channel = new BroadcastChannel("opstap-outbox")
      this.channel.onmessage = () => this.tell(false)
    }
    const again = () => this.courier.hurry()
    addEventListener("online", again)
    addEventListener("pageshow", again)
    document.addEventListener("visibilitychange", () => document.hidden || again())
    this.look().then(again, () => undefined)
  }

  async look() {
    const rows = await this.rows()
    const said = Number(localStorage.getItem(WAITING)) || 0
    if (said && !rows.length) this.vanished = said
    await this.tell(false)
  }

  rows() {
    return rowsKept()
  }

  receipts() {
    return receiptsSince(Date.now() - TOLD)
  }

  /** Durable when this returns. `items`: {id?, kind, about, made_at, fields, title, words}. Raises NotKept. */
  async keep(credentials, items, draft) {
    if (!credentials) throw new NotKept("no key")
    const rows = await Promise.all(items.map((item) => this.row(credentials, item)))
    await keep(rows, draft)
    afterPaint(() => {
      this.tell()
      this.courier.hurry()
      askToStay()
    })
    return rows.map((row) => row.id)
  }

  async row(credentials, { title, words, ...item }) {
    const body = JSON.stringify({ ...item, id: item.id || uuid7() })
    const { id } = JSON.parse(body)
    const [sealed, hidden, hash] = await Promise.all([
      seal(credentials, id, body),
      hide(credentials, { title, words }),
      sha256(body),
    ])
    const { user } = credentials
    return { id, user, sha256: hash, sealed, hidden, kept_at: Date.now(), state: "waiting" }
  }

  async retry(row) {
    await mark(row, { state: "waiting", code: undefined, message: undefined })
    await this.tell()
    return this.courier.hurry()
  }

  async discard(row) {
    await drop(row)
    await this.tell()
  }

  /** Somebody shows what waits: paint again, here and (`everywhere`) in other tabs. */
  async tell(everywhere = true) {
    const rows = await rowsKept()
    localStorage.setItem(WAITING, String(rows.length))
    this.pending = rows
    if (everywhere && this.channel) this.channel.postMessage("changed")
    this.dispatchEvent(new Event("change"))
  }
}

export const outbox = new Outbox()
