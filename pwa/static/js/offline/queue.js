/** What this device tells of itself at every contact: all that is not received, refused or not. */
import { deviceNow } from "../device-clock.js"
import { rowsKept } from "./store.js"

export function queueOf(rows) {
  const oldest = rows.length ? new Date(rows[0].kept_at).toISOString() : null
  return { sent_at: deviceNow(), waiting: rows.length, oldest }
}

/** The same, beside something else, as fields of a form. */
export async function queueFields() {
  const { oldest, ...told } = queueOf(await rowsKept().catch(() => []))
  return new URLSearchParams(oldest ? { ...told, oldest } : told)
}
