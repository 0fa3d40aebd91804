import type { CaseFile } from '../../suite/suite-file.ts'
import { saysJson } from '../says-json.ts'

/** What is to be found: each value stands in another file. */
export const incident = {
  service: 'checkout',
  release: 'r-2217',
  author: 'team-basalt',
  oncall: 'Ines',
  minutes: 42,
}

/** Alerts, releases, owners and a rota, of which only all together say who is to be called. */
export const incidentReport: CaseFile = {
  id: 'synthesis/incident',
  task: 'Find out what happened in the outage of 14 March and write `answer.json`, a JSON object: `service` (the one whose alert fired first), `release` (the last release of that service before its alert), `author` (who owned that release: see `owners.md` for how names changed), `oncall` (who was on call for that owner at the time of the alert), `minutes` (from the first alert of that service to its recovery, a number). All times in the logs are UTC; the rota is in local time, which is said in it.',
  files: {
    'alerts.log': [
      '2031-03-13T22:10:00Z search   recovered (left over from the day before)',
      '2031-03-14T06:58:00Z checkout alert latency',
      '2031-03-14T07:01:00Z payments alert errors',
      '2031-03-14T07:02:00Z search   alert latency',
      '2031-03-14T07:20:00Z search   recovered',
      '2031-03-14T07:33:00Z payments recovered',
      '2031-03-14T07:40:00Z checkout recovered',
      '',
    ].join('\n'),
    'releases.csv': [
      'id,service,at,by',
      'r-2209,checkout,2031-03-13T16:00:00Z,squad-9',
      'r-2214,payments,2031-03-14T06:40:00Z,squad-2',
      'r-2217,checkout,2031-03-14T06:31:00Z,squad-4',
      'r-2218,checkout,2031-03-14T07:05:00Z,squad-9',
      'r-2219,search,2031-03-14T06:57:00Z,squad-7',
      '',
    ].join('\n'),
    'owners.md':
      '# Owners\n\nOn 1 March the squads got names. squad-2 is team-chalk, squad-4 is team-basalt since squad-9 took the name team-slate, squad-7 is team-flint. The table of releases still has the numbers.\n',
    'rota/team-basalt.txt':
      'times are UTC+2\n2031-03-14 00:00-08:00 Marek\n2031-03-14 08:00-16:00 Ines\n2031-03-14 16:00-24:00 Odd\n',
    'rota/team-slate.txt':
      'times are UTC\n2031-03-14 00:00-12:00 Pia\n2031-03-14 12:00-24:00 Tove\n',
    'rota/team-chalk.txt': 'times are UTC+2\n2031-03-14 00:00-24:00 Joss\n',
  },
  setup: 'node --version',
  expect: { commands: [saysJson('answer.json', incident)] },
}
