/** How safe what is kept here is from the browser itself. */
const LOW = 50_000_000

/** "persisted", "best-effort", or "unknown" where the browser does not tell. */
export async function safety() {
  if (!navigator.storage || !navigator.storage.persisted) return "unknown"
  return (await navigator.storage.persisted()) ? "persisted" : "best-effort"
}

export async function askToStay() {
  if (navigator.storage && navigator.storage.persist) await navigator.storage.persist()
  return safety()
}

/** Free bytes for Opstap; undefined where the browser does not tell. */
export async function room() {
  if (!navigator.storage || !navigator.storage.estimate) return undefined
  const { quota, usage } = await navigator.storage.estimate()
  return quota === undefined ? undefined : Math.max(0, quota - usage)
}

export async function isLow() {
  const free = await room()
  return free !== undefined && free < LOW
}
