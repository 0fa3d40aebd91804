import { programs } from './program.ts'
import { readFind } from './read-find.ts'

/** What lists, finds and describes files. */
export const files = programs({
  ls: {
    options:
      '1 a A b B c C d D f F g G h H i I@ k l L m n N o p q Q r R s S t T@ u U v w@ x X Z @ % all almost-all author block-size: classify? color? directory full-time group-directories-first hide: human-readable ignore: inode no-group numeric-uid-gid quote-name recursive reverse si size sort: time: time-style: width: zero',
    operands: 'names',
    gentle: true,
  },
  tree: {
    operands: 'names',
    options:
      'a A C d D f F g h i J l n N p q Q r s S t u U v x X charset: dirsfirst du filelimit: gitignore ignore-case inodes matchdirs noreport prune si sort: timefmt:',
  },
  stat: {
    // What one `stat` takes for a format is a file to the other.
    options: 'c: f@ F L l n q r s t@ x dereference file-system format: printf: terse',
    operands: 'names',
    gentle: true,
  },
  file: {
    operands: 'names',
    options:
      'b E h i I k l L N n r s 0 brief dereference extension keep-going mime mime-encoding mime-type no-buffer no-dereference no-pad raw special-files',
  },
  du: {
    options:
      '0 a b B: c d: D h H k l L m P s S t: x X@ all apparent-size block-size: bytes count-links dereference exclude: human-readable max-depth: null one-file-system separate-dirs si summarize threshold: time? total',
    operands: 'names',
    gentle: true,
    lists: true,
  },
  df: {
    options:
      'a B: h H i k l P t: T x: all block-size: human-readable inodes local portability total type: exclude-type:',
    operands: 'names',
  },
  find: { read: readFind },
  rg: {
    options:
      'a A: B: c C: d: e: E: F f@ g* H i I j: l L m: M: n N o p P q r: s S t: T: u U v V w x . 0 after-context: auto-hybrid-regex before-context: binary block-buffered byte-offset case-sensitive color: colors: column context: context-separator: count count-matches crlf debug encoding: engine: field-context-separator: field-match-separator: file@ files files-with-matches files-without-match fixed-strings follow glob* glob-case-insensitive heading hidden iglob* ignore-case ignore-file@ include-zero invert-match json line-buffered line-number line-regexp max-columns: max-columns-preview max-count: max-depth: max-filesize: mmap multiline multiline-dotall no-config no-filename no-heading no-hidden no-ignore no-ignore-dot no-ignore-exclude no-ignore-files no-ignore-global no-ignore-messages no-ignore-parent no-ignore-vcs no-line-number no-messages no-mmap null null-data one-file-system only-matching passthru path-separator: pcre2 pretty quiet regexp: replace: smart-case sort: sortr: stats stop-on-nonmatch text threads: trim type: type-not: type-list unrestricted version vimgrep with-filename word-regexp',
    script: { options: 'e f regexp file files type-list' },
  },
  'basename dirname': { options: 'a s: z multiple suffix: zero', operands: 'words', gentle: true },
  'realpath readlink': {
    options:
      'e f m n L P q s v z canonicalize canonicalize-existing canonicalize-missing logical no-newline no-symlinks physical quiet relative-base: relative-to: strip verbose zero',
    operands: 'names',
    gentle: true,
  },
  cd: { options: 'L P e', operands: 'names' },
  pwd: { options: 'L P', operands: 'none' },
  'test [': {
    operands: 'words',
    read: (words) =>
      words.every(
        // Where numbers are compared, some shells calculate: `a[$(b)]`.
        ({ kind, text }) => kind === 'literal' && !/^-[vR]$|\[.*[$`]/u.test(text),
      )
        ? { kind: 'reads', paths: [] }
        : { kind: 'unknown', why: 'a test of what is known only when it runs' },
  },
})
