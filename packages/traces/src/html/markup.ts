// The only way to make markup: what is written out in a template here is ours, and all that is put into it is escaped, cleaned
// and masked where it is written. Nothing can turn a text into markup, so nothing of a session can become any.

/** What may stand in a template. */
export type Value = Markup | LongText | string | number | null | readonly Value[]

/** A text that is as long as it shall be; every other one is cut where it would hide what stands around it. */
export class LongText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const longest = 1000

/** What every text goes through before it is escaped. */
export type Clean = (text: string) => string

class Markup {
  readonly #texts: TemplateStringsArray
  readonly #values: readonly Value[]

  constructor(texts: TemplateStringsArray, values: readonly Value[]) {
    this.#texts = texts
    this.#values = values
  }

  /** Appends it to `out`, in pieces. */
  write(out: string[], clean: Clean): void {
    for (const [place, text] of this.#texts.entries()) {
      out.push(text)
      const value = this.#values[place]
      if (value !== undefined) put(value, out, clean)
    }
  }
}

export type { Markup }

/** A piece of a page. Attributes are written in double quotes, with the value alone between them. */
export const markup = (texts: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(texts, values)

function put(value: Value, out: string[], clean: Clean): void {
  if (value === null) return
  if (value instanceof Markup) return value.write(out, clean)
  if (typeof value === 'number') out.push(String(value))
  else if (typeof value === 'string') out.push(escaped(short(clean(value))))
  else if (value instanceof LongText) out.push(escaped(clean(value.text)))
  else for (const one of value) put(one, out, clean)
}

const short = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
