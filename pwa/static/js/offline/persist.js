/** Whether this browser may throw away what it holds for Opstap when the device runs out of space. */
const ASKED = "opstap-asked-to-stay"

/** "persisted", "best-effort" (it may go) or "unknown" (this browser does not tell). */
export async function staying() {
  const { storage } = navigator
  if (!storage || !storage.persisted) return "unknown"
  return (await storage.persisted().catch(() => false)) ? "persisted" : "best-effort"
}

/** Ask to stay, once: some browsers put the question to the person. `again`: something changed. */
export async function askToStay(again = false) {
  const now = await staying()
  if (now !== "best-effort" || (localStorage.getItem(ASKED) && !again)) return now
  localStorage.setItem(ASKED, "1")
  await navigator.storage.persist().catch(() => false)
  return staying()
}
