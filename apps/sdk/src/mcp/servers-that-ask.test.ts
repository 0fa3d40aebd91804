import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answering, answersOf, gardenGround, type GardenGround } from '../__fixtures__/garden.ts'

let here: GardenGround
beforeEach(async () => {
  here = await gardenGround()
})
afterEach(() => here.remove())

describe('a server that asks', () => {
  const forms = (...words: (string | null)[]) =>
    answering(({ question }) => {
      if (!question) return { decision: 'allow' }
      const answer = words.shift() ?? null
      return answer === null ? { decision: 'deny' } : { decision: 'allow', answer }
    })

  it('is answered by the person, one thing after the other', async () => {
    const { asks, onAsk } = forms('rose', 'many', '3', '')
    const run = await here.tend([['mcp_garden_ask', {}]], { onAsk })
    expect(JSON.parse(answersOf(run)[0] ?? '')).toEqual({
      action: 'accept',
      content: { flower: 'rose', many: 3 },
    })
    const questions = asks.filter(({ question }) => question)
    expect(questions.map(({ question, reason, tool }) => [tool, question, reason])).toEqual([
      [
        'mcp_garden_ask',
        {
          text: 'The MCP server garden asks: What shall grow?\nflower: Which one. Leave it empty to decline.',
          choices: ['tulip', 'rose'],
        },
        null,
      ],
      ['mcp_garden_ask', { text: expect.stringContaining('\nmany. Leave') }, null],
      ['mcp_garden_ask', { text: expect.stringContaining('\nmany. Leave') }, 'It is a number.'],
      ['mcp_garden_ask', { text: expect.stringContaining('note. It may be left empty.') }, null],
    ])
  })

  it.each([
    ['says no', [null], 'decline'],
    ['leaves empty what is needed', [''], 'decline'],
    ['says nothing that fits', ['oak', 'elm', 'fir'], 'cancel'],
  ])('is told when the person %s', async (_, words, action) => {
    const { onAsk } = forms(...words)
    const run = await here.tend([['mcp_garden_ask', {}]], { onAsk })
    expect(JSON.parse(answersOf(run)[0] ?? '')).toEqual({ action })
  })

  it('is not heard without end', async () => {
    const { asks, onAsk } = answering(({ question }) => ({
      decision: 'allow',
      ...(question && { answer: question.choices ? 'rose' : '1' }),
    }))
    const run = await here.tend([['mcp_garden_nag', {}]], { onAsk })
    expect(answersOf(run)).toEqual(['asked 21 times'])
    expect(asks.filter(({ question }) => question?.choices)).toHaveLength(20)
  })

  it('is told that nobody is there to ask', async () => {
    const run = await here.tend([['mcp_garden_ask', {}]], { allowedTools: ['mcp'], maxTurns: 2 })
    expect(answersOf(run)).toEqual(['"nobody to ask"'])
  })
})

describe('a server that asks the model', () => {
  it('is answered where it may ask, alone, and at the cost of the run', async () => {
    const run = await here.tend([['mcp_garden_ponder', {}]], {
      allowedTools: ['mcp'],
      server: { sampling: true },
    })
    expect(JSON.parse(answersOf(run)[0] ?? '')).toMatchObject({ content: { text: 'fine' } })
    expect(run.requests[1]?.body).toMatchObject({
      max_tokens: 7,
      messages: [
        { role: 'system', content: 'You are a tree.' },
        { role: 'user', content: 'Which is the tallest?' },
      ],
    })
    expect(run.requests[1]?.body.tools).toBeUndefined()
    const settled = run.events.find(({ type }) => type === 'tool.settled')
    expect(settled?.data).toMatchObject({ usage: { inputTokens: expect.any(Number) } })
  })

  it('is told no more than that where it asks too much', async () => {
    const run = await here.tend([['mcp_garden_ponder', { what: 'why '.repeat(60_000) }]], {
      allowedTools: ['mcp'],
      server: { sampling: true },
    })
    expect(answersOf(run)).toEqual(['"nobody to ask"'])
    expect(run.requests).toHaveLength(2)
  })

  it('is told that there is no model otherwise', async () => {
    const run = await here.tend([['mcp_garden_ponder', {}]], { allowedTools: ['mcp'] })
    expect(answersOf(run)).toEqual(['"nobody to ask"'])
    expect(run.requests).toHaveLength(2)
  })
})
