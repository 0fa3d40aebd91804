// A chat as a person has it: on a terminal, with the offline model; and as a script has it, in a pipe.
import { spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { place, type Place } from './__fixtures__/cli.ts'
import { ctrlC, noTerminal, onTerminal, type Terminal } from './__fixtures__/terminal.ts'

const ctrlD = '\u0004'
const escape = '\u001b'
const enter = '\r'

const called = (said: string, tool: string, input: object, text = '') => ({
  when: { said: [said], turn: 0 },
  reply: { text, calls: [{ tool, input }] },
})

const script = {
  name: 'talk',
  rules: [
    called('slowly', 'shell', { command: 'sleep 2' }),
    called('hang', 'shell', { command: 'sleep 41' }),
    called('write', 'write_file', { path: 'new.txt', content: 'new\n' }),
    called('which', 'ask_user', { question: 'Which one?', choices: ['red', 'blue'] }),
    called('behind', 'shell', { command: 'sleep 2; echo over', background: true }),
    { when: { said: ['steered'] }, reply: { text: 'I was told so.' } },
    { when: { said: ['over'] }, reply: { text: 'It is over.' } },
    { when: { said: ['break'] }, reply: { failure: { code: 'fatal', message: 'broken' } } },
    { when: { said: ['paint'] }, reply: { text: 'red \u001b[2J\u001b]0;title\u0007 paint' } },
    { when: { replies: 0 }, reply: { text: 'The first answer.' } },
    { when: { replies: 1 }, reply: { text: 'The second answer.' } },
  ],
  otherwise: { text: 'Another answer.' },
}

let here: Place
beforeEach(async () => {
  here = await place()
  await mkdir(here.home, { recursive: true })
  await writeFile(join(here.home, 'talk.json'), JSON.stringify(script))
})
afterEach(() => here.remove())

const scripted = () => ['--script', join(here.home, 'talk.json'), '--sandbox', 'off']
const sessions = () => readdir(join(here.home, 'sessions'))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What was shown behind the last look, without escape codes. */
function looking(terminal: Terminal) {
  let seen = 0
  const news = () => stripVTControlCharacters(terminal.shown()).slice(seen)
  const look = async (text: string) => {
    await expect.poll(news, { timeout: 10_000 }).toContain(text)
    seen += news().indexOf(text) + text.length
  }
  /** Types a line at the prompt, and waits for what follows it. */
  const say = async (line: string, shown: string) => {
    terminal.type(line + enter)
    return look(shown)
  }
  return { look, say }
}

async function chatting(args: readonly string[] = []) {
  const terminal = onTerminal(here, [...args, ...scripted()])
  const { look, say } = looking(terminal)
  await look('> ')
  return { terminal, look, say }
}

/** The terminal is as a shell wants it: lines, echo, no pasting marks. */
async function expectLeft(terminal: Terminal) {
  expect(terminal.shown().lastIndexOf('\u001b[?2004l')).toBeGreaterThan(
    terminal.shown().lastIndexOf('\u001b[?2004h'),
  )
  expect(terminal.shown()).not.toMatch(/fault of harness|\n {4}at |Unhandled/u)
  const ours = () => spawnSync('pgrep', ['-f', here.home]).stdout.toString().trim()
  await expect.poll(ours).toBe('')
}

describe.skipIf(noTerminal)('a chat on a terminal', () => {
  it('remembers from prompt to prompt, and says how it is resumed', async () => {
    const { terminal, look, say } = await chatting(['chat', 'hello'])
    await look('The first answer.')
    await look('> ')
    await say('and now?', 'The second answer.')
    await look('> ')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
    const [session = ''] = await sessions()
    expect(terminal.shown()).toContain(`Go on with: harness --resume ${session}`)
    expect(terminal.shown().match(/offline model answers/gu)).toHaveLength(1)
    await expectLeft(terminal)
  })

  it('is what harness alone does, with the session that a flag names', async () => {
    await here.run([...scripted(), 'hello'])
    const { terminal, say } = await chatting(['--continue'])
    expect(stripVTControlCharacters(terminal.shown())).toContain(`session ${(await sessions())[0]}`)
    await say('and now?', 'The second answer.')
    await say('/quit', 'Go on with')
    expect(await terminal.ended).toBe(0)
  })

  it('says to a run what is typed meanwhile, and keeps what was not entered for the prompt', async () => {
    const { terminal, look, say } = await chatting()
    await say('slowly', 'sleep 2')
    terminal.type('steered 漢字')
    await look('> steered 漢字')
    terminal.type(enter)
    await look('» steered 漢字')
    terminal.type('half of it')
    await look('I was told so.')
    await look('> half of it')
    terminal.type(' and more\u0015hello' + enter)
    await look('answer.')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
  })

  it('is interrupted by Escape, and goes on', async () => {
    const { terminal, look, say } = await chatting()
    await say('hang', 'sleep 41')
    terminal.type(escape)
    await look('Cancelled.')
    await look('> ')
    await say('hello', 'The second answer.')
    await look('> ')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
    await expectLeft(terminal)
  })

  it('is left at once by a second Ctrl-C, with 130, and the session is whole', async () => {
    const { terminal, look, say } = await chatting()
    await say('hang', 'sleep 41')
    terminal.type(ctrlC)
    await look('Cancelling')
    // Where the run is over by then, it is a first one at the prompt.
    const more = setInterval(() => terminal.type(ctrlC), 1000)
    terminal.type(ctrlC)
    expect(await terminal.ended).toBe(130)
    clearInterval(more)
    const again = await here.run([...scripted(), '--continue', 'hello'])
    expect(again).toMatchObject({ code: 0, stdout: 'The second answer.\n' })
    await expectLeft(terminal)
  })

  it('at the prompt Ctrl-C empties the line, then says how to leave, then leaves', async () => {
    const { terminal, look } = await chatting()
    terminal.type('never sent')
    await look('never sent')
    terminal.type(ctrlC)
    await pause(100)
    terminal.type(ctrlC)
    await look('Ctrl-C once more leaves')
    terminal.type(ctrlC)
    expect(await terminal.ended).toBe(130)
    expect(await readdir(here.home)).not.toContain('sessions')
    await expectLeft(terminal)
  })

  it('asks in the midst of typing, and no word of that is taken for the answer', async () => {
    const { terminal, look, say } = await chatting()
    terminal.type('write' + enter + 'yes, and')
    await look('say what to do instead: ')
    terminal.type('n' + enter)
    await look('✗ write_file')
    await look('> yes, and')
    terminal.type('\u0015')
    await say('write', 'say what to do instead: ')
    await say('y', '✓ write_file')
    expect(await readFile(join(here.workspace, 'new.txt'), 'utf8')).toBe('new\n')
    await look('> ')
    await say('which', 'A number, or your own words: ')
    await say('2', 'blue')
    await look('> ')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
  })

  it('takes nothing for an answer that somebody was typing when the question came', async () => {
    const { terminal, look, say } = await chatting()
    terminal.type('write' + enter)
    const typing = setInterval(() => terminal.type('x'), 50)
    await look('new.txt')
    clearInterval(typing)
    terminal.type('y' + enter)
    await look('say what to do instead: ')
    terminal.type(ctrlC)
    await look('Cancelling')
    expect(stripVTControlCharacters(terminal.shown())).not.toContain('instead: Cancelling')
    await look('✗ write_file')
    expect(await readdir(here.workspace)).not.toContain('new.txt')
    await look('> ')
    await say('/exit', 'Go on with')
    expect(await terminal.ended).toBe(0)
  })

  it('is asked again what was open, when it is resumed, and answers that', async () => {
    const first = await chatting()
    await first.say('write', 'say what to do instead: ')
    first.terminal.close()
    await first.terminal.ended
    const again = await chatting(['--continue'])
    await again.look('say what to do instead: ')
    await again.say('y', '✓ write_file')
    await again.look('> ')
    again.terminal.type(ctrlD)
    expect(await again.terminal.ended).toBe(0)
    expect(await readdir(here.workspace)).toContain('new.txt')
  })

  it('is left behind the run by Ctrl-D', async () => {
    const { terminal, look, say } = await chatting()
    await say('slowly', 'sleep 2')
    terminal.type(ctrlD)
    await look('Leaving when this is done.')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).toContain('✓')
    await expectLeft(terminal)
  })

  it('has commands, and a wrong value changes nothing and sends nothing', async () => {
    const { terminal, look, say } = await chatting()
    await say('/mode plam', 'It stays ask.')
    await say('/mode plan', 'The mode is plan.')
    await say('/model nobody/nothing', 'No provider')
    await say('/hepl', 'Did you mean /help?')
    await say('/help', 'leaves; while it works')
    expect(await readdir(here.home)).not.toContain('sessions')
    await say('write', '✗ write_file')
    await look('> ')
    await say('/status', 'plan')
    await say('/clear', 'A new session.')
    await say('hello', 'The first answer.')
    await look('> ')
    const ids = (await sessions()).toSorted()
    expect(ids).toHaveLength(2)
    await say(`/resume ${ids[0]}`, `Session ${ids[0]}`)
    await say('hello', 'Another answer.')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
  })

  it('begins where no model can be used, and another one mends it', async () => {
    const terminal = onTerminal(here, ['chat', '--model', 'openai'])
    const { look, say } = looking(terminal)
    await look('OPENAI_API_KEY')
    await say('hello', 'OPENAI_API_KEY')
    await look('> ')
    await say('/model offline', 'offline from the next turn on')
    await say('hello', 'I am the offline model')
    await look('> ')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
  })

  it('shows what the end of a background task begins, and the prompt comes back as it was', async () => {
    const { terminal, look, say } = await chatting(['--permission-mode', 'bypassPermissions'])
    await say('behind', 'in the background as task')
    await look('> ')
    terminal.type('half of it')
    await look('has ended: sleep 2; echo over')
    // What is typed stands on the line of the run, too, until that is over.
    await look('It is over.')
    await look('1 turn')
    await look('> half of it')
    terminal.type(ctrlC + ctrlD)
    expect(await terminal.ended).toBe(0)
    await expectLeft(terminal)
  })

  it('takes a paste of several lines as one prompt, and lines that a backslash joins', async () => {
    const { terminal, look, say } = await chatting()
    terminal.type('\u001b[200~one\rtwo\u001b[201~')
    await look('two')
    await say('', 'The first answer.')
    await look('> ')
    await say('three\\\rfour', 'The second answer.')
    await look('> ')
    terminal.type(ctrlD)
    await terminal.ended
    const { stdout } = await here.run(['sessions', 'export', (await sessions())[0] ?? ''])
    expect(stdout).toContain('> one\n> two')
    expect(stdout).toContain('> three\n> four')
  })

  it('lets no escape code of a model reach the terminal', async () => {
    const { terminal, look, say } = await chatting()
    await say('paint', 'paint')
    await look('> ')
    terminal.type(ctrlD)
    await terminal.ended
    expect(terminal.shown()).not.toContain('\u{1b}[2J')
    expect(terminal.shown()).not.toContain('\u{1b}]0;')
  })

  it('is resumed when it was killed in the midst of a run', async () => {
    const { terminal, say } = await chatting()
    await say('slowly', 'sleep 2')
    const { stdout } = spawnSync('pgrep', ['-f', `main.js --script ${here.home}`])
    // With whatever shells stand before it.
    const ids = stdout.toString().trim().split('\n').map(Number)
    for (const id of ids.toReversed()) process.kill(id, 'SIGKILL')
    expect(await terminal.ended).not.toBe(0)
    const again = await chatting(['--continue'])
    await again.look('The second answer.')
    await again.say('hello', 'Another answer.')
    again.terminal.type(ctrlD)
    expect(await again.terminal.ended).toBe(0)
  })

  it('is a plain exchange of lines where the cursor cannot be moved', async () => {
    const terminal = onTerminal(here, ['chat', ...scripted()], 'dumb')
    const { look, say } = looking(terminal)
    await look('> ')
    await say('hello', 'The first answer.')
    await look('> ')
    await say('write', 'say what to do instead: ')
    await say('y', '✓ write_file')
    await look('> ')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown()).not.toContain('\u001b')
  })
})

describe('what was typed before a question was seen', () => {
  it('is the next prompt where a chat is lines', async () => {
    const terminal = onTerminal(here, ['chat', ...scripted()], 'dumb')
    const { look, say } = looking(terminal)
    await look('> ')
    await say('write' + enter + 'y', 'say what to do instead: ')
    await say('n', '✗ write_file')
    await look('> ')
    await look('Another answer.')
    await look('> ')
    terminal.type(ctrlD)
    expect(await terminal.ended).toBe(0)
    expect(await readdir(here.workspace)).not.toContain('new.txt')
  })

  it('is nothing where a run has one task', async () => {
    const terminal = onTerminal(here, ['run', ...scripted(), 'write'])
    const { look, say } = looking(terminal)
    terminal.type('y' + enter)
    await look('say what to do instead: ')
    await say('n', '✗ write_file')
    expect(await terminal.ended).not.toBe(0)
    expect(await readdir(here.workspace)).not.toContain('new.txt')
  })
})

describe('a chat in a pipe', () => {
  it('takes every line as a prompt of one session', async () => {
    const chat = await here.run(['chat', ...scripted()], { stdin: 'hello\n\nand\\\nnow?\n' })
    expect(chat).toMatchObject({ code: 0, stdout: 'The first answer.\nThe second answer.\n' })
    expect(await sessions()).toHaveLength(1)
  })

  it('exits with what the last run said that did not end well', async () => {
    const stdin = 'write\nbreak\nhello\n'
    expect(await here.run(['chat', ...scripted()], { stdin })).toMatchObject({ code: 1 })
  })

  it('sends no command that is none, and begins nothing behind it', async () => {
    const chat = await here.run(['chat', ...scripted()], { stdin: 'hello\n/hepl\nhello\n' })
    expect(chat).toMatchObject({ code: 2, stdout: 'The first answer.\n' })
    expect(chat.stderr).toContain('Did you mean /help?')
  })

  it('prints an object for each prompt where it is asked to', async () => {
    const args = ['chat', '-o', 'json', ...scripted()]
    const { stdout } = await here.run(args, { stdin: 'hello\nand now?\n' })
    const texts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).text)
    expect(texts).toEqual(['The first answer.', 'The second answer.'])
  })
})
