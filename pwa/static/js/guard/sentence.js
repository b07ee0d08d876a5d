/** Where a sentence begins and ends in what somebody is still typing. */
const END = /[.!?\u2026]+(?=\s|$)|\n/g
const ABBREVIATED = /(^|[\s.(])\w$/

/** The sentence around a place in the text, as [from, to]; "i.v.m." ends none. */
export function sentenceAround(text, start, end) {
  let from = 0
  for (const { 0: mark, index } of text.matchAll(END)) {
    if (mark === "." && ABBREVIATED.test(text.slice(0, index))) continue
    const after = mark === "\n" ? index : index + mark.length
    if (index >= end) return [from, after]
    if (after <= start) from = after + text.slice(after).search(/\S|$/)
  }
  return [from, text.length]
}
