/** The worker only shows a calm page without network; all else works without it. */
export function registerWorker(from) {
  if (!from.serviceWorker) return
  addEventListener("load", () => {
    from.serviceWorker.register("/sw.js").catch(() => undefined)
  })
}
