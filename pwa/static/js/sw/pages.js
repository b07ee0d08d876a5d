/** The readable pages of one person, in the cache that the page makes and takes away. */
const PERSON = "opstap-person-"
const LOCK = "opstap-lock"
const LOCK_PAGE = "/tablet/"
const FRESH = 10 * 60_000
const ANY = { ignoreVary: true }

export async function drop(mayGo) {
  const names = (await caches.keys()).filter(mayGo)
  await Promise.all(names.map(wiped))
}

/** Entry by entry: the files of a deleted cache stay for as long as a page or worker still holds it. */
async function wiped(name) {
  const cache = await caches.open(name)
  const kept = await cache.keys()
  await Promise.all(kept.map((one) => cache.delete(one, ANY)))
  await caches.delete(name)
}

function pathOf(url) {
  const { pathname, search } = new URL(url)
  return pathname + search
}

async function personHere() {
  return (await caches.keys()).find((name) => name.startsWith(PERSON))
}

/** The page at this address as it was kept for the person of this device, read whole: nothing of it stays open. */
export async function keptPage(url) {
  const person = await personHere()
  const page = person && (await (await caches.open(person)).match(pathOf(url), ANY))
  return page && new Response(await page.arrayBuffer(), page)
}

export async function isForPersonHere(answer) {
  const person = answer.headers.get("Opstap-Person")
  return person === "none" || (await caches.has(PERSON + person))
}

/** The lock screen of this tablet, while nobody is signed in: names of colleagues, and nothing else. */
export async function lockScreen() {
  return (await personHere()) ? undefined : caches.match(LOCK_PAGE, { cacheName: LOCK })
}

/** It stays until the server says that this is no tablet (any more). */
async function keepLock(answer) {
  const told = answer.headers.get("Opstap-Keep")
  if (told === "lock") await (await caches.open(LOCK)).put(LOCK_PAGE, await marked(answer.clone()))
  else if (told === "no-lock") await drop((name) => name === LOCK)
}

/** Only in a cache that is there: after signing out nothing comes back. */
export async function keep(answer, url) {
  const person = answer.headers.get("Opstap-Person")
  if (!person) return
  await keepLock(answer)
  await drop((name) => name.startsWith(PERSON) && name !== PERSON + person)
  if (answer.headers.get("Opstap-Keep") !== "1" || !(await caches.has(PERSON + person))) return
  const cache = await caches.open(PERSON + person)
  const addresses = new Set([pathOf(url), pathOf(answer.url)])
  const page = await marked(answer)
  for (const address of addresses) await cache.put(address, page.clone())
}

/** The same page, which says that it is old. Its scripts are at hand: they come before the first paint. */
async function marked(answer) {
  const old = (await answer.text()).replace("<html", '<html data-offline="kept"')
  const html = old.replace(' type="module"', ' type="module" blocking="render"')
  const headers = new Headers(answer.headers)
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name)
  headers.set("Opstap-Kept", String(Date.now()))
  return new Response(html, { headers })
}

/** What may be opened next; one after the other, and no more once the network fails. */
export async function warm(addresses) {
  const person = await personHere()
  if (!person) return
  for (const address of addresses) {
    const page = await keptPage(new URL(address, location).href)
    const kept = Number((page && page.headers.get("Opstap-Kept")) || 0)
    if (Date.now() - kept > FRESH) await keep(await fetch(address), new URL(address, location).href)
  }
}
