import { keepPages } from "./keeping.js"
import { outbox } from "./outbox.js"
import { clearOthers, freshCredentials, leave, signedIn } from "./person.js"

/** A browser that can keep something safely: a secure address and the four parts that it takes. */
export function canKeep() {
  const parts = [window.indexedDB, window.caches, window.crypto && crypto.subtle]
  return window.isSecureContext && parts.every(Boolean)
}

/** Every page: nobody else's pages stay here, what waits goes out, keys for what comes. */
export async function startOutbox(root) {
  if (!canKeep()) return
  root.addEventListener("submit", leaveFirst)
  if (!("person" in root.documentElement.dataset)) return
  await clearOthers(signedIn())
  outbox.start()
  if (signedIn()) await freshCredentials()
  await keepPages(root)
}

async function leaveFirst(event) {
  const form = event.target
  if (!("leave" in form.dataset)) return
  event.preventDefault()
  await leave(form.action).catch(() => undefined)
  location.assign("/aanmelden")
}
