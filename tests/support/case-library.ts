import type { LibraryCase } from './case-library/format.ts'
import { readLibrary } from './case-library/read-library.ts'

export { ASSESSED_ON } from './case-library/days.ts'
export type { Form, LibraryCase } from './case-library/format.ts'
export { factsOfCase, requestBodyOf } from './case-library/request.ts'
export { resourcesOf } from './case-library/resources.ts'

let read: readonly LibraryCase[] | undefined

/** Every case of fixtures/library; the files are read once. */
export function libraryCases(): readonly LibraryCase[] {
  read ??= readLibrary()
  return read
}
