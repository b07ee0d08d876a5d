/** Pages to read without network: which ones the worker fetches, and what an old one does. */
import { typed } from "../typed.js"
import { signedIn } from "./person.js"

const ALWAYS = ["/", "/notitie", "/hulp", "/hulp/toestel"]
const NEXT = 'a[href^="/notities/nieuw?voor="], a[href="/mijn-werkplek"]'
const FIRST_THE_QUEUE = 1500

function isOld(root) {
  return "offline" in root.documentElement.dataset
}

/** Ask the worker to keep what this person opens next; needs the cache that holds the keys. */
export async function keepPages(root) {
  const workers = navigator.serviceWorker
  if (!workers || !signedIn() || isOld(root)) return
  const { active } = await workers.ready
  const next = Array.from(root.querySelectorAll(NEXT), (link) => link.getAttribute("href"))
  active.postMessage({ keep: [...ALWAYS, ...new Set(next)] })
}

/** A page without network looks again as soon as there is one, unless somebody is writing in it. */
export function lookAgain(root) {
  const workers = navigator.serviceWorker
  if (!workers || !isOld(root)) return
  const wait = root.documentElement.dataset.offline ? FIRST_THE_QUEUE : 0
  const again = () => setTimeout(() => typed(root).length || location.reload(), wait)
  addEventListener("online", again)
  workers.addEventListener("message", ({ data }) => data.reachable && again())
}
