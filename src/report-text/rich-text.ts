/** As of HTML: what lies beyond is not looked at. */
const MAX_RTF_CHARACTERS = 1_000_000

/** Groups whose content is not text for people. */
const HIDDEN: ReadonlySet<string> = new Set(
  (
    'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf listtable ' +
    'listoverridetable rsidtbl generator themedata datastore latentstyles xmlnstbl fldinst bkmkstart bkmkend'
  ).split(' '),
)

/** What a control word leaves in the text; every other leaves nothing. */
const WRITES: ReadonlyMap<string, string> = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['row', '\n'],
  ['cell', '\n'],
  ['sect', '\n\n'],
  ['page', '\n\n'],
  ['tab', ' '],
  ['emdash', '-'],
  ['endash', '-'],
  ['lquote', "'"],
  ['rquote', "'"],
  ['ldblquote', '"'],
  ['rdblquote', '"'],
  ['bullet', '-'],
])

/** Signs with a backslash before them that are no control words. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
  ['~', ' '],
  ['_', '-'],
  ['\n', '\n'],
  ['\r', '\n'],
])

/** A control word with its number and the space that ends it, or a byte in hexadecimal. Sticky: it never looks ahead. */
const CONTROL = /\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'([0-9a-f]{2}))/iy
const windows1252 = new TextDecoder('windows-1252')

interface Group {
  readonly isHidden: boolean
  /** How many characters stand in for one that older readers do not know (`\uc`). */
  readonly substitutes: number
}

interface Reading {
  readonly parts: string[]
  readonly outer: Group[]
  group: Group
  /** Substitutes still to come. */
  skipped: number
}

/** The text of an RTF document. It goes over each character once, opens nothing and builds no tree. */
export function rtfToPlainText(rtf: string): string {
  const source = rtf.slice(0, MAX_RTF_CHARACTERS)
  const reading: Reading = { parts: [], outer: [], group: { isHidden: false, substitutes: 1 }, skipped: 0 }
  let at = 0
  while (at < source.length) at = readOn(source, at, reading)
  return reading.parts.join('')
}

function readOn(source: string, at: number, reading: Reading): number {
  const sign = source.charAt(at)
  if (sign === '\\') return readControl(source, at, reading)
  if (sign === '{') openGroup(reading, source.startsWith('{\\*', at))
  else if (sign === '}') closeGroup(reading)
  // A line of the file is no line of the report.
  else if (sign !== '\n' && sign !== '\r') write(reading, sign)
  return at + 1
}

function openGroup(reading: Reading, isHidden: boolean): void {
  reading.outer.push(reading.group)
  reading.group = { ...reading.group, isHidden: reading.group.isHidden || isHidden }
  reading.skipped = 0
}

function closeGroup(reading: Reading): void {
  reading.group = reading.outer.pop() ?? reading.group
  reading.skipped = 0
}

function write(reading: Reading, text: string): void {
  if (reading.skipped > 0) reading.skipped -= 1
  else if (!reading.group.isHidden) reading.parts.push(text)
}

function readControl(source: string, at: number, reading: Reading): number {
  const { word, number, text, end } = controlAt(source, at)
  if (word === 'uc') reading.group = { ...reading.group, substitutes: Math.min(number, MOST_SUBSTITUTES) }
  if (HIDDEN.has(word)) reading.group = { ...reading.group, isHidden: true }
  if (text !== '') write(reading, text)
  if (word === 'u') reading.skipped = reading.group.substitutes
  return word === 'bin' ? end + Math.max(0, number) : end
}

const MOST_SUBSTITUTES = 10

interface Control {
  readonly word: string
  readonly number: number
  readonly text: string
  readonly end: number
}

function controlAt(source: string, at: number): Control {
  CONTROL.lastIndex = at
  const found = CONTROL.exec(source)
  if (!found) return { word: '', number: 0, text: SIGNS.get(source.charAt(at + 1)) ?? '', end: at + 2 }
  const [whole, name, digits, byte] = found
  const end = at + whole.length
  if (byte !== undefined) {
    return { word: '', number: 0, text: windows1252.decode(Uint8Array.of(Number.parseInt(byte, 16))), end }
  }
  const [word, number] = [name?.toLowerCase() ?? '', Number(digits ?? 1)]
  return { word, number, text: word === 'u' ? characterOf(number) : (WRITES.get(word) ?? ''), end }
}

/** A number of 16 bits, written as a negative one where it is over 32,767. */
function characterOf(number: number): string {
  const code = number < 0 ? number + 0x1_0000 : number
  return code > 0 && code < 0x1_0000 ? String.fromCharCode(code) : ' '
}
