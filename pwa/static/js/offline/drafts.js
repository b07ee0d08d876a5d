/** What was typed and not yet kept: encrypted for its author, restored when the page comes back. */
import { credentials } from "./person.js"
import { hide, show } from "./seal.js"
import { draftKept, keepDraft } from "./store.js"

const TYPING_PAUSE = 350

/** One form's typed text; `key` says whose and which form. */
export class Draft {
  constructor(key) {
    this.key = key
  }

  /** At most `TYPING_PAUSE` after the first key, and again as long as there is more. */
  later(read) {
    if (this.held) return
    if (!this.timer) this.timer = setTimeout(() => this.save(read), TYPING_PAUSE)
  }

  stop() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  async save(read) {
    this.stop()
    const keys = await credentials()
    const hidden = keys && (await hide(keys, read()))
    if (hidden && !this.held) await keepDraft(this.key, hidden)
  }

  /** While `work` keeps the form itself, and deletes this draft with it, nothing is written here. */
  async paused(work) {
    this.held = true
    this.stop()
    try {
      return await work()
    } finally {
      this.held = false
    }
  }

  async restored() {
    const kept = await draftKept(this.key)
    const keys = kept && (await credentials())
    return keys && show(keys, kept.sealed)
  }
}
