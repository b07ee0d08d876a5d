/** What was typed and not yet kept: encrypted for its author, restored when the page comes back. */
import { credentials } from "./person.js"
import { hide, show } from "./seal.js"
import { draftKept, dropDraft, keepDraft } from "./store.js"

const TYPING_PAUSE = 350

export class Draft {
  constructor(key) {
    this.key = key
  }

  /** At most `TYPING_PAUSE` after the first key, and again as long as there is more. */
  later(read) {
    this.read = read
    if (!this.timer) this.timer = setTimeout(() => this.save(), TYPING_PAUSE)
  }

  stop() {
    clearTimeout(this.timer)
    this.timer = undefined
  }

  async save() {
    this.stop()
    const keys = await credentials()
    if (keys && this.read) await keepDraft(this.key, await hide(keys, this.read()))
  }

  async restored() {
    const kept = await draftKept(this.key)
    const keys = kept && (await credentials())
    return keys && show(keys, kept.sealed)
  }

  drop() {
    this.stop()
    return dropDraft(this.key)
  }
}
