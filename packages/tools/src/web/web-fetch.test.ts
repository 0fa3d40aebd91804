import { createServer, type RequestListener, type Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { workshop } from '../__fixtures__/workshop.ts'
import { isPrivate } from './is-private.ts'
import { webFetchTool } from './web-fetch.ts'

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** A server on the loopback; answers its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
}

const page =
  (type: string, body: string | Buffer, headers = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': type, ...headers })
    response.end(body)
  }

const fetching = (url: string, more = {}, options = {}) =>
  workshop().use(webFetchTool({ allowPrivate: true, timeoutMs: 2000, ...options }), {
    url,
    ...more,
  })

describe('what is fetched', () => {
  test('HTML is Markdown, with whole links, tables, and without what is not read', async () => {
    const url = await serve(
      page(
        'text/html; charset=utf-8',
        `<html><head><style>x{}</style><script>alert(1)</script></head><body><nav>menu</nav>
        <h1>Title</h1><p>Some <b>bold</b> <a href="/x?a=1">link</a> é 😀 <a href="javascript:alert(1)">no</a></p>
        <img src="a.png" alt="a picture"><img src="data:image/png;base64,AA">
        <table><thead><tr><th>one</th><th>two</th></tr></thead><tbody><tr><td>a|b</td><td>c<br>d</td></tr></tbody></table>
        <pre><code>let x = 1
</code></pre></body></html>`,
      ),
    )
    const { text } = await fetching(url)
    expect(text).toContain(`[${url} 200 text/html]\n# Title`)
    expect(text).toContain(`Some **bold** [link](${url}x?a=1) é 😀 no`)
    expect(text).toContain(`![a picture](${url}a.png)`)
    expect(text).toContain('| one | two |\n| --- | --- |\n| a\\|b | c d |')
    expect(text).toContain('```\nlet x = 1\n```')
    for (const no of ['alert', 'menu', 'x{}', 'data:']) expect(text).not.toContain(no)
  })

  test('text and JSON are as they are; anything else is named and not fetched', async () => {
    expect((await fetching(await serve(page('application/json', '{"a":1}')))).text).toMatch(
      /\n\{"a":1\}$/,
    )
    expect((await fetching(await serve(page('text/plain', 'hi')))).text).toMatch(/\nhi$/)
    const image = await fetching(await serve(page('image/png', 'x', { 'content-length': '1' })))
    expect(image).toMatchObject({ code: 'unsupported_type' })
    expect(image.text).toContain('image/png, 1 bytes')
  })

  test('the charset is that of the header, or of the page', async () => {
    const latin = Buffer.from('<p>caf\u00e9</p>', 'latin1')
    const byHeader = await serve(page('text/html; charset=iso-8859-1', latin))
    expect((await fetching(byHeader)).text).toMatch(/café$/)
    const meta = Buffer.concat([Buffer.from('<meta charset="windows-1252">'), latin])
    expect((await fetching(await serve(page('text/html', meta)))).text).toMatch(/café$/)
    const wide = Buffer.from('\ufeffcaf\u00e9', 'utf16le')
    expect((await fetching(await serve(page('text/plain; charset=utf-8', wide)))).text).toMatch(
      /\]\ncafé$/,
    )
    const wrong = '<meta charset="utf-16"><p>caf\u00e9'
    expect((await fetching(await serve(page('text/html', wrong)))).text).toMatch(/café$/)
    expect((await fetching(await serve(page('text/plain; charset=nonsense', 'ok')))).text).toMatch(
      /ok$/,
    )
  })

  test('a long page is read piece by piece', async () => {
    const url = await serve(page('text/plain', 'a'.repeat(19_999) + 'b'.repeat(10)))
    expect((await fetching(url)).text).toMatch(/ab\n\[there is more: go on from 20000\]$/)
    expect((await fetching(url, { from: 20_000 })).text).toMatch(/\]\nb{9}$/)
  })

  test('a piece fits in the log whatever its characters take, and the next one goes on behind it', async () => {
    const text = '\u{1f600}"\n'.repeat(9000)
    const url = await serve(page('text/plain', text))
    let found = ''
    for (let from: number | undefined = 0; from !== undefined;) {
      const { text: told } = await fetching(url, { from })
      expect(Buffer.byteLength(JSON.stringify(told))).toBeLessThan(32 * 1024)
      const more: string | undefined = /\n\[there is more: go on from (\d+)\]$/.exec(told)?.[1]
      found += told.slice(told.indexOf('\n') + 1).replace(/\n\[there is more: .*\]$/, '')
      from = more === undefined ? undefined : Number(more)
    }
    expect(found).toBe(text)
  })

  test('what is longer than all that is read says so at its end', async () => {
    const url = await serve(page('text/plain', 'x'.repeat(6 * 1024 * 1024)))
    const { text } = await fetching(url, { from: 5 * 1024 * 1024 - 10 })
    expect(text).toMatch(/\]\nx{10}\n\[the page is longer than what is read of one\]$/)
  })

  test('what says that it is text and is none is named', async () => {
    const binary = await serve(page('text/plain', Buffer.from([1, 0, 2, 0, 255])))
    expect(await fetching(binary)).toMatchObject({ code: 'unsupported_type' })
    const packed = await serve(page('text/plain', 'x', { 'content-encoding': 'zstd' }))
    expect((await fetching(packed)).text).toContain('text/plain packed as zstd')
  })

  test('an error of the server is a failure with its words', async () => {
    const url = await serve((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' })
      response.end('<h1>Nothing here</h1>')
    })
    expect(await fetching(url)).toMatchObject({
      code: 'http_404',
      text: expect.stringContaining('# Nothing here'),
    })
  })
})

describe('redirects', () => {
  test('of the same host are followed, to another host are told, round and round end', async () => {
    const url = await serve((request, response) => {
      const goals: Record<string, string> = {
        '/': '/next',
        '/away': 'http://localhost:1/elsewhere',
        '/round': '/round',
        '/file': 'file:///etc/passwd',
      }
      const goal = goals[request.url ?? '']
      if (goal !== undefined) response.writeHead(302, { location: goal }).end()
      else page('text/plain', `at ${request.url}`)(request, response)
    })
    expect((await fetching(url)).text).toBe(`[${url}next 200 text/plain]\nat /next`)
    expect((await fetching(`${url}away`)).text).toContain(
      'at another host: http://localhost:1/elsewhere',
    )
    expect(await fetching(`${url}round`)).toMatchObject({ code: 'too_many_redirects' })
    expect(await fetching(`${url}file`)).toMatchObject({ code: 'invalid_url' })
  })
})

describe('private addresses', () => {
  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://192.168.0.1/',
    'http://172.20.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://168.63.129.16/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://224.0.0.1/',
  ])('%s is refused', async (url) => {
    expect(await fetching(url, {}, { allowPrivate: false })).toMatchObject({
      code: 'private_address',
    })
  })

  test('public ones are not', () => {
    for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700::1111', '172.32.0.1']) {
      expect([address, isPrivate(address)]).toEqual([address, false])
    }
  })
})

describe('what is refused before anything is sent', () => {
  test.each([
    ['ftp://example.com/', 'invalid_url'],
    ['file:///etc/passwd', 'invalid_url'],
    ['https://user:pass@example.com/', 'invalid_url'],
    ['example.com', 'invalid_url'],
    ['', 'invalid_input'],
  ])('%j', async (url, code) => {
    const { code: found, text } = await fetching(url)
    expect(found).toBe(code)
    expect(text).not.toContain('pass@')
  })

  test('the facts name the address and the access', async () => {
    const prepared = await workshop().prepare(webFetchTool(), {
      url: 'HTTPS://Example.com/a b#part',
    })
    expect(prepared).toMatchObject({
      effect: 'pure',
      access: 'network',
      target: 'https://example.com/a%20b',
    })
  })
})

describe('hostile servers', () => {
  test('one that says nothing, and one that drips, end with the time', async () => {
    const silent = await serve(() => undefined)
    expect(await fetching(silent, {}, { timeoutMs: 200 })).toMatchObject({ code: 'timeout' })
    const drip = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const timer = setInterval(() => response.write('x'), 20)
      response.once('close', () => clearInterval(timer))
    })
    const from = performance.now()
    expect(await fetching(drip, {}, { timeoutMs: 300 })).toMatchObject({ code: 'timeout' })
    expect(performance.now() - from).toBeLessThan(2000)
  })

  test('a flood and a bomb cost little memory', async () => {
    const flood = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain' })
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    })
    const before = process.memoryUsage().rss
    expect((await fetching(flood)).text).toContain('there is more: go on from 20000')
    const member = gzipSync(Buffer.alloc(10_000_000, 'x'))
    const bomb = Buffer.concat(Array.from({ length: 30 }, () => member))
    const url = await serve(page('text/plain', bomb, { 'content-encoding': 'gzip' }))
    expect((await fetching(url)).text).toContain('there is more: go on from 20000')
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })

  test('a broken body and a hundred thousand tags are answered soon', async () => {
    const broken = await serve(page('text/plain', 'no gzip', { 'content-encoding': 'gzip' }))
    expect((await fetching(broken)).kind).toBe('failed')
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' })
      response.write('half')
      setTimeout(() => response.destroy(), 20)
    })
    expect((await fetching(cut)).kind).toBe('failed')
    const deep = await serve(
      page('text/html', `${'<div>'.repeat(100_000)}deep${'<b>'.repeat(100_000)}`),
    )
    const from = performance.now()
    expect((await fetching(deep)).text).toContain('deep')
    expect(performance.now() - from).toBeLessThan(2000)
  })

  test('one that wants to speak something else is answered at once', async () => {
    const { createServer: listen } = await import('node:net')
    const server = listen((socket) => {
      socket.on('error', () => undefined)
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    expect(await fetching(`http://127.0.0.1:${port}/`)).toMatchObject({ code: 'unreachable' })
    server.close()
  })

  test('a fetch is cancelled with its run', async () => {
    const url = await serve(() => undefined)
    const tool = webFetchTool({ allowPrivate: true })
    const shop = workshop()
    const prepared = await shop.prepare(tool, { url })
    const stop = new AbortController()
    const running = tool.run({ url }, prepared, { ...shop.context, signal: stop.signal })
    setTimeout(() => stop.abort('cancel'), 50)
    expect(await running).toMatchObject({ code: 'cancelled' })
  })
})
