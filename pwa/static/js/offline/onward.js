/** Where to go once something is kept: on at once, unless it waits and that page is not kept here. */
import { outbox } from "./outbox.js"
import { cacheOf, signedIn } from "./person.js"

const A_MOMENT = 900

/** `then`: the page that shows what the rows with these ids became. */
export async function goOn(ids, then) {
  const there = await settled(ids, A_MOMENT)
  const refused = outbox.pending.some((row) => ids.includes(row.id) && row.state === "refused")
  if (!refused && (there || (await isKept(then)))) visit(then)
}

/** Another hash on the same page would only scroll: then the page is asked for again. */
function visit(address) {
  const { pathname, search, hash } = new URL(address, location)
  const here = pathname === location.pathname && search === location.search
  if (!here) return location.assign(address)
  if (hash) history.replaceState(null, "", hash)
  return location.reload()
}

async function isKept(address) {
  if (!navigator.serviceWorker || !navigator.serviceWorker.controller) return false
  const { pathname, search } = new URL(address, location)
  return (await (await cacheOf(signedIn())).keys(pathname + search)).length > 0
}

/** True when none of these waits any more. */
function settled(ids, patience) {
  return new Promise((resolve) => {
    const look = () => {
      const waits = outbox.pending.some((row) => ids.includes(row.id) && row.state === "waiting")
      if (!waits) end(true)
    }
    const end = (there) => {
      clearTimeout(timer)
      outbox.removeEventListener("change", look)
      resolve(there)
    }
    const timer = setTimeout(() => end(false), patience)
    outbox.addEventListener("change", look)
  })
}
