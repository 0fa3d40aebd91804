import type { CaseFile } from '../../suite/suite-file.ts'
import { saysJson } from '../says-json.ts'

/** What the notes come to, by the newest of each. */
export const chineseSettings = {
  服务: '报表',
  端口: 9090,
  启用缓存: false,
  管理员: ['李雷', '韩梅梅'],
  备份: { 时间: '02:30', 保留天数: 14 },
}

/** Notes in Chinese, some of which change others, joined into a file of settings. */
export const chineseNotes: CaseFile = {
  id: 'chinese/整理配置',
  task: '`会议` 里有三次会议的记录，后面的决定会取代前面的。请写出 `配置.json`（UTF-8，不要转义汉字），键是：服务、端口、启用缓存、管理员（数组，按记录里最后的顺序）、备份（对象，键是：时间（24 小时制，如 "02:30"）、保留天数）。数字写成数字，是否写成 true 或 false。',
  files: {
    '会议/三月.md':
      '# 三月会议\n\n- 新服务叫“报表”，端口八〇八〇。\n- 打开缓存。\n- 管理员：韩梅梅、李雷、王伟。\n- 每天凌晨一点备份，保留一周。\n',
    '会议/四月.md':
      '# 四月会议\n\n- 端口和别的服务冲突，改成九〇九〇。\n- 备份改到凌晨两点半，保留时间加倍。\n- 讨论了改名叫“统计”，没有通过。\n',
    '会议/五月.md':
      '# 五月会议\n\n- 缓存的问题还没有解决，先关掉。\n- 王伟调走了，不再是管理员；以后李雷排在最前面。\n',
  },
  setup: 'node --version',
  expect: {
    commands: [saysJson('配置.json', chineseSettings)],
    files: { '配置.json': { contains: '李雷' } },
  },
}
