/**
 * What waits on this device, in IndexedDB. Nothing here can be read without a key that is not here:
 * rows are sealed and drafts encrypted before they come in (seal.js). The schema only grows.
 */
import { openDB } from "../../vendor/idb.js"
import { copiesBut, copy, forgetCopy } from "./copies.js"

const NAME = "opstap"
const SCHEMA = 1
const STRICT = { durability: "strict" }
const ENDS = { terminated: forget, blocking: giveWay }

/** It could not be written down; `cause` says why. */
export class NotKept extends Error {}

let opening

function forget() {
  opening = undefined
}

function opened() {
  if (!opening) {
    opening = openDB(NAME, SCHEMA, { upgrade, ...ENDS }).catch(asItIs).then(whole)
    opening.catch(forget)
  }
  return opening
}

/** With the rows that only a copy still has. */
async function whole(db) {
  try {
    const [rows, receipts] = await Promise.all([db.getAll("outbox"), db.getAll("receipts")])
    const lost = await copiesBut(new Set([...rows, ...receipts].map((one) => one.id)))
    const change = lost.length && db.transaction("outbox", "readwrite", STRICT)
    await Promise.all(lost.map((row) => change.store.add(row)))
  } catch {
    // as it was
  }
  return db
}

/** A newer Opstap was here before this one: it only added something. */
function asItIs(error) {
  if (error.name !== "VersionError") throw error
  return openDB(NAME, undefined, ENDS)
}

/** A newer version of Opstap wants to add something. */
function giveWay(_from, _to, event) {
  event.target.close()
  forget()
}

function upgrade(db, before) {
  if (before < 1) {
    const rows = db.createObjectStore("outbox", { keyPath: "n", autoIncrement: true })
    rows.createIndex("id", "id", { unique: true })
    db.createObjectStore("drafts", { keyPath: "key" })
    db.createObjectStore("receipts", { keyPath: "id" })
    db.createObjectStore("meta")
  }
}

/** The browser may close the connection behind our back: then once more, on a new one. */
async function using(work) {
  try {
    return await work(await opened())
  } catch (error) {
    if (error.name !== "InvalidStateError") throw error
    forget()
    return work(await opened())
  }
}

/**
 * The moment from which nothing is lost: rows added, their draft and what they replace gone in one transaction that is
 * on disk before this returns. Never `put`: a row that is there is not overwritten. Raises NotKept.
 */
export async function keep(rows, draft, instead) {
  try {
    await using(async (db) => {
      const change = db.transaction(["outbox", "drafts"], "readwrite", STRICT)
      const adds = rows.map((row) => change.objectStore("outbox").add(row))
      if (draft) adds.push(change.objectStore("drafts").delete(draft))
      if (instead) adds.push(change.objectStore("outbox").delete(instead.n))
      await Promise.all([...adds, change.done])
    })
    copy(rows).catch(() => undefined)
    if (instead) forgetCopy(instead.id).catch(() => undefined)
  } catch (error) {
    throw new NotKept(error.message, { cause: error })
  }
}

/** All rows, oldest first. */
export function rowsKept() {
  return using((db) => db.getAll("outbox"))
}

/** The server has it: the row goes, and a receipt stays, with the copy that only its author can read. */
export async function settle(row, receipt) {
  await using(async (db) => {
    const change = db.transaction(["outbox", "receipts"], "readwrite", STRICT)
    change.objectStore("outbox").delete(row.n)
    change.objectStore("receipts").put({ ...receipt, id: row.id, user: row.user, hidden: row.hidden })
    await change.done
  })
  await forgetCopy(row.id).catch(() => undefined)
}

export async function mark(row, state) {
  await using(async (db) => {
    const change = db.transaction("outbox", "readwrite", STRICT)
    const now = await change.store.get(row.n)
    if (now) change.store.put({ ...now, ...state })
    await change.done
  })
}

export async function drop(row) {
  await using((db) => db.delete("outbox", row.n))
  await forgetCopy(row.id).catch(() => undefined)
}

export async function receiptsSince(moment) {
  const all = await using((db) => db.getAll("receipts"))
  const old = all.filter((one) => one.kept_at < moment)
  if (old.length) await using((db) => Promise.all(old.map((one) => db.delete("receipts", one.id))))
  return all.filter((one) => one.kept_at >= moment)
}

export function draftKept(key) {
  return using((db) => db.get("drafts", key))
}

export function keepDraft(key, sealed) {
  return using((db) => db.put("drafts", { key, sealed, kept_at: Date.now() }))
}

export function forgetDraft(key) {
  return using((db) => db.delete("drafts", key))
}

export function remembered(name) {
  return using((db) => db.get("meta", name))
}

export function remember(name, value) {
  return using((db) => db.put("meta", value, name))
}
