/**
 * The queue of this device. Everything that is written goes in here first and is sent from here,
 * oldest first, one batch at a time over all tabs, without a limit of age or of tries.
 */
import { afterPaint } from "../after-paint.js"
import { alone, Courier } from "./courier.js"
import { uuid7 } from "./ids.js"
import { askToStay } from "./persist.js"
import { someCredentials } from "./person.js"
import { hide, seal, sha256 } from "./seal.js"
import { isLow } from "./storage.js"
import { drop, keep, keepDraft, mark, NotKept, receiptsSince, rowsKept } from "./store.js"

const TOLD = 10 * 60_000
const A_DAY = 24 * 60 * 60_000
const WAITING = "opstap-waiting"
const VANISHED = "opstap-vanished"

class Outbox extends EventTarget {
  pending = []
  isLow = false
  looked = false
  courier = new Courier(() => this.tell())

  get needsSignIn() {
    return this.courier.signIn
  }

  get isOld() {
    return this.pending.some((row) => Date.now() - row.kept_at > A_DAY)
  }

  /** How many rows the browser threw away behind our back; told until somebody has read it. */
  get vanished() {
    return Number(localStorage.getItem(VANISHED)) || 0
  }

  understood() {
    localStorage.removeItem(VANISHED)
    return this.tell()
  }

  /** Wake up at everything that may mean that there is network again. */
  start() {
    if ("BroadcastChannel" in window) {
      this.channel = new BroadcastChannel("opstap-outbox")
      this.channel.onmessage = () => this.tell(false)
    }
    const again = () => this.hurry()
    addEventListener("online", again)
    addEventListener("pageshow", again)
    document.addEventListener("visibilitychange", () => document.hidden || again())
    this.look().then(again, again)
  }

  /** First of all: is everything here that was here before? Only then anything is sent or counted. */
  async look() {
    await alone(async () => {
      const said = Number(localStorage.getItem(WAITING)) || 0
      if (said && !(await this.rows()).length) localStorage.setItem(VANISHED, String(said))
    }).finally(() => {
      this.looked = true
    })
    this.isLow = await isLow()
    await this.tell(false)
  }

  count(n) {
    if (this.looked) localStorage.setItem(WAITING, String(n))
  }

  hurry() {
    return this.looked && this.courier.hurry()
  }

  rows() {
    return rowsKept()
  }

  receipts() {
    return receiptsSince(Date.now() - TOLD)
  }

  /**
   * Durable when this returns. `items`: {id?, kind, about, made_at, fields, title, words, back}; the
   * `draft` they come from goes, and so does the refused row `instead` of which they come. Raises NotKept.
   */
  async keep(credentials, items, { draft, instead }) {
    if (!credentials) throw new NotKept("no key")
    const rows = await Promise.all(items.map((item) => this.row(credentials, item)))
    await keep(rows, draft, instead)
    this.count(this.pending.length + rows.length)
    afterPaint(() => {
      this.tell()
      this.hurry()
      askToStay()
    })
    return rows.map((row) => row.id)
  }

  /** Rows that are sealed already, with no copy for anybody: durable when this returns. Raises NotKept. */
  async add(rows) {
    await keep(rows)
    await this.tell()
    this.hurry()
  }

  async row(credentials, { title, words, back, ...item }) {
    const body = JSON.stringify({ ...item, id: item.id || uuid7() })
    const { id } = JSON.parse(body)
    const { kind, about, fields } = item
    const on = fields.monday || fields.day
    const [sealed, hidden, hash] = await Promise.all([
      seal(credentials, id, body),
      hide(credentials, { title, words, back, kind, about, on }),
      sha256(body),
    ])
    const { user } = credentials
    const photo = kind === "photo"
    return { id, user, sha256: hash, sealed, hidden, photo, kept_at: Date.now(), state: "waiting" }
  }

  /** Rows of a file, as far as they are not here; the answer is how many. */
  async takeBack(rows) {
    const here = new Set((await this.rows()).map((row) => row.id))
    const missing = rows.filter((row) => !here.has(row.id))
    await keep(missing)
    await this.tell()
    this.hurry()
    return missing.length
  }

  async retry(row) {
    await mark(row, { state: "waiting", code: undefined, message: undefined })
    await this.tell()
    return this.hurry()
  }

  /** Put what was refused back in its form; it stays here until it was kept anew from there. */
  async reopen(row, { address, draft, held }) {
    const instead = { n: row.n, id: row.id }
    const credentials = await someCredentials()
    await keepDraft(draft, await hide(credentials, { ids: {}, held, instead }))
    location.assign(address)
  }

  async discard(row) {
    await drop(row)
    await this.tell()
  }

  /** Somebody shows what waits: paint again, here and (`everywhere`) in other tabs. */
  async tell(everywhere = true) {
    const rows = await rowsKept()
    this.count(rows.length)
    this.pending = rows
    if (everywhere && this.channel) this.channel.postMessage("changed")
    this.dispatchEvent(new Event("change"))
  }
}

export const outbox = new Outbox()
