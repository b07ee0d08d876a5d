/**
 * Shows a neutral page when there is no network. It keeps only that page and what it needs, never
 * a page of a person, and leaves everything but opening a page alone: a POST is never touched.
 */
const VERSION = "__VERSION__"
const SHELL = ["__SHELL__"]
const CACHE = `opstap-shell-${VERSION}`

async function keepShell() {
  const cache = await caches.open(CACHE)
  await cache.addAll(SHELL.map((url) => new Request(url, { credentials: "omit" })))
}

async function dropOldShells() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith("opstap-shell-") && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}

async function open(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const page = await caches.match("/offline", { cacheName: CACHE })
    if (page) return page
    throw error
  }
}

async function shellFirst(request) {
  return (await caches.match(request, { cacheName: CACHE })) || fetch(request)
}

addEventListener("install", (event) => event.waitUntil(keepShell()))
addEventListener("activate", (event) => event.waitUntil(dropOldShells()))
addEventListener("fetch", (event) => {
  const { request } = event
  if (request.method !== "GET") return
  if (request.mode === "navigate") event.respondWith(open(request))
  else if (SHELL.includes(new URL(request.url).pathname)) event.respondWith(shellFirst(request))
})
