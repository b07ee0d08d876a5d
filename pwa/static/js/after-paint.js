const NO_FRAMES = 100

/** First what was just said on the screen, then this. A page that nobody sees has no frames. */
export function afterPaint(work) {
  let started = false
  const once = () => {
    if (!started) work()
    started = true
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, NO_FRAMES)
}
