/**
 * Photos for a form that the outbox keeps. A page that has the field loads this beside app.js. What
 * was chosen is drawn anew on a canvas, upright and without what a camera writes beside it, and made
 * smaller until it fits in one batch (docs/outbox.md). It is shown as a canvas: no address, no CSP.
 */
const FITS = 140 * 1024
const TRIES = [[1600, 0.8], [1600, 0.65], [1280, 0.6], [1024, 0.5], [800, 0.4], [480, 0.3]]
const PREVIEW = 320

class PhotoField extends HTMLElement {
  connectedCallback() {
    const outbox = this.closest("outbox-form")
    if (!outbox || !outbox.draft) return
    this.photos = []
    this.input = this.querySelector("input")
    this.input.className = "visually-hidden"
    this.input.addEventListener("change", () => {
      this.busy = this.add(this.busy, Array.from(this.input.files))
    })
    this.input.form.addEventListener("reset", () => this.show([]))
    outbox.photos = () => this.taken()
  }

  /** What goes with the note: `{pictures, words, title}`, once everything is small enough. */
  async taken() {
    await this.busy
    const { one, more, title } = this.dataset
    const pictures = this.photos.map((photo) => photo.picture)
    const words = ["", one][pictures.length] ?? more.replace("{n}", pictures.length)
    return { pictures, words, title }
  }

  /** One after the other: a tablet has room for one large picture. */
  async add(before, files) {
    await before
    this.say(this.dataset.busy, "hint")
    let wrong = ""
    for (const file of files) {
      if (this.photos.length >= Number(this.dataset.most)) wrong = this.dataset.full
      else wrong = (await this.take(file)) || wrong
    }
    this.say(wrong)
    this.show(this.photos)
  }

  async take(file) {
    try {
      this.photos.push({ file, ...(await shrunk(file)) })
      return ""
    } catch {
      return this.dataset.unreadable
    }
  }

  say(words, kind = "error") {
    const said = this.querySelector("[role=status]")
    said.className = `field__${kind}`
    said.textContent = words
    said.hidden = !words
  }

  /** The input holds the same files, so that it shows as changed and a plain post would work. */
  show(photos) {
    this.photos = photos
    const files = new DataTransfer()
    for (const { file } of photos) files.items.add(file)
    this.input.files = files.files
    this.querySelector("ul").replaceChildren(...photos.map((photo) => this.line(photo)))
  }

  line(photo) {
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true)
    photo.preview.setAttribute("aria-label", this.dataset.chosen)
    line.prepend(photo.preview)
    line.querySelector("button").addEventListener("click", () => {
      this.show(this.photos.filter((one) => one !== photo))
      this.input.focus()
    })
    return line
  }
}

/** Raises for what is no picture, and for one that will not fit. */
async function shrunk(file) {
  const image = await createImageBitmap(file)
  const sheet = drawn(image, TRIES[0][0])
  image.close()
  for (const [side, quality] of TRIES) {
    const blob = await new Promise((done) => drawn(sheet, side).toBlob(done, "image/jpeg", quality))
    if (blob.size <= FITS) return { picture: await base64url(blob), preview: preview(sheet) }
  }
  throw new Error("too large")
}

function drawn(image, longest) {
  const scale = Math.min(1, longest / Math.max(image.width, image.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  const paint = canvas.getContext("2d")
  paint.fillStyle = "white"
  paint.fillRect(0, 0, canvas.width, canvas.height)
  paint.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}

function preview(sheet) {
  const canvas = drawn(sheet, PREVIEW)
  canvas.className = "photo"
  canvas.setAttribute("role", "img")
  return canvas
}

function base64url(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    const text = () => reader.result.split(",")[1].replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
    reader.onload = () => resolve(text())
    reader.onerror = reject
    reader.readAsDataURL(blob)
  })
}
customElements.define("photo-field", PhotoField)
