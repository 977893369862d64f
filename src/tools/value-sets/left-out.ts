import { type ListedCode, systemNameOf } from './listed-codes.ts'

/** Codes the value sets leave out on purpose, and why. */
const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['rxnorm 25789', 'in RxNorm this is glimepiride; teriparatide is read by its products, its class and its name'],
  ['rxnorm 1921069', 'not confirmed in a public list; abaloparatide is read by its products, its class and its name'],
  ['rxnorm 8640', 'no rule reads glucocorticoids'],
])

/** What is no code of a record: the names of data element sets. */
const NOT_IN_RECORDS: ReadonlyMap<string, string> = new Map([
  ['https://radelement.org/', 'names a set of data elements, which no resource carries as its code'],
])

/** Why a listed code is not held, or undefined where nobody has decided. */
export function whyLeftOut(listed: ListedCode): string | undefined {
  return LEFT_OUT.get(`${systemNameOf(listed)} ${listed.code}`) ?? NOT_IN_RECORDS.get(listed.system)
}
