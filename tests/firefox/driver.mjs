/**
 * Drives one Firefox for firefox.py: a JSON command a line on stdin, {answer} or {error} a line on
 * stdout. Commands are the names of `verbs`; nothing about Opstap stands here.
 */
import { createInterface } from "node:readline"
import puppeteer from "puppeteer-core"

const A_MOMENT = 50

let browser
let page

function pause() {
  return new Promise((resolve) => setTimeout(resolve, A_MOMENT))
}

const verbs = {
  async start({ executable, profile }) {
    browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: executable,
      userDataDir: profile,
      headless: true,
      extraPrefsFirefox: { "intl.accept_languages": "nl" },
    })
    const [first] = await browser.pages()
    page = first || (await browser.newPage())
    await page.setViewport({ width: 820, height: 1180 })
    return browser.process().pid
  },
  async cookie(cookie) {
    await browser.setCookie(cookie)
  },
  async open({ url }) {
    await page.goto(url, { waitUntil: "load" })
    return page.url()
  },
  async run({ script }) {
    return page.evaluate(script)
  },
  async type({ selector, text }) {
    await page.type(selector, text)
  },
  async press({ selector }) {
    await page.click(selector)
  },
  /** Until the script gives something true; a page that is going away is asked again. */
  async until({ script, seconds }) {
    const end = Date.now() + seconds * 1000
    for (;;) {
      const seen = await page.evaluate(script).catch(() => undefined)
      if (seen) return seen
      if (Date.now() > end) throw new Error(`not within ${seconds} s: ${script} at ${page.url()}`)
      await pause()
    }
  },
  async close() {
    await browser.close()
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { verb, ...given } = JSON.parse(line)
  const said = await verbs[verb](given).then(
    (answer) => ({ answer }),
    (error) => ({ error: error.message }),
  )
  process.stdout.write(`${JSON.stringify(said)}\n`)
}
process.exit()
