import { isQuietAwk } from './is-quiet-awk.ts'
import { isQuietSed } from './is-quiet-sed.ts'
import { programs } from './program.ts'
import { patternsIn, useOf } from './use-of.ts'

const encoding = /^[\w.:+-]+(?:\/\/\w*)*$/u

const setsNothing = (format: string): boolean =>
  !/%[^%A-Za-z]*[hlLjzt]*n/u.test(format.replaceAll('%%', ''))

/** What reads text and prints text. */
export const text = programs({
  cat: {
    options:
      'A b e E n s t T u v show-all number-nonblank show-ends number squeeze-blank show-tabs show-nonprinting',
    gentle: true,
  },
  tac: { options: 'b r s: before regex separator:', gentle: true },
  head: {
    options: '# c: n: q v z bytes: lines: quiet silent verbose zero-terminated',
    gentle: true,
  },
  tail: {
    options:
      '# + c: f F n: q r s: v z bytes: follow? lines: pid: quiet retry silent sleep-interval: verbose zero-terminated',
    gentle: true,
  },
  // What begins with a plus is a command of its own.
  more: {
    read: (words) =>
      words.some((word) => word.text.startsWith('+'))
        ? { kind: 'unknown', why: 'it may be told to do more than read' }
        : useOf({ options: '#' }, words),
  },
  nl: {
    options:
      'b: d: f: h: i: l: n: p s: v: w: body-numbering: number-format: number-width: number-separator: starting-line-number: line-increment: no-renumber',
    gentle: true,
  },
  wc: {
    options: 'c l L m w bytes chars lines max-line-length total: words',
    operands: 'names',
    gentle: true,
    lists: true,
  },
  sort: {
    options:
      'b c C d f g h i k: m M n r R s S: t: T: u V z check? debug dictionary-order field-separator: general-numeric-sort human-numeric-sort ignore-case ignore-leading-blanks ignore-nonprinting key: merge month-sort numeric-sort o: output: parallel: random-sort reverse sort: stable unique version-sort zero-terminated',
    values: { T: /^\/tmp$/u, o: /^\/dev\/null$/u, output: /^\/dev\/null$/u },
  },
  uniq: {
    options:
      'c d D f: i s: u w: z all-repeated? check-chars: count group? ignore-case repeated skip-chars: skip-fields: unique zero-terminated',
    most: 1,
  },
  cut: {
    options:
      'b: c: d: f: n s z bytes: characters: complement delimiter: fields: only-delimited output-delimiter: zero-terminated',
    gentle: true,
  },
  tr: {
    options: 'c C d s t complement delete squeeze-repeats truncate-set1',
    operands: 'words',
    gentle: true,
  },
  paste: { options: 'd: s z delimiters: serial zero-terminated', gentle: true },
  join: { options: '1: 2: a: e: i j: o: t: v: z check-order header ignore-case nocheck-order' },
  comm: {
    options: '1 2 3 z check-order nocheck-order output-delimiter: total zero-terminated',
    gentle: true,
  },
  cmp: { options: 'b i: l n: s bytes: ignore-initial: print-bytes quiet silent verbose', most: 2 },
  diff: {
    options:
      'a b B c C: d e E i I: L: n N p q r s t T u U: w W: x: y Z # brief color? context? exclude: expand-tabs ignore-all-space ignore-blank-lines ignore-case ignore-space-change label: minimal new-file recursive report-identical-files show-c-function side-by-side speed-large-files strip-trailing-cr suppress-common-lines text unified? width:',
  },
  'fold fmt': {
    options: '# b c g: p@ s t u w: bytes characters spaces width: goal: uniform-spacing',
    gentle: true,
  },
  'expand unexpand': { options: '# a i t: all first-only initial tabs:', gentle: true },
  column: {
    options: 'c: e L l: n@ N: o: s: t T: x output-separator: output-width: separator: table',
    gentle: true,
  },
  rev: { options: '', gentle: true },
  od: {
    options:
      'A: a b c d f h i j: l N: o s S: t: v w? x address-radix: endian: format: output-duplicates read-bytes: skip-bytes: width?',
    gentle: true,
  },
  hexdump: { options: 'b c C d e: n: o s: v x' },
  base64: {
    options: 'b: d D e h i n w: copyright break: decode encode ignore-garbage noerrcheck wrap:',
    most: 1,
  },
  'md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum md5 shasum': {
    options:
      'a: b c l: q r s: t w z algorithm: binary check ignore-missing quiet status strict tag text warn zero',
  },
  'grep egrep fgrep': {
    options:
      '# a A: b B: c C: d: D: E e: f@ F G h H i I l L m: n o P q r R s T U v V w x y z after-context: basic-regexp before-context: binary binary-files: byte-offset color? colour? context: count dereference-recursive devices: directories: exclude: exclude-dir: exclude-from@ extended-regexp file@ files-with-matches files-without-match fixed-strings ignore-case include* initial-tab invert-match label: line-buffered line-number line-regexp max-count: no-filename no-ignore-case no-messages null null-data only-matching perl-regexp quiet recursive regexp: silent text version with-filename word-regexp',
    script: { options: 'e f regexp file' },
  },
  sed: {
    options:
      'e: E l: n r s u z debug expression: line-length: null-data posix quiet regexp-extended sandbox separate silent unbuffered',
    script: { options: 'e expression', check: isQuietSed },
    // One without a value elsewhere: what follows would be the script.
    values: { l: /^\d+$/u, 'line-length': /^\d+$/u },
  },
  'awk gawk mawk nawk': {
    options: 'F: v: posix re-interval traditional lint',
    script: { options: '', check: isQuietAwk },
  },
  jq: {
    options:
      'a c C e j M n r R s S ascii-output color-output compact-output exit-status indent: join-output monochrome-output null-input raw-input raw-output seq slurp sort-keys stream tab unbuffered',
    // A module comes from anywhere; the environment holds secrets.
    script: {
      options: '',
      check: (script) =>
        !/\b(?:import|include|modulemeta)\b|(?<![.\w])env\b|\$\s*(?:ENV|__prog)/u.test(script),
    },
  },
  iconv: {
    options: 'c f: l s t: from-code: list silent to-code:',
    // With a slash it is a file.
    values: { f: encoding, t: encoding, 'from-code': encoding, 'to-code': encoding },
  },
  'echo true false :': {
    operands: 'words',
    gentle: true,
    read: (words) => ({ kind: 'reads', paths: [], names: patternsIn(words) }),
  },
  // `%n` sets a variable.
  printf: { operands: 'words', options: '', script: { options: '', check: setsNothing } },
  // It takes clustered letters for one option, and a second word for a file to write.
  xxd: { options: '-a -b -e -E -i -p -u -v', most: 1 },
  tee: { options: 'a i p append ignore-interrupts', most: 0 },
})
