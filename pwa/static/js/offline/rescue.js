/** What waits, as a file that a person can read and that Opstap can take back. */
import { show, toBase64, fromBase64 } from "./seal.js"

const MARK = "opstap-1:"
const ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** `words`: {intro, sealed, below}. Own words are readable in it, those of others are not. */
export async function fileOf(rows, keys, words) {
  const lines = await Promise.all(rows.map((row) => readable(row, keys, words.sealed)))
  const sealed = rows.map(({ sealed, hidden, n, ...row }) => ({ ...row, sealed: toBase64(sealed) }))
  return [words.intro, ...lines, words.below, MARK + JSON.stringify(sealed), ""].join("\n\n")
}

async function readable(row, keys, otherwise) {
  const seen = keys && row.hidden ? await show(keys, row.hidden) : undefined
  const at = new Date(row.kept_at).toLocaleString("nl", { timeZone: "Europe/Amsterdam" })
  return seen ? [at, seen.title, seen.words].filter(Boolean).join("\n") : `${at}\n${otherwise}`
}

/** The rows of such a file, to be sent again. Raises an Error for anything else. */
export function rowsOf(text) {
  const line = text.split("\n").find((one) => one.startsWith(MARK))
  if (!line) throw new Error("no rows")
  return JSON.parse(line.slice(MARK.length)).map(({ id, user, sha256, sealed, kept_at, claimed, photo }) => {
    const right = ID.test(id) && ID.test(user) && /^[0-9a-f]{64}$/.test(sha256) && Number.isFinite(kept_at)
    if (!right) throw new Error("not a row")
    return { id, user, sha256, kept_at, sealed: fromBase64(sealed), claimed, photo, state: "waiting" }
  })
}
