import { keepPages } from "./keeping.js"
import { outbox } from "./outbox.js"
import { tell } from "../words.js"
import { clearOthers, finishLeaving, freshCredentials, hasLeft, isLeaving, leave, signedIn } from "./person.js"

/** A browser that can keep something safely: a secure address and the four parts that it takes. */
export function canKeep() {
  const parts = [window.indexedDB, window.caches, window.crypto && crypto.subtle]
  return window.isSecureContext && parts.every(Boolean)
}

/** Every page: nobody else's pages stay here, what waits goes out, keys for what comes. */
export async function startOutbox(root) {
  if (!canKeep()) return
  root.addEventListener("submit", submitted)
  const { person } = root.documentElement.dataset
  if (await isLeaving()) {
    const done = await finishLeaving()
    if (person) return location.replace(done ? "/aanmelden" : "/offline")
  }
  if (person === undefined) return outbox.tell(false)
  await clearOthers(person)
  outbox.start()
  if (person) await freshCredentials()
  await outbox.tell(false)
  await keepPages(root)
}

function submitted(event) {
  if ("leave" in event.target.dataset) return leaveFirst(event)
  if (!signedIn()) return hasLeft()
}

/** With something waiting here it is said first; the second tap leaves. A lock does not ask. */
async function leaveFirst(event) {
  event.preventDefault()
  const form = event.target
  const first = form.querySelector("[data-first]")
  if (first && first.hidden && (await asked(form, first))) return
  await leave().catch(() => undefined)
  location.assign(form.dataset.leave || "/aanmelden")
}

/** The store itself is asked: a page that just came has not looked yet. */
async function asked(form, first) {
  const { length } = await outbox.rows().catch(() => [])
  if (!length) return false
  tell(first, length)
  form.querySelector("[data-before]").hidden = true
  form.querySelector("[data-after]").hidden = false
  return true
}
