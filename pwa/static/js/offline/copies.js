/**
 * A second copy of each row that waits, sealed as it is, in a file of its own. Chromium goes on
 * writing behind the zeros that a power cut may leave at the end of its log, and at the next start
 * skips what stands there, or throws the whole database away: then the rows come back from here.
 */
import { fromBase64, toBase64 } from "./seal.js"

const COPIES = "opstap-queue"
const COPY_OF = "/verzenden/rij/"

export async function copy(rows) {
  const cache = await caches.open(COPIES)
  await Promise.all(rows.map((row) => cache.put(COPY_OF + row.id, asText(row))))
}

export async function forgetCopy(id) {
  await (await caches.open(COPIES)).delete(COPY_OF + id)
}

/** All rows of which `known` says that they are not here any more. */
export async function copiesBut(known) {
  const cache = await caches.open(COPIES)
  const addresses = (await cache.keys()).map((one) => new URL(one.url).pathname)
  const missing = addresses.filter((one) => !known.has(one.slice(COPY_OF.length)))
  return Promise.all(missing.map(async (one) => asRow(await cache.match(one))))
}

function asText({ n, sealed, hidden, ...row }) {
  const texts = { sealed: toBase64(sealed), hidden: toBase64(hidden) }
  return new Response(JSON.stringify({ ...row, ...texts }))
}

async function asRow(answer) {
  const { sealed, hidden, ...row } = await answer.json()
  return { ...row, sealed: fromBase64(sealed), hidden: fromBase64(hidden) }
}
