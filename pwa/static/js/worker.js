import { unkept } from "./typed.js"

const DRAFTS = 400
const WORKER = "/sw.js"

/** The only address that may become a script: the browser refuses all others (Trusted Types). */
const rules = { createScriptURL: (address) => (address === WORKER ? address : "") }
const policy = window.trustedTypes ? trustedTypes.createPolicy("opstap-worker", rules) : rules

/** The worker shows pages without network; all else works without it. Updates wait for a tap. */
export function registerWorker(root) {
  const workers = navigator.serviceWorker
  if (!workers) return
  addEventListener("load", async () => {
    const registration = await workers.register(policy.createScriptURL(WORKER)).catch(() => undefined)
    const notice = root.querySelector("[data-update]")
    if (registration && notice) announce(workers, registration, notice)
  })
}

function announce(workers, registration, notice) {
  const show = () => {
    notice.hidden = !(registration.waiting && workers.controller)
  }
  const watch = () => {
    if (registration.installing) registration.installing.addEventListener("statechange", show)
    show()
  }
  registration.addEventListener("updatefound", watch)
  watch()
  notice.querySelector("button").addEventListener("click", () => update(workers, registration, notice))
}

/** What would be gone with this page is kept first, by the person who wrote it. */
function update(workers, registration, notice) {
  const [first] = unkept(document)
  notice.querySelector("[data-first]").hidden = !first
  if (first) return first.focus()
  workers.addEventListener("controllerchange", () => setTimeout(() => location.reload(), DRAFTS))
  if (registration.waiting) registration.waiting.postMessage("update")
  else location.reload() // another tab took it
}
