/**
 * Who is signed in here, and what this device keeps for that person: pages to read without network,
 * and the keys to write with. All of it lies in one cache, whose files are gone when it is deleted.
 */
import { within } from "./patience.js"
import { queueFields } from "./queue.js"
import { remember } from "./store.js"

const PREFIX = "opstap-person-"
const KEY = "/verzenden/sleutel"
const LEAVE = "/afmelden"
const LEAVING = "opstap-leaving"
const FRESH = 15 * 60_000
const KEY_PATIENCE = 10_000

let asking

/** The person for whom this page was made; "" for nobody. */
export function signedIn() {
  return document.documentElement.dataset.person || ""
}

export function cacheOf(user) {
  return caches.open(PREFIX + user)
}

/** Nothing of anybody else can be read here any more. What waits is sealed and stays. */
export async function clearOthers(user = "") {
  const names = await caches.keys()
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + user)
  await Promise.all(others.map(wiped))
}

/** Entry by entry: a deleted cache that is still held keeps its files. */
async function wiped(name) {
  const cache = await caches.open(name)
  const kept = await cache.keys()
  await Promise.all(kept.map((one) => cache.delete(one, { ignoreVary: true })))
  await caches.delete(name)
}

/** The keys of this person as last given, or undefined. */
export async function credentials(user = signedIn()) {
  if (!user || !(await caches.has(PREFIX + user))) return undefined
  const kept = await (await cacheOf(user)).match(KEY)
  return kept && kept.json()
}

/** Keys at once where there are any; only a device that never had them asks and waits. */
export async function someCredentials(user = signedIn()) {
  return (await credentials(user)) || freshCredentials(user)
}

/** Ask for the keys where they are missing or not of today's server; undefined without network. */
export async function freshCredentials(user = signedIn()) {
  const kept = await credentials(user)
  if (kept && Math.abs(Date.now() - kept.fetched) < FRESH) return kept
  try {
    asking = asking || fetched(user)
    return (await asking) || kept
  } catch {
    return kept
  } finally {
    asking = undefined
  }
}

async function fetched(user) {
  const given = await within(KEY_PATIENCE, KEY, await told("manual"), ours)
  if (!given || given.user !== user) return undefined
  const kept = { ...given, fetched: Date.now() }
  const headers = { "Content-Type": "application/json" }
  await (await cacheOf(user)).put(KEY, new Response(JSON.stringify(kept), { headers }))
  await remember("contact", Date.now())
  return kept
}

async function told(redirect) {
  return { method: "POST", redirect, body: await queueFields() }
}

/** What our server says; undefined for a sign-in page, a portal, an error. */
function ours(answer) {
  return answer.ok && answer.headers.get("Opstap-Outbox") ? answer.json() : undefined
}

/** Sign out here at once; the server hears of it now, or as soon as it can be reached. */
export async function leave() {
  await caches.open(LEAVING)
  await clearOthers()
  return finishLeaving()
}

export function isLeaving() {
  return caches.has(LEAVING)
}

/** True when the server knows; until then nothing of a person is shown here, also by the worker. */
export async function finishLeaving() {
  if (!(await isLeaving())) return true
  const gone = (answer) => answer.headers.get("Opstap-Person") === "none"
  const done = await within(KEY_PATIENCE, LEAVE, await told("follow"), gone).catch(() => false)
  if (done) await hasLeft()
  return done
}

/** Whoever signs in again has also left before. */
export function hasLeft() {
  return caches.delete(LEAVING)
}
