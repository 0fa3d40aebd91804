// What a person sees while a suite runs: a board on a terminal, a line for each attempt elsewhere.
import type { EvalNews, EvalProgress } from '@harness/evals/node'
import type { BegunEval } from '@harness/sdk'
import { counted } from '../format.ts'
import { plainLine } from '../plain-text.ts'
import { coloursFor } from '../colours.ts'
import { isAlive } from '../screen.ts'
import { shownPath } from '../shown-path.ts'
import { boardRows } from './board-rows.ts'
import { LiveBoard, type BoardScreen } from './live-board.ts'

export interface EvalScreen {
  begin(begun: BegunEval): void
  progress(progress: EvalProgress): void
  news(news: EvalNews): void
  notice(text: string): void
  end(): void
}

export function evalScreen(screen: BoardScreen): EvalScreen {
  const colour = coloursFor(screen)
  const board = isAlive(screen) && !process.env['NO_COLOR'] ? new LiveBoard(screen) : undefined
  let title = ''
  let latest: EvalProgress | undefined
  const tell = (line: string) => {
    if (board) board.tell(`${line}\n`)
    else screen.write(`${line}\n`)
  }
  const marks = {
    passed: colour('green', '✓'),
    failed: colour('red', '✗'),
    broken: colour('yellow', '!'),
  }
  return {
    begin({ suite, cases, subject, facts, folder }) {
      title = `${plainLine(suite)} · ${plainLine(subject)}`
      const mode = facts['permissionMode']
      const how = typeof mode === 'string' ? `, permission mode ${mode}` : ''
      tell(`${title}: ${counted(cases, 'case')}${how}, in ${shownPath(folder)}`)
    },
    progress(progress) {
      latest = progress
      board?.draw(boardRows(title, progress, board.room))
    },
    news(news) {
      const line = lineOf(news, marks, board === undefined)
      if (line === undefined) return
      const count = board || !latest ? '' : `  (${latest.over}/${latest.attempts})`
      tell(`${line}${news.kind === 'scored' ? count : ''}`)
    },
    notice: (text) => tell(plainLine(text)),
    end: () => board?.end(),
  }
}

type Marks = Record<'passed' | 'failed' | 'broken', string>

/** On a board a pass is counted and not told. */
function lineOf(news: EvalNews, marks: Marks, tellsAll: boolean): string | undefined {
  switch (news.kind) {
    case 'scored': {
      const name = `${plainLine(news.case)} #${news.repeat}`
      if (!news.passed) return `${marks.failed} ${name}: ${plainLine(news.reason)}`
      if (!tellsAll) return undefined
      return `${marks.passed} ${name}${news.assisted ? ', assisted' : ''}`
    }
    case 'broken': {
      const what = `${plainLine(news.case)} #${news.repeat}: ${news.stage}: ${plainLine(news.message)}`
      return `${marks.broken} ${what}${news.again ? ' (it is tried again)' : ''}`
    }
    case 'concurrency':
      return `${marks.broken} ${news.now} at once: ${plainLine(news.why)}`
    case 'notice':
      return plainLine(news.text)
  }
}
