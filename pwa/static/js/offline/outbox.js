/**
 * The queue of this device. Everything that is written goes in here first and is sent from here,
 * oldest first, one batch at a time over all tabs, without a limit of age or of tries.
 */
import { uuid7 } from "./ids.js"
import { finishLeaving } from "./person.js"
import { hide, seal, sha256 } from "./seal.js"
import { post } from "./send.js"
import { drop, keep, mark, NotKept, receiptsSince, remember, rowsKept, settle } from "./store.js"

const MOST = 20
const LONGEST = 60_000
const TOLD = 10 * 60_000
const WAITING = "opstap-waiting"

class Outbox extends EventTarget {
  pending = []
  tries = 0
  needsSignIn = false
  vanished = 0

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
    this.tries = 0
    this.tell()
    this.flush()
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

  hurry() {
    this.tries = 0
    this.needsSignIn = false
    return this.flush()
  }

  /** One at a time, also over tabs; whoever comes while it runs makes it look once more. */
  flush() {
    clearTimeout(this.timer)
    if (this.running) {
      this.again = true
      return this.running
    }
    this.running = this.alone().finally(() => {
      this.running = undefined
      if (!this.again) return
      this.again = false
      this.flush()
    })
    return this.running
  }

  async alone() {
    if (!navigator.locks) return this.send()
    await navigator.locks.request("opstap-outbox", () => this.send())
  }

  async send() {
    if (!(await finishLeaving())) return this.later(0)
    for (;;) {
      const all = (await rowsKept()).filter((row) => row.state === "waiting")
      if (!all.length || this.needsSignIn) return undefined
      const oldest = new Date(all[0].kept_at).toISOString()
      const answer = await post(all.slice(0, MOST), { waiting: all.length, oldest })
      const done = await this.take(answer, all.slice(0, MOST))
      await this.tell()
      if (!done) return this.later(answer.after)
    }
  }

  /** True when it makes sense to go on at once. */
  async take(answer, rows) {
    if (answer.later) return false
    await remember("contact", Date.now())
    if (answer.signIn) this.needsSignIn = true
    if (answer.signIn) return true
    if (answer.refused) return this.oneByOne(answer.refused, rows)
    return this.judged(answer.results, rows)
  }

  async judged(results, rows) {
    let settled = 0
    for (const [n, row] of rows.entries()) {
      const { state, code, message, received_at, flagged } = results[n]
      if (state === "received") await settle(row, { received_at, flagged, kept_at: Date.now() })
      else if (state === "refused") await mark(row, { state, code, message })
      else continue
      settled += 1
    }
    return settled === rows.length
  }

  /** A batch that is refused as a whole is sent row by row, so that one bad row stops nobody. */
  async oneByOne(why, rows) {
    if (rows.length === 1) {
      await mark(rows[0], { state: "refused", ...why })
      return true
    }
    for (const row of rows) {
      const answer = await post([row], { waiting: rows.length, oldest: null })
      if (answer.signIn || answer.later) return this.take(answer, [row])
      await this.take(answer, [row])
    }
    return true
  }

  later(seconds = 0) {
    const pause = Math.min(LONGEST, 1000 * 2 ** this.tries) * (0.5 + Math.random() / 2)
    this.tries = Math.min(this.tries + 1, 10)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), Math.max(pause, Math.min(seconds, 600) * 1000))
  }

  async retry(row) {
    await mark(row, { state: "waiting", code: undefined, message: undefined })
    await this.tell()
    return this.hurry()
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
