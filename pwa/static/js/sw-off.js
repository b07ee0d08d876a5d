/** Served instead of the worker with OPSTAP_WORKER=off: it goes away. What waits to be sent stays. */
async function leave() {
  const shells = (await caches.keys()).filter((name) => name.startsWith("opstap-shell-"))
  await Promise.all(shells.map((name) => caches.delete(name)))
  await registration.unregister()
}

addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(leave()))
