/** Sends what waits: oldest first, one batch at a time over all tabs, never giving up. */
import { sendClaims } from "./claims.js"
import { finishLeaving } from "./person.js"
import { post } from "./send.js"
import { queueOf } from "./queue.js"
import { mark, remember, rowsKept, settle } from "./store.js"

const MOST = 20
const MOST_BYTES = 256 * 1024 - 400
const BESIDE = 200
const LONGEST = 60_000

/** One at a time over all tabs. */
export function alone(work) {
  return navigator.locks ? navigator.locks.request("opstap-outbox", work) : work()
}

/**
 * What goes next, oldest first: as many rows as fit in one request. Words go before photos, so that
 * a slow network brings every note before the first picture.
 */
export function batchOf(waiting) {
  const words = waiting.filter((row) => !row.photo)
  const first = (words.length ? words : waiting).slice(0, MOST)
  let bytes = 0
  return first.filter((row, n) => {
    bytes += Math.ceil((row.sealed.length * 4) / 3) + BESIDE
    return !n || bytes <= MOST_BYTES
  })
}

export class Courier {
  tries = 0
  signIn = false

  /** `tell` is called after every answer. */
  constructor(tell) {
    this.tell = tell
  }

  hurry() {
    this.tries = 0
    this.signIn = false
    return this.flush()
  }

  /** One at a time, also over tabs; whoever comes while it runs makes it look once more. */
  flush() {
    clearTimeout(this.timer)
    if (this.running) {
      this.again = true
      return this.running
    }
    this.running = alone(() => this.send()).finally(() => {
      this.running = undefined
      if (!this.again) return
      this.again = false
      this.flush()
    })
    return this.running
  }

  async send() {
    if (!(await finishLeaving())) return this.later(0)
    const brought = await sendClaims(() => this.tell())
    for (;;) {
      const all = await rowsKept()
      const next = batchOf(all.filter((row) => row.state === "waiting" && !row.claimed))
      if (!next.length || this.signIn) return brought ? undefined : this.later(0)
      const answer = await post(next, queueOf(all))
      const done = await this.take(answer, next)
      await this.tell()
      if (!done) return this.later(answer.after)
    }
  }

  /** True when it makes sense to go on at once. */
  async take(answer, rows) {
    if (answer.later) return false
    await remember("contact", Date.now())
    if (answer.signIn) this.signIn = true
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
      const answer = await post([row], queueOf(await rowsKept()))
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
}
