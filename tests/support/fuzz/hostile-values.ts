import fc from 'fast-check'

/** What must turn up nowhere. Not a FHIR id: an id of the record may stand in an assessment as a reference. */
export const CANARY_WORDS = 'Zyxa Canarysson MRN:QX-4711'
export const CANARY_TOKEN = 'canary-token.4711.secret'
/** As much of them as survives when words are cut, folded or escaped. */
export const CANARY_TRACE = /zyxa|canarysson|qx-4711|canary-token|evil\.example|onerror/i

const MARKUP = `${CANARY_WORDS} <img src=x onerror=alert(1)> [x](https://evil.example) **b** \`c\` | d\r\n\u001b[31m\u202e`

/** Texts that break careless code: markup, control characters, lone surrogates, prototypes, dates that are none. */
const hostileText = fc.oneof(
  fc.constantFrom(
    CANARY_WORDS,
    MARKUP,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\ufeff',
    '__proto__',
    'constructor',
    'toString',
    'null',
    'NaN',
    '1e999',
    '-0',
    '2026-02-30',
    '0000-00-00',
    '9999-12-31T23:59:59.999999999+14:00',
    '2026-11-20T08:00:00-99:99',
    '-2026-01-01',
    'Patient/',
    'Patient/pat-1/_history/../../admin',
    'urn:uuid:pat-1',
    '#',
    'https://evil.example/fhir/Patient/pat-1',
    'http://169.254.169.254/',
    'javascript:alert(1)',
    '../../../etc/passwd',
    '%2e%2e%2f',
    "'; DROP TABLE cards; --",
    'M80.08XA',
    'T12',
    'Acute compression fracture of T12 with bone marrow edema.',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: 1, max: 4_000 }).map((length) => 'no T12 '.repeat(length / 7)),
)

const hostileNumber = fc.oneof(
  fc.constantFrom(-1, 0, 1, 7, 10, 11, 99, 1e21, -1e21, Number.MAX_SAFE_INTEGER, 5e-324, 2 ** 31),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

/** Any JSON, with a liking for what hurts. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 1, arbitrary: fc.constantFrom([], {}, [[]], [null], { resourceType: 'Bundle' }, { reference: null }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, hostileText, { maxKeys: 4 }) },
)
