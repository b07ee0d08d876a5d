/** A field to draw a signature in. It sends lines of whole numbers: no speed, no pressure, no picture. */
import { SignaturePad } from "../vendor/signature_pad.js"

const WIDTH = 900
const HEIGHT = 300
const MOST = 1900

class DrawSignature extends HTMLElement {
  connectedCallback() {
    this.hidden = false
    this.canvas = this.querySelector("canvas")
    this.pad = new SignaturePad(this.canvas, { penColor: "#1b292c", minWidth: 1.5, maxWidth: 3 })
    this.field = this.closest("form").elements.namedItem("drawing")
    this.size()
    this.pad.fromData(this.before())
    addEventListener("resize", () => this.size())
    this.querySelector("button").addEventListener("click", () => this.pad.clear())
    this.field.form.addEventListener("submit", () => {
      this.field.value = this.lines()
    })
  }

  /** As sharp as the screen; what was drawn is drawn again at the new size. */
  size() {
    const { offsetWidth, offsetHeight } = this.canvas
    const ratio = Math.max(1, devicePixelRatio)
    const scale = this.width ? offsetWidth / this.width : 1
    const drawn = this.pad.toData().map((stroke) => ({
      ...stroke,
      points: stroke.points.map((p) => ({ ...p, x: p.x * scale, y: p.y * scale })),
    }))
    this.width = offsetWidth
    this.canvas.width = offsetWidth * ratio
    this.canvas.height = offsetHeight * ratio
    this.canvas.getContext("2d").scale(ratio, ratio)
    this.pad.clear()
    this.pad.fromData(drawn)
  }

  /** What was drawn before the form came back. */
  before() {
    const { offsetWidth, offsetHeight } = this.canvas
    return JSON.parse(this.field.value || "[]").map((line) => {
      const points = []
      for (let n = 0; n < line.length; n += 2) {
        const x = (line[n] / WIDTH) * offsetWidth
        const y = (line[n + 1] / HEIGHT) * offsetHeight
        points.push({ x, y, time: n * 8, pressure: 0.5 })
      }
      return { penColor: "#1b292c", minWidth: 1.5, maxWidth: 3, dotSize: 0, points }
    })
  }

  lines() {
    const strokes = this.pad.toData().map(({ points }) => points)
    if (!strokes.length) return ""
    const all = strokes.reduce((sum, points) => sum + points.length, 0)
    const every = Math.ceil(all / MOST)
    const { offsetWidth, offsetHeight } = this.canvas
    const whole = (part, of, most) => Math.min(most, Math.max(0, Math.round((part / of) * most)))
    return JSON.stringify(
      strokes.map((points) =>
        points
          .filter((_, n) => n % every === 0)
          .flatMap((p) => [whole(p.x, offsetWidth, WIDTH), whole(p.y, offsetHeight, HEIGHT)]),
      ),
    )
  }
}
customElements.define("draw-signature", DrawSignature)
