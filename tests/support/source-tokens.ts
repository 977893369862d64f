/** A word, a piece of punctuation, or a string literal with what stands between its quotes. */
export interface Token {
  readonly kind: 'word' | 'punctuation' | 'string'
  readonly text: string
}

const WORD = /[A-Za-z0-9_$]/
const SPACE = /\s/
/** After these a slash begins a regular expression; after any other word, a closing bracket or a string it divides. */
const BEFORE_REGEX = new Set(['return', 'typeof', 'case', 'in', 'of', 'do', 'else', 'void', 'delete', 'await', 'yield'])

interface Scanner {
  readonly text: string
  readonly tokens: Token[]
  /** For each open `${`, how many plain braces are open inside it. */
  readonly templates: number[]
  at: number
}

/** The tokens of a TypeScript or JavaScript file without comments, regular expressions and template text; one linear scan. */
export function tokensOf(text: string): readonly Token[] {
  const scanner: Scanner = { text, tokens: [], templates: [], at: 0 }
  while (scanner.at < text.length) scanNext(scanner)
  return scanner.tokens
}

function scanNext(scanner: Scanner): void {
  const { text, at } = scanner
  const character = text.charAt(at)
  if (SPACE.test(character)) scanner.at += 1
  else if (text.startsWith('//', at)) scanner.at = endOf(text, '\n', at)
  else if (text.startsWith('/*', at)) scanner.at = endOf(text, '*/', at + 2)
  else if (character === "'" || character === '"') scanString(scanner, character)
  else if (character === '`') startTemplate(scanner)
  else if (character === '/' && isRegexExpected(scanner.tokens)) scanRegex(scanner)
  else if (WORD.test(character)) scanWord(scanner)
  else scanPunctuation(scanner, character)
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}

/** A string ends at its quote, or, in text between JSX tags ("don't"), at the end of the line. */
function scanString(scanner: Scanner, quote: string): void {
  const { text } = scanner
  const from = scanner.at + 1
  let end = from
  while (end < text.length && text.charAt(end) !== quote && text.charAt(end) !== '\n') {
    end += text.charAt(end) === '\\' ? 2 : 1
  }
  scanner.tokens.push({ kind: 'string', text: text.slice(from, end) })
  scanner.at = end + 1
}

function startTemplate(scanner: Scanner): void {
  scanner.tokens.push({ kind: 'punctuation', text: '`' })
  scanTemplate(scanner, scanner.at + 1)
}

/** Skips the text of a template up to its end or to the next `${`, whose inside is scanned like any code. */
function scanTemplate(scanner: Scanner, from: number): void {
  const { text } = scanner
  let end = from
  while (end < text.length && text.charAt(end) !== '`' && !text.startsWith('${', end)) {
    end += text.charAt(end) === '\\' ? 2 : 1
  }
  const opensCode = text.startsWith('${', end)
  if (opensCode) {
    scanner.templates.push(0)
    scanner.tokens.push({ kind: 'punctuation', text: '{' })
  }
  scanner.at = end + (opensCode ? 2 : 1)
}

function isRegexExpected(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  if (!last) return true
  if (last.kind === 'word') return BEFORE_REGEX.has(last.text)
  return last.kind === 'punctuation' && !')]}`'.includes(last.text)
}

function scanRegex(scanner: Scanner): void {
  const end = endOfRegex(scanner.text, scanner.at + 1)
  // A slash without its partner on the line (a closing JSX tag) is only a slash.
  if (scanner.text.charAt(end) === '/') scanner.at = end + 1
  else scanPunctuation(scanner, '/')
}

/** The closing slash, or the end of the line; a slash inside a class closes nothing. */
function endOfRegex(text: string, from: number): number {
  let inClass = false
  let end = from
  while (end < text.length && text.charAt(end) !== '\n' && (inClass || text.charAt(end) !== '/')) {
    const character = text.charAt(end)
    inClass = character === '[' || (inClass && character !== ']')
    end += character === '\\' ? 2 : 1
  }
  return end
}

function scanWord(scanner: Scanner): void {
  const { text } = scanner
  let end = scanner.at
  while (end < text.length && WORD.test(text.charAt(end))) end += 1
  scanner.tokens.push({ kind: 'word', text: text.slice(scanner.at, end) })
  scanner.at = end
}

function scanPunctuation(scanner: Scanner, character: string): void {
  scanner.at += 1
  const open = scanner.templates.length - 1
  const depth = scanner.templates[open]
  if (depth !== undefined && character === '}' && depth === 0) {
    scanner.templates.pop()
    scanner.tokens.push({ kind: 'punctuation', text: character })
    scanTemplate(scanner, scanner.at)
    return
  }
  if (depth !== undefined && character === '{') scanner.templates[open] = depth + 1
  if (depth !== undefined && character === '}') scanner.templates[open] = depth - 1
  scanner.tokens.push({ kind: 'punctuation', text: character })
}
