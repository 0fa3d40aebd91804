import { expect, test } from 'vitest'
import { languageOf } from '../languages/language-of.ts'
import { loadGrammar } from '../languages/load-grammar.ts'
import { symbolsOf } from './symbols-of.ts'
import { hashOfWord, wordsOf } from './words-of.ts'

/** Each as `kind line-end parent/name: signature`. */
async function outline(path: string, text: string): Promise<string[]> {
  const language = languageOf(path)
  if (!language) throw new Error(`no grammar for ${path}`)
  const symbols = symbolsOf(text, await loadGrammar(language), 5000) ?? []
  return symbols.map(({ kind, line, endLine, parent, name, signature, isShared }) => {
    const within = parent === undefined ? '' : `${symbols[parent]?.name}/`
    return `${kind} ${line}-${endLine} ${within}${name}: ${signature}${isShared ? '' : ' (own)'}`
  })
}

test('TypeScript: what is exported is shared, and what functions hold is left out', async () => {
  const text = `
export abstract class Store<T> extends Base {
  #hidden = 1
  private size() {
    return 1
  }
  load = async (key: string): Promise<T> => {
    const local = () => 1
    return local()
  }
}
export interface Options {
  path: string
}
type Inner = string
const helper = (one: string) => {
  function deep() {}
}
const listed = 1
export const many = (
  first: string,
  second: number,
): string => first
export namespace A.B {
  export enum Color { Red }
}
export function over(a: string): void
export function over(a: unknown) {}
export { listed as other }
`
  const expected = [
    'class 2-11 Store: export abstract class Store<T> extends Base',
    'method 4-6 Store/size: private size() (own)',
    'method 7-10 Store/load: load = async (key: string): Promise<T> =>',
    'type 12-14 Options: export interface Options',
    'type 15-15 Inner: type Inner = string (own)',
    'function 16-18 helper: const helper = (one: string) => (own)',
    'constant 19-19 listed: const listed = 1',
    'function 20-23 many: export const many = ( first: string, second: number, ): string =>',
    'module 24-26 A.B: export namespace A.B',
    'type 25-25 A.B/Color: export enum Color',
    'function 27-27 over: export function over(a: string): void',
    'function 28-28 over: export function over(a: unknown)',
  ]
  expect(await outline('a.ts', text)).toEqual(expected)
  expect(await outline('a.tsx', text)).toEqual(expected)
})

test('JavaScript: modules, CommonJS and scripts', async () => {
  expect(
    await outline('a.jsx', 'export default function App() { return <b/> }\nlet own = 1'),
  ).toEqual([
    'function 1-1 App: export default function App()',
    'constant 2-2 own: let own = 1 (own)',
  ])
  const text = 'exports.open = function (path) {\n}\nclass A { run() {} }\nvar x = 1, y = () => 2'
  expect(await outline('a.cjs', text)).toEqual([
    'function 1-2 open: exports.open = function (path)',
    'class 3-3 A: class A',
    'method 3-3 A/run: run()',
    'constant 4-4 x: var x = 1',
    'constant 4-4 y: var x = 1, y = () =>',
  ])
})

test('Python: classes, decorated methods, constants', async () => {
  const text = `
LIMIT = 10
class Store(Base):
    @property
    def size(self) -> int:
        inner = 1
        def deep(): pass
        return inner
async def load(path,
               mode="r"):
    pass
def _own(): pass
`
  expect(await outline('a.py', text)).toEqual([
    'constant 2-2 LIMIT: LIMIT = 10',
    'class 3-8 Store: class Store(Base):',
    'method 5-8 Store/size: def size(self) -> int:',
    'function 9-11 load: async def load(path, mode="r"):',
    'function 12-12 _own: def _own(): (own)',
  ])
})

test.each([
  [
    'a.go',
    'package a\ntype S struct { A int }\nfunc (s *S) Run() error { return nil }\nfunc New[T any](a T) *S {}\nconst C = 1\nvar (\n\tV = 1\n)\n',
    [
      'type 2-2 S: type S struct { A int }',
      'method 3-3 Run: func (s *S) Run() error',
      'function 4-4 New: func New[T any](a T) *S',
      'constant 5-5 C: const C = 1',
      'constant 7-7 V: V = 1',
    ],
  ],
  [
    'a.rs',
    'pub struct S<T> {\n  a: T\n}\nimpl<T> Show for S<T> {\n  fn show(&self) -> u8 { 1 }\n}\ntrait Own { fn a(&self); }\npub mod m { pub fn deep() {} }\nmacro_rules! mm { () => {} }\n',
    [
      'class 1-3 S: pub struct S<T>',
      'group 4-6 S<T>: impl<T> Show for S<T>',
      'method 5-5 S<T>/show: fn show(&self) -> u8',
      'type 7-7 Own: trait Own (own)',
      'method 7-7 Own/a: fn a(&self);',
      'module 8-8 m: pub mod m',
      'method 8-8 m/deep: pub fn deep()',
      'function 9-9 mm: macro_rules! mm { () => {} } (own)',
    ],
  ],
  [
    'a.java',
    'package a;\n@Ann\npublic class A<T> extends B {\n  @Override\n  public <R> R run(int a) { return null; }\n  private void own() {}\n}\ninterface I {}\nenum E { X }\nrecord R(int a) {}\n',
    [
      'class 3-7 A: public class A<T> extends B',
      'method 5-5 A/run: public <R> R run(int a)',
      'method 6-6 A/own: private void own() (own)',
      'type 8-8 I: interface I',
      'type 9-9 E: enum E',
      'class 10-10 R: record R(int a)',
    ],
  ],
  [
    'a.cs',
    'namespace A.B {\n  public class C : D {\n    public int P { get; set; }\n    public void M<T>(T a) {}\n  }\n  interface I {}\n}\n',
    [
      'class 2-5 C: public class C : D',
      'method 3-3 C/P: public int P { get; set; }',
      'method 4-4 C/M: public void M<T>(T a)',
      'type 6-6 I: interface I',
    ],
  ],
  [
    'a.hpp',
    '#define MAX(a) a\nnamespace n {\nclass A : public B {\n  void run(int a);\n  int size() { return 1; }\n};\nvoid A::run(int a) {\n  int local(1);\n}\n}\ntemplate <typename T> T& get(T& a) { return a; }\n',
    [
      'function 1-2 MAX: #define MAX(a) a',
      'module 2-10 n: namespace n',
      'class 3-6 n/A: class A : public B',
      'method 4-4 A/run: void run(int a);',
      'function 5-5 A/size: int size()',
      'function 7-9 n/run: void A::run(int a)',
      'function 11-11 get: template <typename T> T& get(T& a)',
    ],
  ],
  [
    'a.c',
    'struct point {\n  int x;\n};\ntypedef struct { int a; } pair;\nstatic int own(void) { return 1; }\nstruct point *make(int x);\n',
    [
      'class 1-3 point: struct point',
      'type 4-4 pair: typedef struct { int a; } pair;',
      'function 5-5 own: static int own(void) (own)',
      'function 6-6 make: struct point *make(int x);',
    ],
  ],
  [
    'a.rb',
    'module M\n  class A < B\n    LIMIT = 1\n    def run(a)\n    end\n    def self.make; end\n  end\nend\n',
    [
      'module 1-8 M: module M',
      'class 2-7 M/A: class A < B',
      'constant 3-3 A/LIMIT: LIMIT = 1',
      'method 4-5 A/run: def run(a)',
      'method 6-6 A/make: def self.make; end',
    ],
  ],
  [
    'a.php',
    '<?php\nabstract class B extends C {\n  public function run(int $a): void {}\n}\ntrait T {}\nfunction make() {}\n',
    [
      'class 2-4 B: abstract class B extends C',
      'method 3-3 B/run: public function run(int $a): void',
      'type 5-5 T: trait T',
      'function 6-6 make: function make()',
    ],
  ],
  [
    'a.sh',
    'run() {\n  :\n}\nfunction stop { :; }\n',
    ['function 1-3 run: run()', 'function 4-4 stop: function stop'],
  ],
  [
    'a.css',
    '.a > .b, #c {\n  x: 1\n}\n@keyframes turn {\n}\n',
    ['rule 1-3 .a > .b, #c: .a > .b, #c', 'rule 4-5 turn: @keyframes turn'],
  ],
])('%s: its definitions are found', async (path, text, expected) => {
  expect(await outline(path, text)).toEqual(expected)
})

test('a broken text has the symbols that can be read', async () => {
  expect(
    await outline('a.ts', 'export class A {\n  run() {}\n}\nexport function b( {{{'),
  ).toContain('class 1-3 A: export class A')
})

test('a text that takes too long is given up, and the next one is read', async () => {
  const language = languageOf('a.ts')
  if (!language) throw new Error('no grammar')
  const grammar = await loadGrammar(language)
  expect(symbolsOf('export const a = [1, 2]\n'.repeat(20_000), grammar, 0)).toBeUndefined()
  expect(await outline('a.ts', 'export const a = 1')).toHaveLength(1)
})

test('the words of code are found, without those of comments and strings', () => {
  const has = (text: string, word: string) => wordsOf(text, '//').includes(hashOfWord(word))
  const text = `callOne(it's, "quoted") // remark\n/* block\nmore */ two_Two('a \\' b', "glob/**/*.ts") üben\``
  for (const word of ['callOne', 'two_Two', 'üben'])
    expect([word, has(text, word)]).toEqual([word, true])
  for (const word of ['quoted', 'remark', 'block', 'more', 'glob']) {
    expect([word, has(text, word)]).toEqual([word, false])
  }
  expect(wordsOf('a # remark\nname', '#')).toEqual(Uint32Array.of(hashOfWord('name')))
})
