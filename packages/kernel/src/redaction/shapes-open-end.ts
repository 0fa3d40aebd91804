// How much of a text's end may become a secret that is known by its looks, when more of the text comes.

/** What they begin with, or what stands before them, in small letters. */
const beginnings =
  'akia asia abia acca gho_ ghp_ ghs_ ghu_ ghr_ github_pat_ glpat- gldt- glrt- glft- glptt- glcbt- glsoat- glagent- gloas- xoxa- xoxb- xoxe- xoxo- xoxp- xoxr- xoxs- xapp- sk_live_ sk_test_ rk_live_ rk_test_ whsec_ aiza gocspx- ya29. sk- xai- gsk_ hf_ npm_ pypi-age dop_v1_ sg. eyj authorization'.split(
    ' ',
  )
const keyBeginning = '-----BEGIN '

/** Nothing longer is waited for. */
const most = 16 * 1024

const lastWord = /[\w.-]{1,16000}$/u
const header =
  /authorization["']?[ \t]{0,4}[:=]?[ \t]{0,4}["']?\w{0,6}[ \t]{0,4}[\w.~+/-]{0,4000}={0,2}$/iu
const address = /:(?:\/(?:\/[^\s/@"'<>\u0060]{0,280}@?)?)?$/u

export function shapesOpenEnd(text: string): number {
  const end = text.slice(-most)
  const word = (lastWord.exec(end)?.[0] ?? '').toLowerCase()
  const key = end.lastIndexOf(keyBeginning)
  const isOpenKey = key !== -1 && !end.includes('-----END', key)
  return Math.max(
    ...beginnings.map((one) => openFrom(word, one)),
    header.exec(end)?.[0].length ?? 0,
    address.exec(end)?.[0].length ?? 0,
    isOpenKey ? end.length - key : endWith(end, keyBeginning),
  )
}

/** From where such a beginning stands, or begins, up to the end of a word. */
function openFrom(word: string, beginning: string): number {
  for (let at = word.indexOf(beginning); at !== -1; at = word.indexOf(beginning, at + 1)) {
    if (at === 0 || !/\w/u.test(word.charAt(at - 1))) return word.length - at
  }
  return endWith(word, beginning)
}

/** How many characters a text ends with that a beginning begins with. */
function endWith(text: string, beginning: string): number {
  for (let length = Math.min(text.length, beginning.length - 1); length > 0; length--) {
    if (text.endsWith(beginning.slice(0, length))) return length
  }
  return 0
}
