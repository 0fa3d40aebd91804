import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { created, fill, freshStore, input, inputs, readAll, seqsOf } from '../__fixtures__/store.ts'

const x = (seq: number, data: unknown): any => ({ ...input(seq), type: 'x.acme.note', data })

async function written(count = 5) {
  const fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await store.events.append([created('s')], 0)
  await fill(store.events, count)
  await store.close()
  return { ...fresh, log: fresh.path('s', 'log.jsonl') }
}

test('what was appended is read back equal, with line ends, emoji and lone surrogates', async () => {
  await using fresh = freshStore()
  const texts = ['a\r\nb\u2028c', '👩‍👩‍👧‍👦 é', '\ud800 alone', '","sum":"0000000000000000"}', '']
  const events = [created('s'), ...texts.map((text, index) => input(index + 2, text))]
  const store = await fresh.sessions.create('s')
  expect(await store.events.append(events, 0)).toBe(true)
  expect(await readAll(store)).toEqual(events)
  await store.close()
  expect(await readAll(await fresh.sessions.open('s'))).toEqual(events)
})

test('the log is JSON lines with the members in order and the checksum last', async () => {
  await using fresh = await written(3)
  const lines = readFileSync(fresh.log, 'utf8').trimEnd().split('\n')
  for (const [index, line] of lines.entries()) {
    const members = Object.keys(JSON.parse(line))
    expect(members).toEqual(['seq', 'at', 'type', 'v', 'cause', 'data', 'sum'])
    expect(line.startsWith(`{"seq":${index + 1},`)).toBe(true)
    expect(line).toMatch(/,"sum":"[0-9a-f]{16}"\}$/)
  }
  expect(statSync(fresh.log).mode & 0o777).toBe(0o600)
  expect(statSync(fresh.path('s')).mode & 0o777).toBe(0o700)
})

test('an event of 10 MB is an event like any other', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  await fill(store.events, 50)
  await store.events.append([input(51, 'ü'.repeat(5_000_000))], 50)
  await fill(store.events, 100)
  expect(seqsOf(await readAll(store, 49))).toEqual(seqsOf(inputs(49, 100)))
  await store.close()
  const again = await fresh.sessions.open('s')
  expect(again.events.head).toBe(100)
  const [big] = await readAll(again, 51)
  expect(big).toEqual(input(51, 'ü'.repeat(5_000_000)))
  expect(seqsOf(await readAll(again, 90))).toEqual(seqsOf(inputs(90, 100)))
})

test('a log cut at any byte of its last append opens with the events before it, and the rest is kept', async () => {
  await using fresh = await written(3)
  const first = await fresh.sessions.open('s')
  await first.events.append([x(4, '💾')], 3)
  await first.close()
  const whole = readFileSync(fresh.log)
  const last = whole.lastIndexOf(10, whole.length - 2) + 1
  for (let size = last; size < whole.length; size += 1) {
    writeFileSync(fresh.log, whole.subarray(0, size))
    expect(seqsOf(await readAll(await fresh.sessions.reader('s')))).toEqual([1, 2, 3])
    const store = await fresh.sessions.open('s')
    expect(store.events.head).toBe(3)
    expect(statSync(fresh.log).size).toBe(last)
    const repair = fresh.repairs.pop()
    if (size === last) expect(repair).toBeUndefined()
    else {
      expect(repair).toMatchObject({ kind: 'torn-tail', seq: 3, offset: last, bytes: size - last })
      expect(readFileSync(repair!.kept)).toEqual(whole.subarray(last, size))
    }
    await store.close()
  }
})

test('an append of many events is there whole or not at all, wherever it is cut', async () => {
  await using fresh = await written(2)
  const before = statSync(fresh.log).size
  const store = await fresh.sessions.open('s')
  await store.events.append(inputs(3, 5), 2)
  await store.close()
  const whole = readFileSync(fresh.log)
  for (let size = before; size < whole.length; size += 7) {
    writeFileSync(fresh.log, whole.subarray(0, size))
    expect(seqsOf(await readAll(await fresh.sessions.reader('s')))).toEqual([1, 2])
    const again = await fresh.sessions.open('s')
    expect(again.events.head).toBe(2)
    await again.events.append([input(3)], 2)
    await again.close()
    expect(seqsOf(await readAll(await fresh.sessions.reader('s')))).toEqual([1, 2, 3])
  }
})

test('no flipped byte goes unseen', async () => {
  await using fresh = await written(4)
  const whole = readFileSync(fresh.log)
  const original = await readAll(await fresh.sessions.reader('s'))
  for (let at = 0; at < whole.length; at += 1) {
    const bytes = Buffer.from(whole)
    bytes[at]! ^= 1 << (at % 8)
    writeFileSync(fresh.log, bytes)
    const event = whole.subarray(0, at).filter((byte) => byte === 10).length + 1
    const reader = await fresh.sessions.reader('s')
    const read: unknown[] = []
    let error: unknown
    try {
      for await (const each of reader.read(1)) read.push(each)
    } catch (thrown) {
      error = thrown
    }
    expect(read, `byte ${at}`).toEqual(original.slice(0, read.length))
    // A bad line with nothing whole after it is a torn tail. The end of line 3 is the beginning of line 4.
    const torn = event === 4 || (event === 3 && whole[at] === 10)
    expect(read.length, `byte ${at}`).toBe(event - 1)
    if (torn) expect(error).toBeUndefined()
    else expect(error).toMatchObject({ code: 'session_damaged' })
  }
})

test('events before damage are read and forked from, also those of the same append', async () => {
  await using fresh = await written(2)
  const store = await fresh.sessions.open('s')
  await store.events.append(inputs(3, 8), 2)
  await store.close()
  const text = readFileSync(fresh.log, 'utf8')
  writeFileSync(fresh.log, text.replace('input 6', 'input 9'))
  const seqs: number[] = []
  const reading = (async () => {
    for await (const { seq } of (await fresh.sessions.reader('s')).read(1)) seqs.push(seq)
  })()
  await expect(reading).rejects.toThrow('fork the session at event 5')
  expect(seqs).toEqual([1, 2, 3, 4, 5])
  const fork = await fresh.sessions.fork('s', 5, 'f')
  expect(seqsOf(await readAll(fork))).toEqual([1, 2, 3, 4, 5])
})

test('damage inside refuses writing and says at which event, line and byte it is', async () => {
  await using fresh = await written(6)
  const text = readFileSync(fresh.log, 'utf8')
  writeFileSync(fresh.log, text.replace('input 4', 'input 7'))
  const offset = text.indexOf('{"seq":4,')
  const refused = fresh.sessions.open('s')
  await expect(refused).rejects.toMatchObject({ code: 'session_damaged' })
  await expect(refused).rejects.toThrow(`event 4 (line 4 of its log, byte ${offset})`)
  const fork = await fresh.sessions.fork('s', 3, 'f')
  expect(fork.events.head).toBe(3)
})

test.each([
  ['a missing event', (lines: string[]) => lines.toSpliced(2, 1), 3],
  ['an event twice', (lines: string[]) => lines.toSpliced(2, 0, lines[2]!), 4],
  ['two events exchanged', (lines: string[]) => lines.with(2, lines[3]!).with(3, lines[2]!), 3],
  ['a line that is no JSON', (lines: string[]) => lines.with(1, '{"seq":2,'), 2],
  ['an empty line', (lines: string[]) => lines.toSpliced(1, 0, ''), 2],
])('%s is damage', async (_, change, seq) => {
  await using fresh = await written(6)
  const lines = readFileSync(fresh.log, 'utf8').trimEnd().split('\n')
  writeFileSync(fresh.log, `${change(lines).join('\n')}\n`)
  await expect(fresh.sessions.open('s')).rejects.toThrow(`damaged at event ${seq} `)
})

test.each([
  ['an unknown core type', (seq: number) => ({ ...input(seq), type: 'plan.made' })],
  ['a later version of a known type', (seq: number) => ({ ...input(seq), v: 2 })],
])('%s opens read-only', async (_, newer) => {
  await using fresh = await written(2)
  const store = await fresh.sessions.open('s')
  const event: any = newer(3)
  await store.events.append([event, x(4, { any: 'thing' })], 2)
  await store.close()
  await expect(fresh.sessions.open('s')).rejects.toMatchObject({ code: 'session_newer' })
  expect(await readAll(await fresh.sessions.reader('s'), 3)).toEqual([
    event,
    x(4, { any: 'thing' }),
  ])
})

test("other vendors' events are kept and do not stand in the way", async () => {
  await using fresh = await written(2)
  const store = await fresh.sessions.open('s')
  await store.events.append([x(3, [1, { deep: null }])], 2)
  await store.close()
  const again = await fresh.sessions.open('s')
  expect(await readAll(again, 3)).toEqual([x(3, [1, { deep: null }])])
})

test('zeros at the end, as a power cut leaves them, are a torn tail', async () => {
  await using fresh = await written(3)
  appendFileSync(fresh.log, Buffer.alloc(5000))
  const store = await fresh.sessions.open('s')
  expect(store.events.head).toBe(3)
  expect(fresh.repairs).toMatchObject([{ kind: 'torn-tail', bytes: 5000 }])
  expect(readdirSync(fresh.path('s', 'torn'))).toHaveLength(1)
})

test('reading from any event begins exactly there, in a log with lines of every size', async () => {
  await using fresh = freshStore()
  const store = await fresh.sessions.create('s')
  for (let seq = 1; seq <= 400; seq += 1) {
    const text = 'y'.repeat(seq % 97 === 0 ? 150_000 : (seq * 37) % 900)
    await store.events.append([input(seq, text)], seq - 1)
  }
  for (let from = 1; from <= 402; from += 3) {
    let first: number | undefined
    for await (const { seq } of store.events.read(from)) {
      first = seq
      break
    }
    expect(first, `from ${from}`).toBe(from <= 400 ? from : undefined)
  }
  expect((await readAll(store, 200)).length).toBe(201)
})
