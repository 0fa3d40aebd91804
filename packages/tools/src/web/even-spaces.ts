/** References to characters that are spaces: a run of them is as long as one of real ones. */
const reference =
  /&(?:#(?:x0*([\da-f]{1,6})|0*(\d{1,7}))|(?:nbsp|NonBreakingSpace|e[mn]sp(?:1[34])?|numsp|puncsp|thinsp|ThinSpace|hairsp|VeryThinSpace|MediumSpace|ThickSpace|Tab|NewLine)(?![a-z]));?/gi

const plain = (text: string): string =>
  text.replaceAll(reference, (written, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal ?? 32) : Number.parseInt(hex, 16)
    return code <= 0x10_ffff && /\s/.test(String.fromCodePoint(code)) ? ' ' : written
  })

/** The text of a page with one space for each run of them. */
export const evenSpaces = (text: string): string => plain(text).replaceAll(/\s+/g, ' ')

/** A text whose spaces mean something, but no run of them more than a line or two: longer ones take long to look at. */
export const boundSpaces = (text: string): string =>
  plain(text).replaceAll(/\s{200,}/g, (run) => run.slice(0, 200))
