/** Where to go once something is kept: on at once, unless it waits and that page is not kept here. */
import { typed } from "../typed.js"
import { outbox } from "./outbox.js"
import { cacheOf, signedIn } from "./person.js"

const A_MOMENT = 900
const SOON = 20_000
const EVER = 2 ** 31 - 1 // the longest that a timer can be

/**
 * `then`: the page that shows what the rows with these ids became. Who stays goes there as soon as
 * they left this device, unless that took long or somebody writes on; `stays` is called then.
 */
export async function goOn(ids, then, stays) {
  const since = Date.now()
  const there = await settled(ids, A_MOMENT)
  if (there ? !refused(ids) : await isKept(then)) return visit(then)
  const mayGo = () => !refused(ids) && !typed(document).length && Date.now() - since < SOON
  settled(ids, EVER).then(() => (mayGo() ? visit(then) : stays()))
}

function refused(ids) {
  return outbox.pending.some((row) => ids.includes(row.id) && row.state === "refused")
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
