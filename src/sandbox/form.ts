/** One `name=value`, decoded. A name may come again: the values are then joined by AND. */
export type Parameter = readonly [name: string, value: string]

/** Reads a query string or a form body; undefined where its percent-encoding is broken. */
export function parseForm(text: string): readonly Parameter[] | undefined {
  try {
    return text
      .split('&')
      .filter((pair) => pair !== '')
      .map(toParameter)
  } catch {
    return undefined
  }
}

/** The values of one name, in the order sent. */
export function valuesOf(parameters: readonly Parameter[], name: string): readonly string[] {
  return parameters.filter((parameter) => parameter[0] === name).map((parameter) => parameter[1])
}

function toParameter(pair: string): Parameter {
  const equals = pair.indexOf('=')
  return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))]
}

/** @throws URIError for broken percent-encoding, which URLSearchParams would quietly turn into other text. */
function decode(text: string): string {
  const decoded = decodeURIComponent(text.replaceAll('+', ' '))
  // Half a surrogate pair, from an escape in a batch's JSON, could not be written into a link again.
  if (!decoded.isWellFormed()) throw new URIError('not well-formed')
  return decoded
}
