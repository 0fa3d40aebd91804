// What a person sees while a suite runs: a board on a terminal, a line for each attempt elsewhere.
import type { EvalNews, EvalProgress } from '@harness/evals/node'
import type { BegunEval } from '@harness/sdk'
import { counted, shorten } from '../format.ts'
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
  let attempts = 0
  let over = 0
  const say = (line: string) => {
    if (board) board.tell(`${line}\n`)
    else screen.write(`${line}\n`)
  }
  /** All of it stands in the summary, too. */
  const tell = (text: string, mark?: string) => {
    const before = mark === undefined ? '' : `${mark} `
    say(before + (board ? shorten(text, board.room.columns - 3) : text))
  }
  const marks = {
    passed: colour('green', '✓'),
    failed: colour('red', '✗'),
    broken: colour('yellow', '!'),
  }
  return {
    begin({ suite, cases, attempts: planned, subject, facts, folder }) {
      attempts = planned
      title = `${plainLine(suite)} · ${plainLine(subject)}`
      const mode = facts['permissionMode']
      const how = typeof mode === 'string' ? `, permission mode ${mode}` : ''
      say(`${title}: ${counted(cases, 'case')}${how}, in ${shownPath(folder)}`)
    },
    progress(progress) {
      over = Math.max(over, progress.over)
      board?.draw(boardRows(title, progress, board.room))
    },
    news(news) {
      if (news.kind === 'scored') over += 1
      const kind = kindOf(news)
      // On a board a pass is counted and not told.
      if (board && kind === 'passed') return
      const count = board || news.kind !== 'scored' ? '' : `  (${over}/${attempts})`
      tell(textOf(news) + count, kind && marks[kind])
    },
    notice: (text) => say(plainLine(text)),
    end: () => board?.end(),
  }
}

function kindOf(news: EvalNews): 'passed' | 'failed' | 'broken' | undefined {
  switch (news.kind) {
    case 'scored':
      return news.passed ? 'passed' : 'failed'
    case 'broken':
    case 'concurrency':
      return 'broken'
    case 'notice':
      return undefined
  }
}

function textOf(news: EvalNews): string {
  switch (news.kind) {
    case 'scored': {
      const name = `${plainLine(news.case)} #${news.repeat}`
      if (news.passed) return `${name}${news.assisted ? ', assisted' : ''}`
      return `${name}: ${plainLine(news.reason)}`
    }
    case 'broken': {
      const what = `${plainLine(news.case)} #${news.repeat}: ${news.stage}: ${plainLine(news.message)}`
      return `${what}${news.again ? ' (it is tried again)' : ''}`
    }
    case 'concurrency':
      return `${news.now} at once: ${plainLine(news.why)}`
    case 'notice':
      return plainLine(news.text)
  }
}
