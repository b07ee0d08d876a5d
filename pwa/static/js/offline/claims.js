/**
 * What is written on a locked tablet without network (docs/outbox.md): sealed at once, under somebody's
 * tile, with no copy that anybody here could read. The tablet itself brings it.
 */
import { deviceNow } from "../device-clock.js"
import { uuid7 } from "./ids.js"
import { queueOf } from "./queue.js"
import { seal, sha256 } from "./seal.js"
import { post } from "./send.js"
import { mark, rowsKept, settle } from "./store.js"

const CLAIMS_TO = "/verzenden/tablet"
const AT_ONCE = 20

/** The row of a claimed note; `fields`: {person, day, text}. */
export async function claimRow(keys, user, fields) {
  const id = uuid7()
  const body = JSON.stringify({ id, kind: "claimed", about: user, made_at: deviceNow(), fields })
  const [sealed, hash] = await Promise.all([seal(keys, id, body), sha256(body)])
  return { id, user, sha256: hash, sealed, claimed: true, photo: false, kept_at: Date.now(), state: "waiting" }
}

/** False when some have to be brought again later. They hold up nothing else. `tell` after an answer. */
export async function sendClaims(tell) {
  const all = await rowsKept()
  const rows = all.filter((row) => row.claimed && row.state === "waiting").slice(0, AT_ONCE)
  if (!rows.length) return true
  const { results, refused } = await post(rows, queueOf(all), CLAIMS_TO)
  const told = results || rows.map(() => ({ state: refused ? "refused" : "later", ...refused }))
  for (const [n, row] of rows.entries()) await judgedClaim(row, told[n])
  await tell()
  return told.every(({ state }) => state !== "later") && sendClaims(tell)
}

function judgedClaim(row, { state, code, message, received_at }) {
  if (state === "received") return settle(row, { received_at, kept_at: Date.now() })
  return state === "refused" && mark(row, { state, code, message })
}
