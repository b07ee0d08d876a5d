/** How much room the browser has for what is kept here. */
const LOW = 50_000_000

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
