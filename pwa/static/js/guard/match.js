/** Finds the words of a list in a text, as docs/guard.md says; pwa/domain/guard.py does the same. */
const LONGEST_TEXT = 5000
const LONGEST_WORD = 40
const APOSTROPHES = "'\u2018\u2019\u02bc\u00b4`"
const SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
const MARKS = /[\u0300-\u036f]/g
const LETTER =
  /[a-z0-9\u00df-\u00f6\u00f8-\u024f\u0370-\u052f\u0561-\u0587\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u1200-\u135a]/

/** The words of a text, without capitals and accents: {text, start, end}. An apostrophe inside one stays. */
export function wordsOf(text) {
  const found = []
  let [letters, joint, start, end, at, read] = ["", "", 0, 0, 0, 0]
  const close = () => {
    if (letters) found.push({ text: letters.slice(0, LONGEST_WORD), start, end })
    letters = joint = ""
  }
  for (const char of text) {
    if (read++ === LONGEST_TEXT) break
    const after = at + char.length
    if (APOSTROPHES.includes(char)) joint = letters && "'"
    else if (!SILENT.includes(char)) {
      for (const one of folded(char)) {
        if (LETTER.test(one)) [start, letters, joint, end] = [letters ? start : at, letters + joint + one, "", after]
        else close()
      }
    }
    at = after
  }
  close()
  return found
}

function folded(char) {
  return char.normalize("NFKD").replace(MARKS, "").toLowerCase()
}

function partsOf(entry) {
  return wordsOf(entry).map(({ text, start, end }) => ({ text, before: entry[start - 1] === "*", after: entry[end] === "*" }))
}

function fits({ text, before, after }, word) {
  if (before) return after ? word.includes(text) : word.endsWith(text)
  return after ? word.startsWith(text) : word === text
}

/** Entries that are looked for together, by the first word of each. */
function indexed(entries) {
  const index = new Map()
  for (const parts of entries.map(partsOf)) {
    if (!parts.length) continue
    const [{ text }] = parts
    index.set(text, [...(index.get(text) || []), parts])
  }
  return index
}

function piecesOf(word) {
  const found = new Set()
  for (let a = 0; a < word.length; a++) for (let b = a + 1; b <= word.length; b++) found.add(word.slice(a, b))
  return found
}

/** [first word, the one after the last] of each place where an entry stands. */
function spansOf(index, words, pieces) {
  const found = []
  words.forEach((_, at) => {
    for (const piece of pieces[at]) {
      for (const parts of index.get(piece) || []) {
        const last = at + parts.length
        if (last <= words.length && parts.every((part, n) => fits(part, words[at + n].text))) found.push([at, last])
      }
    }
  })
  return found
}

/** For each word: how far an exception reaches that begins there or before. */
function reachOf(index, words, pieces) {
  const ends = words.map(() => 0)
  for (const [first, last] of spansOf(index, words, pieces)) ends[first] = Math.max(ends[first], last)
  let far = 0
  return ends.map((end) => (far = Math.max(far, end)))
}

/** `groups`: [{name, words, not}]. Gives a function from a text to its places, [{group, start, end}]. */
export function guardOf(groups) {
  const ready = groups.map((one) => ({ group: one.name, words: indexed(one.words), fine: indexed(one.not) }))
  return (text) => {
    const words = wordsOf(text)
    const pieces = words.map((one) => piecesOf(one.text))
    const found = ready.flatMap((one) => {
      const reach = reachOf(one.fine, words, pieces)
      const open = spansOf(one.words, words, pieces).filter(([first, last]) => last > reach[first])
      const places = new Map(open.map(([a, b]) => [`${a} ${b}`, { group: one.group, start: words[a].start, end: words[b - 1].end }]))
      return Array.from(places.values())
    })
    return found.sort((one, two) => one.start - two.start || one.end - two.end)
  }
}
