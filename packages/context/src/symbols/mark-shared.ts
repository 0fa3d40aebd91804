import type { SourceSymbol } from './source-symbol.ts'

/** Says of each symbol whether other files can name it: by its own words, or in the list of what the file exports. */
export function markShared(
  symbols: SourceSymbol[],
  listed: ReadonlySet<string>,
  hidden: RegExp | undefined,
): SourceSymbol[] {
  const isHidden = ({ name, parent, kind, signature }: SourceSymbol) =>
    parent === undefined
      ? kind !== 'group' && hidden?.test(signature) === true && !listed.has(name)
      : /\bprivate\b/.test(signature)
  return symbols.map((symbol) => Object.assign(symbol, { isShared: !isHidden(symbol) }))
}
