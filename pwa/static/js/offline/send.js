/** One batch to the server, and what its answer means: the table of docs/outbox.md. */
import { within } from "./patience.js"
import { toBase64 } from "./seal.js"

const ADDRESS = "/verzenden/"
const PATIENCE = 20_000
const A_BYTE = 0.25 // milliseconds: a photo takes a minute where 4 kB a second is all there is

/**
 * `{results}`: per row; `{signIn}`: nobody is signed in; `{refused}`: this batch as a whole;
 * `{later, after}`: anything else, also an answer that is not ours. `after`: seconds, if they said so.
 */
export async function post(rows, queue, address = ADDRESS) {
  const body = { protocol: 1, ...queue, items: rows.map(item) }
  const options = {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
    redirect: "manual",
  }
  try {
    const patience = PATIENCE + options.body.length * A_BYTE
    return await within(patience, address, options, (answer) => meaning(answer, rows))
  } catch {
    return { later: true, after: 0 }
  }
}

function item(row) {
  return { id: row.id, sha256: row.sha256, sealed: toBase64(row.sealed) }
}

function retryAfter(answer) {
  return Number(answer.headers.get("Retry-After")) || 0
}

async function meaning(answer, rows) {
  const ours = answer.headers.get("Opstap-Outbox")
  if (ours && answer.status === 401) return { signIn: true }
  if (ours && answer.status === 200) {
    newer()
    return { results: echoed((await answer.json()).results, rows) }
  }
  if (ours && [400, 403, 413, 422].includes(answer.status)) {
    const { code, message } = await answer.json()
    return { refused: { code, message } }
  }
  return { later: true, after: retryAfter(answer) }
}

/** The worker hears that pages which it asked for before this are old. */
function newer() {
  const { serviceWorker } = navigator
  if (serviceWorker && serviceWorker.controller) serviceWorker.controller.postMessage("sent")
}

/** A result counts for the row whose id and hash it repeats, and for no other. */
function echoed(results, rows) {
  return rows.map((row) => {
    const same = (one) => one.id === row.id && one.sha256 === row.sha256
    return results.find(same) || { state: "later" }
  })
}
