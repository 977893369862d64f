import type { Token } from './source-tokens.ts'

export interface Import {
  readonly specifier: string
  /** Gone after compiling: `import type`, `export type … from`. */
  readonly isTypeOnly: boolean
}

/** What stands for a specifier that is no plain string. */
export const COMPUTED = '<computed>'

/** Every import of a file: static, re-exported, for its effect alone, dynamic, and `require`. */
export function importsOf(tokens: readonly Token[]): readonly Import[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'word' || isMember(tokens, index)) return []
    if (token.text === 'import') return importAt(tokens, index + 1)
    if (token.text === 'export') return exportAt(tokens, index + 1)
    return token.text === 'require' && isMark(tokens[index + 1], '(') ? [calledWith(tokens[index + 2])] : []
  })
}

/** `context.import`, `{ import: … }`. */
function isMember(tokens: readonly Token[], index: number): boolean {
  return isMark(tokens[index - 1], '.') || isMark(tokens[index + 1], ':')
}

function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'punctuation' && token.text === text
}

function calledWith(token: Token | undefined): Import {
  return { specifier: token?.kind === 'string' ? token.text : COMPUTED, isTypeOnly: false }
}

function importAt(tokens: readonly Token[], index: number): readonly Import[] {
  const next = tokens[index]
  if (isMark(next, '.')) return []
  if (isMark(next, '(')) return [calledWith(tokens[index + 1])]
  if (next?.kind === 'string') return [{ specifier: next.text, isTypeOnly: false }]
  return fromAfter(tokens, index, isType(tokens, index))
}

/** `type` is the keyword unless it is itself what is imported: `import type from './type.ts'`. */
function isType(tokens: readonly Token[], index: number): boolean {
  const after = tokens[index + 1]
  return tokens[index]?.text === 'type' && after?.text !== 'from' && !isMark(after, ',')
}

function exportAt(tokens: readonly Token[], index: number): readonly Import[] {
  const typeOnly = isType(tokens, index)
  const start = typeOnly ? index + 1 : index
  if (isMark(tokens[start], '*')) return fromAfter(tokens, start, typeOnly)
  if (!isMark(tokens[start], '{')) return []
  const end = tokens.findIndex((token, at) => at > start && isMark(token, '}'))
  return tokens[end + 1]?.text === 'from' ? fromAfter(tokens, end, typeOnly) : []
}

/** The string after the next `from`. */
function fromAfter(tokens: readonly Token[], start: number, isTypeOnly: boolean): readonly Import[] {
  for (let index = start; index < tokens.length - 1; index += 1) {
    const specifier = tokens[index + 1]
    if (tokens[index]?.text === 'from' && specifier?.kind === 'string')
      return [{ specifier: specifier.text, isTypeOnly }]
  }
  return []
}
