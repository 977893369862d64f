/** The same cap as the reader's own, with room for tags: what lies beyond is not looked at. */
const MAX_HTML_CHARACTERS = 1_000_000

/** Elements whose content is not text for people. */
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title', 'template', 'noscript'])

/** Elements that begin and end on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body br caption dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre ' +
    'section table tbody td tfoot th thead tr ul'
  ).split(' '),
)

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '-'],
  ['mdash', '-'],
  ['minus', '-'],
  ['rsquo', "'"],
  ['frac12', '1/2'],
  ['frac14', '1/4'],
  ['frac34', '3/4'],
  ['ge', '>='],
  ['le', '<='],
])

/** The text of an HTML document, one line per block. It reads each character once and builds no tree. */
export function htmlToPlainText(html: string): string {
  const source = html.slice(0, MAX_HTML_CHARACTERS)
  const parts: string[] = []
  let at = 0
  while (at < source.length) {
    const open = source.indexOf('<', at)
    parts.push(decodeEntities(source.slice(at, open === -1 ? source.length : open)))
    if (open === -1) break
    at = afterMarkup(source, open, parts)
  }
  return parts.join('')
}

/** Steps over the markup at `open` and keeps what it leaves in the text. */
function afterMarkup(source: string, open: number, parts: string[]): number {
  if (source.startsWith('<!--', open)) return endOf(source, '-->', open + 4)
  const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(source.slice(open, open + 20))
  if (!tag) {
    // A bare "<" is text ("<25 %"), but for declarations and processing instructions.
    if (/^<[!?]/.test(source.slice(open, open + 2))) return endOf(source, '>', open)
    parts.push('<')
    return open + 1
  }
  const name = tag[1]?.toLowerCase() ?? ''
  if (BLOCKS.has(name)) parts.push('\n')
  const end = endOf(source, '>', open)
  const isOpening = source.charAt(open + 1) !== '/'
  return HIDDEN.has(name) && isOpening ? afterHidden(source, name, end) : end
}

function afterHidden(source: string, name: string, from: number): number {
  const close = source.slice(from).search(new RegExp(`</${name}`, 'i'))
  return close === -1 ? source.length : endOf(source, '>', from + close)
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end === -1 ? source.length : end + mark.length
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,8}[0-9]{0,2}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES.get(String(name).toLowerCase()) ?? whole
    return characterOf(hex ? Number.parseInt(hex, 16) : Number(decimal))
  })
}

function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : ' '
}
