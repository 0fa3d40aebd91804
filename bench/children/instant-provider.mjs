/** A model that answers at once: it has a file written, has it read, and so on, and is done with the last turn. */
export function instantProvider(turns) {
  let turn = 0
  return {
    name: 'instant',
    async *stream() {
      turn = turn === turns ? 1 : turn + 1
      if (turn === turns) yield reply([{ type: 'text', text: 'done' }], 'end')
      else if (turn % 2 === 1) yield call('write_file', { path, content: `turn ${turn}\n` })
      else yield call('read_file', { path })
    },
  }
}

const path = 'word.txt'
const usage = { inputTokens: 10, outputTokens: 5 }
const reply = (parts, stop) => ({ type: 'reply', reply: { parts, stop, usage } })
const call = (name, input) =>
  reply([{ type: 'call', id: 'call_0', name, input: JSON.stringify(input) }], 'calls')
