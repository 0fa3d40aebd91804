import { expect, it } from 'vitest'
import { randomFrom } from '../testing/random-from.ts'
import { TextFinder } from './text-finder.ts'

const found = (texts: string[], text: string) =>
  new TextFinder(texts).find(text).map(({ start, end }) => text.slice(start, end))

it('finds the longest of what overlaps, and then what is left', () => {
  expect(found(['12345678', '1234567890'], 'x1234567890y12345678')).toEqual([
    '1234567890',
    '12345678',
  ])
  expect(found(['23456789', '1234567890'], 'x1234567890')).toEqual(['1234567890'])
  // The first gives way to the third, and what stood within the first is seen.
  const texts = ['abXXXXXXXXcd', 'XXXXXXXX', 'cdefghijklmnop']
  expect(found(texts, 'abXXXXXXXXcdefghijklmnop')).toEqual(['XXXXXXXX', 'cdefghijklmnop'])
})

it('leaves none behind, and says of every end whether one begins there', () => {
  const random = randomFrom(7)
  const some = (length: number) =>
    Array.from({ length }, () => 'ab0'[Math.floor(random() * 3)]).join('')
  for (let round = 0; round < 400; round++) {
    const texts = Array.from({ length: 4 }, () => some(8 + Math.floor(random() * 5)))
    const text = some(30) + texts[round % 4] + some(30)
    const finder = new TextFinder(texts)
    const spans = finder.find(text)
    let rest = ''
    let end = 0
    for (const span of spans) {
      expect(span.start).toBeGreaterThanOrEqual(end)
      expect(texts).toContain(text.slice(span.start, span.end))
      rest += `${text.slice(end, span.start)}|`
      ;({ end } = span)
    }
    rest += text.slice(end)
    expect(texts.filter((one) => rest.includes(one))).toEqual([])
    const cut = text.slice(0, Math.floor(random() * text.length))
    const open = Array.from({ length: cut.length }, (_, at) => cut.slice(at)).find((tail) =>
      texts.some((one) => one.length > tail.length && one.startsWith(tail)),
    )
    expect(finder.openEnd(cut)).toBe(open?.length ?? 0)
  }
})

it('takes time in proportion to its text, whatever that is', () => {
  const finder = new TextFinder(['aaaaaaaa', 'aaaaaaaaaaab', '00000000'])
  const timed = (length: number) => {
    const text = 'a'.repeat(length)
    const began = performance.now()
    finder.find(text)
    return performance.now() - began
  }
  timed(100_000)
  expect(timed(2_000_000)).toBeLessThan(2_000)
})
