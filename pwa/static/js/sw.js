/**
 * Opening a page: from the network while that answers, else as it was kept for this person, else a
 * neutral page. Only pages that the server marks are kept, in the cache of their person, which the
 * page itself makes and takes away. A POST is never touched.
 */
import { drop, isForPersonHere, keep, keptPage, lockScreen, warm } from "./sw/pages.js"

const VERSION = "__VERSION__"
const SHELL = ["__SHELL__"]
const CACHE = `opstap-shell-${VERSION}`
const PATIENCE = 3000
const SHORT = 250
const SOON = 10_000
const QUIET = 30_000
const WORDS = "/schrijfhulp/woorden"
const BROKEN = [502, 503, 504]
const DOWNLOAD = /(\/pdf|\.\w+)$/

let quietUntil = 0
let latecomer
let sent = 0

async function keepShell() {
  const cache = await caches.open(CACHE)
  await cache.addAll(SHELL.map((url) => new Request(url, { credentials: "omit" })))
}

function impatience(milliseconds) {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("too slow")), milliseconds))
}

function soon(arrival) {
  return Promise.race([arrival, impatience(Date.now() < quietUntil ? SHORT : PATIENCE)])
}

/** A page for a navigation; after one that hung the next ones wait only briefly for a while. */
async function open(event) {
  const before = await cameLate(event.request.url)
  if (before) return before
  const [asked, left] = [sent, caches.has("opstap-leaving")]
  const arrival = fetch(event.request).then(ours)
  let late = false
  event.waitUntil(arrival.then(({ copy }) => arrived(copy, event.request.url, late, asked)).catch(() => undefined))
  try {
    const { answer } = await soon(arrival)
    quietUntil = 0
    return (await mayShow(answer, await left)) ? answer : neutralPage()
  } catch {
    late = true
    quietUntil = Date.now() + QUIET
    return (await keptPage(event.request.url)) || (await neutralPage()) || (await arrival).answer
  }
}

/** That answer, once, only for the person of this device, and not when something was sent after it was asked for. */
async function cameLate(url) {
  const one = latecomer
  latecomer = undefined
  const fits = one && one.url === url && one.asked === sent && Date.now() < one.until
  return fits && (await isForPersonHere(one.answer)) ? one.answer : undefined
}

/**
 * Signed out here while the server could not hear it: nobody's pages are shown before it did, nor one
 * that was asked for before it did.
 */
async function mayShow(answer, left) {
  const person = answer.headers.get("Opstap-Person") || "none"
  return person === "none" || !(left || (await caches.has("opstap-leaving")))
}

/** Of a locked tablet the tiles, else the page without network. */
async function neutralPage() {
  return (await lockScreen()) || caches.match("/offline", { cacheName: CACHE })
}

/** A gateway that stands in front of a server that is away is no answer. */
function ours(answer) {
  const gateway = BROKEN.includes(answer.status) && !answer.headers.has("Opstap-Person")
  if (gateway) throw new Error(`gateway ${answer.status}`)
  return { answer, copy: answer.clone() }
}

/** An answer that came too late to be shown waits for the page, which hears of it and asks again. */
async function arrived(copy, url, late, asked) {
  const answer = copy.clone()
  await keep(copy, url)
  if (!late) return
  quietUntil = 0
  if (answer.ok) latecomer = { url, answer, asked, until: Date.now() + SOON }
  for (const client of await clients.matchAll()) tellReachable(client)
}

function tellReachable(client) {
  client.postMessage({ reachable: true })
}

/** The list of the guard on a page: from the network while that answers, else as it was kept. */
async function words(event) {
  try {
    const answer = await soon(fetch(event.request))
    if (answer.ok) event.waitUntil(keep(answer.clone(), event.request.url))
    return answer
  } catch {
    return (await keptPage(event.request.url)) || Response.error()
  }
}

const tail = (path) => path.split("/").slice(3).join("/")

/** A file of the shell; one of another version from the network, or else ours of the same name. */
async function file(request, path) {
  const same = SHELL.find((one) => tail(one) === tail(path))
  const shell = () => caches.match(same, { cacheName: CACHE })
  if (same === path) return (await shell()) || fetch(request)
  const answer = await soon(fetch(request)).catch(shell)
  return answer && answer.ok ? answer : (await shell()) || fetch(request)
}

addEventListener("install", (event) => event.waitUntil(keepShell()))
addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("opstap-shell-") && name !== CACHE
  event.waitUntil(drop(old).then(() => clients.claim()))
})
addEventListener("message", (event) => {
  if (event.data === "update") skipWaiting()
  else if (event.data === "patience") quietUntil = 0
  else if (event.data === "sent") sent += 1
  else if (event.data === "late") latecomer && latecomer.url === event.source.url && tellReachable(event.source)
  else if (event.data.keep) event.waitUntil(warm(event.data.keep).catch(() => undefined))
})
addEventListener("fetch", (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== "GET") sent += 1
  if (request.method !== "GET" || origin !== location.origin) return
  if (request.mode === "navigate") return DOWNLOAD.test(pathname) || event.respondWith(open(event))
  if (pathname === WORDS) return event.respondWith(words(event))
  const known = pathname.startsWith("/static/") && SHELL.some((one) => tail(one) === tail(pathname))
  if (known) event.respondWith(file(request, pathname))
})
