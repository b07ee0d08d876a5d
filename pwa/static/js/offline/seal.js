/** Sealed to the server at the moment of writing (docs/outbox.md), with a copy for its author. */
const INFO = new TextEncoder().encode("opstap-outbox-1")
const P256 = { name: "ECDH", namedCurve: "P-256" }

export function fromBase64(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

export function toBase64(bytes) {
  let plain = ""
  for (const byte of bytes) plain += String.fromCharCode(byte)
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
}

export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** `credentials` is the answer of /verzenden/sleutel; nobody but the server can open this. */
export async function seal(credentials, id, body) {
  const server = fromBase64(credentials.public_key)
  const own = await crypto.subtle.generateKey(P256, false, ["deriveBits"])
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey))
  const theirs = await crypto.subtle.importKey("raw", server, P256, false, [])
  const shared = await crypto.subtle.deriveBits(
    { name: "ECDH", public: theirs },
    own.privateKey,
    256,
  )
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"])
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: joined(point, server), info: INFO },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  )
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const inside = JSON.stringify({ ticket: credentials.ticket, body })
  const closed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) },
    key,
    new TextEncoder().encode(inside),
  )
  const keyId = fromBase64(credentials.key_id)
  return joined(Uint8Array.of(1), keyId, point, iv, new Uint8Array(closed))
}

function displayKey(credentials) {
  const raw = fromBase64(credentials.display_key)
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"])
}

/** A copy for the author's own eyes, for as long as this device has the author's key. */
export async function hide(credentials, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(value))
  const key = await displayKey(credentials)
  const closed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain)
  return joined(iv, new Uint8Array(closed))
}

/** What was hidden; undefined without the key that fits. */
export async function show(credentials, hidden) {
  try {
    const key = await displayKey(credentials)
    const iv = hidden.slice(0, 12)
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, hidden.slice(12))
    return JSON.parse(new TextDecoder().decode(plain))
  } catch {
    return undefined
  }
}
