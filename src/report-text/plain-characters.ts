/** Far longer than any spine report; a longer text is read up to here. */
const MAX_CHARACTERS = 200_000

/** A text in small letters, with one kind of hyphen, quote, slash and line break. */
export function plainCharacters(text: string): string {
  const capped = text.slice(0, MAX_CHARACTERS)
  // Nearly every report is plain ASCII, which the forms of Unicode leave as it is.
  return isAscii(capped) ? withPlainBreaks(capped).toLowerCase() : plainUnicode(capped)
}

function isAscii(text: string): boolean {
  return !/[^\p{ASCII}]/u.test(text)
}

function plainUnicode(capped: string): string {
  return (
    withPlainBreaks(capped.normalize('NFKC').slice(0, MAX_CHARACTERS))
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/\u2044/g, '/')
      .toLowerCase()
      // Some letters become two when they are normalised or made small.
      .slice(0, MAX_CHARACTERS)
  )
}

/** HL7 v2 writes a line break as \.br\ and some servers copy it into FHIR text as it stands. */
function withPlainBreaks(text: string): string {
  return text.replaceAll('\\.br\\', '\n').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
}
