/**
 * A request, and the reading of its answer, that is given up after a while: a network that hangs
 * says nothing by itself. Raises what `fetch` raises.
 */
export async function within(milliseconds, address, options, read) {
  const impatience = new AbortController()
  const timer = setTimeout(() => impatience.abort(), milliseconds)
  try {
    return await read(await fetch(address, { ...options, signal: impatience.signal }))
  } finally {
    clearTimeout(timer)
  }
}
