// Secrets that are known by their looks. Owns: what it finds is next to never anything else, as a reader of source texts
// would see marks where there is nothing to hide; and every expression takes time in proportion to its text.
import type { Span } from './text-finder.ts'

/** Letters and digits stand in no word before these. */
const unworded = String.raw`(?<![\w/+])`

/** Tokens with a beginning of their maker's own, and as many characters as theirs have. */
const tokens = [
  String.raw`(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?!\w)`,
  String.raw`gh[opsur]_[A-Za-z\d]{36,255}(?!\w)`,
  String.raw`github_pat_\w{50,255}(?!\w)`,
  String.raw`gl(?:pat|dt|rt|ft|ptt|cbt|soat|agent|oas)-[\w-]{20,300}(?![\w-])`,
  String.raw`xox[abeoprs]-[A-Za-z\d-]{20,300}(?![\w-])`,
  String.raw`xapp-\d-[A-Za-z\d-]{20,300}(?![\w-])`,
  String.raw`(?:sk|rk)_(?:live|test)_[A-Za-z\d]{16,255}(?!\w)`,
  String.raw`whsec_[A-Za-z\d+/]{32,255}(?!\w)`,
  String.raw`AIza[\w-]{35}(?![\w-])`,
  String.raw`GOCSPX-[\w-]{28}(?![\w-])`,
  String.raw`ya29\.[\w-]{30,2000}(?![\w-])`,
  String.raw`sk-[\w-]{20,300}(?![\w-])`,
  String.raw`xai-[A-Za-z\d]{40,255}(?!\w)`,
  String.raw`gsk_[A-Za-z\d]{40,255}(?!\w)`,
  String.raw`hf_[A-Za-z]{34}(?!\w)`,
  String.raw`npm_[A-Za-z\d]{36}(?!\w)`,
  String.raw`pypi-AgE[\w-]{50,500}(?![\w-])`,
  String.raw`dop_v1_[\da-f]{64}(?!\w)`,
  String.raw`SG\.[\w-]{22}\.[\w-]{43}(?![\w-])`,
  // Signed by somebody, and good until it is out of date.
  String.raw`eyJ[\w-]{10,4000}\.eyJ[\w-]{10,8000}\.[\w-]{20,2000}(?![\w-])`,
]

/** What is sent with a request, and what an address says before its host. */
const inHeader = String.raw`(?<=authorization["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(?:bearer|basic|token)[ \t]{1,4})[\w.~+/-]{20,4000}={0,2}`
const inAddress = String.raw`(?<=:\/\/[^\s/:@"'<>\u0060]{0,80}:)[^\s/@"'<>\u0060]{8,200}(?=@)`

const token = new RegExp(`${unworded}(?:${tokens.join('|')})`, 'gu')
const header = new RegExp(inHeader, 'giu')
const address = new RegExp(inAddress, 'gu')
/** As servers say a key that they were sent. */
const starred = /(?<![\w-])(?:sk|rk|pk|gsk|xai|AIza)[-_]?\w[\w-]{0,40}\*{3,80}[\w-]{0,40}/gu
const sent = /\b(?:sk|rk|pk|gsk|xai|AIza)[-_]?[\w*-]{12,}/gu

const privateKey = /-----BEGIN (?:[A-Z\d]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/gu
/** A line of one, by itself: lines may be numbered. */
const keyLine = /(?<![\w+/])[A-Za-z\d+/]{24,}={0,2}/gu
/** The longest that is looked for. */
const longestKey = 16 * 1024

/** Where they stand, in order and apart from one another. */
export function findSecrets(text: string): Span[] {
  return apart([
    ...spansOf(text, token, isRandom),
    ...(/authorization/iu.test(text) ? spansOf(text, header, isRandom) : []),
    ...(text.includes('://') ? spansOf(text, address, isPassword) : []),
    ...(text.includes('***') ? spansOf(text, starred, () => true) : []),
    ...(text.includes('-----BEGIN ') ? keyLines(text) : []),
  ])
}

/** The same in the words of a server, which has our keys: there nothing else begins as they do. */
export const findSent = (text: string): Span[] =>
  apart([...findSecrets(text), ...spansOf(text, sent, () => true)])

function apart(spans: Span[]): Span[] {
  let end = 0
  return spans
    .toSorted((one, other) => one.start - other.start || other.end - one.end)
    .filter((span) => {
      const isApart = span.start >= end
      if (isApart) ({ end } = span)
      return isApart
    })
}

const spansOf = (text: string, shape: RegExp, isSecret: (found: string) => boolean): Span[] =>
  [...text.matchAll(shape)]
    .filter(({ 0: found }) => isSecret(found))
    .map(({ index, 0: found }) => ({ start: index, end: index + found.length }))

function keyLines(text: string): Span[] {
  return [...text.matchAll(privateKey)].flatMap(({ index, 0: head }) => {
    const from = index + head.length
    const next = text.indexOf('-----', from)
    const end = Math.min(next === -1 ? text.length : next, from + longestKey)
    return spansOf(text.slice(from, end), keyLine, isMixed).map((span) => ({
      start: from + span.start,
      end: from + span.end,
    }))
  })
}

/** Mixed as no word is: `sk-fading-circle-animation` is none, nor is what stands for a token in a manual. */
const isRandom = (text: string): boolean =>
  new Set(text).size >= 9 &&
  !/EXAMPLE|example|(.)\1{5}|x{4}|X{4}|12345678|abcdefgh/u.test(text) &&
  (/\d/u.test(text) || text.startsWith('hf_')) &&
  /[A-Za-z]/u.test(text) &&
  runs(text) >= 3

/** As a line of base64 is, and no name. */
const isMixed = (text: string): boolean =>
  /[a-z]/u.test(text) && /[A-Z]/u.test(text) && /\d/u.test(text)

/** How often what stands next to one another is of another kind: small, capital, digit. */
const runs = (text: string): number => text.match(/[a-z]+|[A-Z]+|\d+/gu)?.length ?? 0

/** Not a word, and no place where somebody is to write one. */
const isPassword = (text: string): boolean =>
  /[A-Za-z]/u.test(text) &&
  /\d/u.test(text) &&
  !/[${}()[\]\\|,;]|%[sd]|\*{3}|^(?:pass(?:word|wd)?|secret|token|user|test)\d{0,4}$/iu.test(text)
