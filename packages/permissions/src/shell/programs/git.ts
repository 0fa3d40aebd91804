import { programs, type Program } from './program.ts'
import { readConfig } from './read-config.ts'

const commits =
  '# a all author: committer: branches? date: date-order decorate? exclude: first-parent follow format? full-history F g G: S: grep: i all-match invert-grep L@ n: max-count: merges min-parents? max-parents? no-decorate no-merges no-walk oneline graph no-graph p patch u pretty? reflog regexp-ignore-case relative-date remotes? reverse simplify-by-decoration since: skip: source stdin tags? topo-order until: after: before: walk-reflogs abbrev-commit no-abbrev-commit abbrev? no-abbrev left-right cherry cherry-pick cherry-mark children parents boundary full-diff no-notes notes? E P extended-regexp fixed-strings perl-regexp pickaxe-all pickaxe-regex encoding: no-mailmap use-mailmap log-size left-only right-only ancestry-path glob: sparse dense show-pulls m c cc dd diff-merges: t r root v'
const diffs =
  'b w B? C? D M? R U? W a z binary cached staged check color? no-color color-moved? color-words? compact-summary cumulative diff-algorithm: diff-filter: dirstat? exit-code find-copies? find-copies-harder find-renames? full-index function-context histogram ignore-all-space ignore-blank-lines ignore-cr-at-eol ignore-space-at-eol ignore-space-change ignore-submodules? indent-heuristic inter-hunk-context: merge-base minimal name-only name-status no-color-moved no-ext-diff no-indent-heuristic no-patch s no-prefix no-relative no-renames no-textconv numstat patch-with-raw patch-with-stat patience quiet raw relative? shortstat src-prefix: dst-prefix: stat? summary text unified? word-diff? word-diff-regex: ws-error-highlight: line-prefix: base ours theirs 1 2 3 0 q'
/** A format may ask for a check of signatures, by another program. */
const values = { format: /^(?!.*(?:%G|signature))/su, pretty: /^(?!.*%G)/su }
const both: Program = { options: `${commits} ${diffs}`, values }
const plain = (options: string): Program => ({ options, values })
const listing: Program = { options: '', most: 0 }

/** What of git only looks. That its repository's own configuration may name programs is judged from what the tool found. */
export const git = programs({
  git: {
    options:
      'no-pager no-optional-locks literal-pathspecs no-replace-objects h v exec-path html-path man-path info-path',
    bare: true,
    pathspecs: true,
    commands: {
      status: plain(
        's b u? z v porcelain? short branch long show-stash untracked-files? ignored? no-renames find-renames? ahead-behind no-ahead-behind column? no-column ignore-submodules? verbose null',
      ),
      log: both,
      show: both,
      whatchanged: both,
      diff: both,
      'diff-files': both,
      'diff-index': both,
      'diff-tree': both,
      'range-diff': both,
      'rev-list': plain(
        `${commits} count objects header timestamp disk-usage? bisect quiet missing? use-bitmap-index no-commit-header commit-header unpacked`,
      ),
      shortlog: plain(
        's n e c w? numbered summary email committer group: all no-merges merges since: until: after: before: author: format? branches? tags? remotes?',
      ),
      reflog: {
        ...both,
        bare: true,
        commands: { show: both, list: plain(''), exists: plain('') },
      },
      blame: plain(
        'b c e f l L: n p s t w C? M? S@ root incremental porcelain line-porcelain show-stats show-name show-number show-email date: since: abbrev? encoding: score-debug color-lines color-by-age first-parent reverse ignore-rev: ignore-revs-file@ no-progress',
      ),
      annotate: plain('b l L: r t w C? M? root since: date:'),
      branch: {
        options:
          'a r v vv all remotes verbose list show-current contains: no-contains: merged: no-merged: points-at: sort: format: column? no-column color? no-color abbrev? no-abbrev i ignore-case omit-empty',
        only: 'list',
        values,
      },
      tag: {
        options:
          'l list n? contains: no-contains: merged: no-merged: points-at: sort: format: column? no-column color? i ignore-case omit-empty',
        only: 'l list',
        values,
      },
      remote: { options: 'v verbose', bare: true, commands: { 'get-url': plain('all push') } },
      'ls-files': plain(
        'c d m o i s u k t v f z x: X@ r cached deleted modified others ignored stage unmerged killed directory no-empty-directory eol deduplicate exclude: exclude-from@ exclude-per-directory: exclude-standard error-unmatch full-name recurse-submodules abbrev? debug format: resolve-undo sparse with-tree:',
      ),
      'ls-tree': plain(
        'd r t l z long name-only name-status object-only full-name full-tree abbrev? format:',
      ),
      config: { read: readConfig },
      stash: { commands: { list: both, show: both } },
      'rev-parse': plain(
        'q verify quiet show-toplevel show-prefix show-cdup git-dir git-common-dir absolute-git-dir is-inside-work-tree is-inside-git-dir is-bare-repository is-shallow-repository abbrev-ref? abbrev? short? symbolic symbolic-full-name all branches? tags? remotes? show-superproject-working-tree shared-index-path git-path: default: flags no-flags revs-only no-revs sq show-object-format? show-ref-format path-format: since: until: after: before: not disambiguate?',
      ),
      'merge-base': plain('a all octopus independent is-ancestor fork-point'),
      'cat-file': { options: 's t e', most: 1 },
      'for-each-ref': plain(
        'count: format: sort: points-at: merged: no-merged: contains: no-contains: ignore-case omit-empty color? s p shell perl python exclude: include-root-refs start-after:',
      ),
      grep: {
        options:
          '# A: B: C: E F G H I L P W a c e: h i l m: n o p q r v w x z after-context: all-match and before-context: basic-regexp break cached color? no-color column context: count exclude-standard no-exclude-standard extended-regexp files-with-matches files-without-match name-only fixed-strings full-name function-context heading ignore-case invert-match line-number max-count: max-depth: not null only-matching or perl-regexp quiet recurse-submodules recursive no-recursive show-function text threads: untracked word-regexp',
        script: { options: 'e' },
      },
      'count-objects': plain('v H verbose human-readable'),
      describe: plain(
        'all tags contains debug long always dirty? broken? exact-match first-parent abbrev? candidates: match: exclude:',
      ),
      'name-rev': plain('tags refs: exclude: all name-only no-undefined always'),
      'show-ref': plain(
        'head heads branches tags d s q z hash? verify quiet dereference exists abbrev?',
      ),
      'show-branch': plain(
        'a r all remotes current topo-order date-order sparse more? list independent merge-base topics no-name sha1-name no-color color? g? reflog?',
      ),
      'check-ignore': plain('q v n z quiet verbose non-matching no-index stdin'),
      'check-attr': plain('a all cached stdin z source:'),
      'symbolic-ref': { options: 'q short recurse no-recurse quiet', most: 1 },
      // With `-l` it is all of the configuration.
      var: plain(''),
      replace: { options: 'l list format:', only: 'l list' },
      archive: {
        options: 'l v 0 1 2 3 4 5 6 7 8 9 format: prefix: list verbose worktree-attributes',
        // Others are packed by a program.
        values: { format: /^(?:tar|zip)$/u },
      },
      worktree: { commands: { list: { options: 'v z porcelain verbose', most: 0 } } },
      submodule: {
        bare: true,
        commands: {
          status: plain('cached recursive'),
          summary: plain('cached files n: summary-limit:'),
        },
      },
      notes: { bare: true, commands: { list: plain(''), show: plain('') } },
      bisect: { commands: { log: listing } },
      'sparse-checkout': { commands: { list: listing } },
      rerere: { commands: { status: listing, diff: plain('') } },
      lfs: {
        commands: {
          status: plain('p j porcelain json'),
          env: listing,
          'ls-files': plain('a d l n s all debug long name-only size'),
        },
      },
      version: listing,
    },
  },
})
