/** Pages to read without network: which ones the worker fetches, and what an old one does. */
import { typed } from "../typed.js"
import { within } from "./patience.js"
import { finishLeaving, signedIn } from "./person.js"

const ALWAYS = ["/", "/notitie", "/hulp", "/hulp/toestel", "/dit-toestel/", "/schrijfhulp/woorden"]
const NEXT = 'a[href^="/notities/nieuw?voor="], a[href="/mijn-werkplek"], a[href^="/mijn-voortgang/"]'
const FIRST_THE_QUEUE = 1500
const NOW_AND_THEN = 10_000
const HANDS_OFF = 5000

let touched = 0

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

/** A page without network looks again as soon as there is one, unless somebody is busy in it. */
export function lookAgain(root) {
  const workers = navigator.serviceWorker
  if (!workers || !isOld(root)) return
  // Who just went elsewhere is busy too: a page that began again in that moment would win.
  for (const touch of ["pointerdown", "keydown", "beforeunload"]) addEventListener(touch, () => (touched = Date.now()))
  const wait = root.documentElement.dataset.offline ? FIRST_THE_QUEUE : 0
  let soon
  const again = () => {
    clearTimeout(soon)
    soon = setTimeout(() => look(root), wait)
  }
  addEventListener("online", again)
  workers.addEventListener("message", ({ data }) => data.reachable && again())
  if (workers.controller) workers.controller.postMessage("late") // it may have come before this page could hear of it
  setInterval(async () => document.hidden || ((await isReachable()) && again()), NOW_AND_THEN)
}

/** Wi-Fi that comes back behind a closed door tells nobody; a portal's page is not us. */
function isReachable() {
  const ours = (answer) => answer.ok && /json/.test(answer.headers.get("Content-Type"))
  return within(NOW_AND_THEN, "/healthz", { cache: "no-store" }, ours).catch(() => false)
}

async function look(root) {
  if (typed(root).length || Date.now() - touched < HANDS_OFF || !(await finishLeaving())) return
  const { controller } = navigator.serviceWorker
  if (controller) controller.postMessage("patience")
  if (location.pathname === "/offline") location.replace("/")
  else location.reload()
}
