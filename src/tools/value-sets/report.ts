import type { Comparison, OwnRow } from './compare.ts'
import { whyLeftOut } from './left-out.ts'
import type { ListedCode } from './listed-codes.ts'
import type { OwnDefects } from './own-rules.ts'

/** What the check found, a line each; what has to be settled comes last. */
export function reportLines(
  { confirmed, notKnown, contradicted, explained, notHeld }: Comparison,
  { twice, cptInWords, borrowed, unsaid }: OwnDefects,
): readonly string[] {
  return [
    `${confirmed.length} rows confirmed.`,
    ...section('not known to the list', notKnown.map(rowWords)),
    ...section(
      'codes of the list that the value sets do not hold',
      notHeld.filter((code) => whyLeftOut(code) === undefined).map(listedWords),
    ),
    ...section(
      'codes of the list that are left out on purpose',
      notHeld.flatMap((code) => {
        const why = whyLeftOut(code)
        return why === undefined ? [] : [`${listedWords(code)}: ${why}`]
      }),
    ),
    ...section(
      'contradicted, with a reason given in the row',
      explained.map((row) => `${rowWords(row)}: ${row.says.join(', ')} (${row.concept.provenance})`),
    ),
    ...section(
      'contradicted',
      contradicted.map((row) => `${rowWords(row)}: ${row.says.join(', ')}`),
    ),
    ...section('in more than one row with different groups', twice),
    ...section('CPT rows with words', cptInWords.map(rowWords)),
    ...section('SNOMED CT rows in the words of the list', borrowed.map(rowWords)),
    ...section('missing in a file', unsaid),
  ]
}

/** Whether anything has to be settled before the value sets are used. */
export function isSettled({ contradicted }: Comparison, defects: OwnDefects): boolean {
  return contradicted.length === 0 && Object.values(defects).every(({ length }) => length === 0)
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `${lines.length} ${title}:`, ...lines.map((line) => `  ${line}`)]
}

function rowWords({ file, concept: { system, code, display, groups } }: OwnRow): string {
  return `${file} ${system} ${code} "${display}" [${groups.join(', ')}]`
}

function listedWords({ system, code, display, group }: ListedCode): string {
  return `${system} ${code} "${display}"${group == null ? '' : ` [${group}]`}`
}
