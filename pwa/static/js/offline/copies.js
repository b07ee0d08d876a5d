/** A second copy of each sealed row, for when a power cut damaged the database (docs/outbox.md). */
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

export async function copiesBut(known) {
  const cache = await caches.open(COPIES)
  const addresses = (await cache.keys()).map((one) => new URL(one.url).pathname)
  const missing = addresses.filter((one) => !known.has(one.slice(COPY_OF.length)))
  return Promise.all(missing.map(async (one) => asRow(await cache.match(one))))
}

function asText({ n, sealed, hidden, ...row }) {
  const texts = { sealed: toBase64(sealed), hidden: hidden && toBase64(hidden) }
  return new Response(JSON.stringify({ ...row, ...texts }))
}

async function asRow(answer) {
  const { sealed, hidden, ...row } = await answer.json()
  return { ...row, sealed: fromBase64(sealed), hidden: hidden && fromBase64(hidden) }
}
