import type { SuiteFile } from '../../suite/suite-file.ts'
import { chineseAmount } from './amount.ts'
import { chineseCharacters } from './characters.ts'
import { chineseGrades } from './grades.ts'
import { chineseNotes } from './settings.ts'

export const chinese: SuiteFile = {
  name: 'chinese',
  description: '任务、注释、文件名都是中文的编程题。 Coding tasks in Chinese, with real checks.',
  defaults: { tags: ['chinese'] },
  cases: [chineseAmount, chineseGrades, chineseCharacters, chineseNotes],
}
