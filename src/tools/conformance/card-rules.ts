import type { CardsSeen, Found } from './cards.ts'
import { blanksIn, isAbsoluteUrl, isObject, isText, isUuid, type JsonObject, listAt, oddExtensionsIn } from './json.ts'
import { type Rule, type Skipped, skip } from './rule.ts'

type CardRule = Rule<CardsSeen>

/** "One-sentence, <140-character summary": 140 is too long. */
const MAX_SUMMARY_CHARACTERS = 139

export const CARD_RULES: readonly CardRule[] = [
  {
    id: 'card-summary',
    level: 'SHALL',
    line: 568,
    section: 'card-attributes',
    title: 'summary is a text of fewer than 140 characters',
    todo: 'Shorten the sentence; the rest belongs into detail.',
    judge: onEach('cards', ({ summary }) => {
      if (!isText(summary)) return ['summary is no text']
      return unless(summary.length <= MAX_SUMMARY_CHARACTERS, `summary has ${summary.length} characters`)
    }),
  },
  {
    id: 'card-indicator',
    level: 'SHALL',
    line: 570,
    section: 'card-attributes',
    title: 'indicator is info, warning or critical',
    todo: 'Use one of the three; hard-stop is of an old draft.',
    judge: onEach('cards', ({ indicator }) =>
      unless(isOneOf(indicator, ['info', 'warning', 'critical']), 'indicator is none of the three'),
    ),
  },
  {
    id: 'card-source',
    level: 'SHALL',
    line: 571,
    section: 'source',
    title: 'source is an object with a label',
    todo: 'Name where the guidance comes from.',
    judge: onEach('cards', ({ source }) => unless(isObject(source) && isText(source.label), 'source has no label')),
  },
  {
    id: 'card-source-urls',
    level: 'SHALL',
    line: 585,
    section: 'source',
    title: 'url and icon of the source are absolute URLs where they are given',
    todo: 'Give whole addresses.',
    judge: onEach('cards', ({ source }) =>
      isObject(source)
        ? ['url', 'icon']
            .filter((name) => name in source && !isAbsoluteUrl(source[name]))
            .map((name) => `source.${name} is no absolute URL`)
        : [],
    ),
  },
  {
    id: 'card-topic',
    level: 'SHALL',
    line: 1162,
    section: 'coding',
    title: 'source.topic has code and system where it is given',
    todo: 'Send a whole Coding.',
    judge: onEach('cards', ({ source }) =>
      isObject(source) && 'topic' in source ? codingProblems(source.topic, 'source.topic') : [],
    ),
  },
  {
    id: 'card-topic-given',
    level: 'advice',
    line: 587,
    section: 'source',
    title: 'source.topic is given',
    todo: 'Send a constant topic: payers ask for it, and EHRs key suppression of a card on its code.',
    judge: onEach('cards', ({ source }) => unless(isObject(source) && 'topic' in source, 'there is no source.topic')),
  },
  {
    id: 'card-texts',
    level: 'SHALL',
    line: 567,
    section: 'card-attributes',
    title: 'uuid and detail are texts where they are given',
    todo: 'Give them the type that the specification names, or leave them out.',
    judge: onEach('cards', (card) =>
      ['uuid', 'detail']
        .filter((name) => name in card && typeof card[name] !== 'string')
        .map((name) => `${name} is no text`),
    ),
  },
  {
    id: 'card-uuid',
    level: 'advice',
    line: 567,
    section: 'card-attributes',
    title: 'Every card has a UUID, and no two share one',
    todo: 'Without uuid there is no feedback.',
    judge: uuidProblems,
  },
  {
    id: 'card-html',
    level: 'advice',
    line: 569,
    section: 'card-attributes',
    title: 'detail holds no HTML',
    todo: 'Write Markdown: clients show raw HTML, drop it, or break on it.',
    judge: onEach('cards', ({ detail }) => unless(!/<\/?[a-z][^>]*>/i.test(String(detail ?? '')), 'detail holds HTML')),
  },
  {
    id: 'card-arrays',
    level: 'SHALL',
    line: 572,
    section: 'card-attributes',
    title: 'suggestions, overrideReasons and links are arrays of objects where they are given',
    todo: 'Send arrays of objects, or leave them out.',
    judge: arrayProblems,
  },
  {
    id: 'card-selection-behavior',
    level: 'SHALL',
    line: 573,
    section: 'card-attributes',
    title: 'A card with suggestions says any or at-most-one in selectionBehavior',
    todo: 'Add selectionBehavior; any is what most clients understand.',
    judge: onEach('cards', ({ suggestions, selectionBehavior }) =>
      suggestions === undefined && selectionBehavior === undefined
        ? []
        : unless(
            isOneOf(selectionBehavior, ['any', 'at-most-one']),
            'selectionBehavior is neither any nor at-most-one',
          ),
    ),
  },
  {
    id: 'card-selection-needed',
    level: 'advice',
    line: 573,
    section: 'card-attributes',
    title: 'A card without suggestions has no selectionBehavior',
    todo: 'Leave it out: there is nothing to select.',
    judge: onEach('cards', ({ suggestions, selectionBehavior }) =>
      unless(suggestions !== undefined || selectionBehavior === undefined, 'selectionBehavior without suggestions'),
    ),
  },
  {
    id: 'card-recommended',
    level: 'SHALL',
    line: 615,
    section: 'suggestion',
    title: 'Several suggestions are recommended only where any number may be chosen',
    todo: 'Recommend one, or set selectionBehavior to any.',
    judge: onEach('cards', (card) => {
      const recommended = listAt(card, 'suggestions').filter((each) => isObject(each) && each.isRecommended === true)
      return unless(
        recommended.length < 2 || card.selectionBehavior === 'any',
        `${recommended.length} recommended, one may be chosen`,
      )
    }),
  },
  {
    id: 'card-override-reasons',
    level: 'SHALL',
    line: 574,
    section: 'reasons-for-rejecting-a-card',
    title: 'Every override reason has code, system and display',
    todo: 'A clinician chooses by display, feedback comes with code and system.',
    judge: onEach('cards', (card) =>
      listAt(card, 'overrideReasons').flatMap((reason, index) => {
        const at = `overrideReasons[${index}]`
        return [
          ...codingProblems(reason, at),
          ...unless(isObject(reason) && isText(reason.display), `${at} has no display`),
        ]
      }),
    ),
  },
  {
    id: 'suggestion-label',
    level: 'SHALL',
    line: 613,
    section: 'suggestion',
    title: 'Every suggestion has a label',
    todo: 'It is the text of the button.',
    judge: onEach('suggestions', ({ label }) => unless(isText(label), 'there is no label')),
  },
  {
    id: 'suggestion-types',
    level: 'SHALL',
    line: 614,
    section: 'suggestion',
    title: 'uuid is a text, isRecommended a boolean, actions an array with an action, where they are given',
    todo: 'Give them the type that the specification names, or leave them out.',
    judge: onEach('suggestions', ({ uuid, isRecommended, actions }) => [
      ...unless(uuid === undefined || isText(uuid), 'uuid is no text'),
      ...unless(isRecommended === undefined || typeof isRecommended === 'boolean', 'isRecommended is no boolean'),
      ...unless(
        actions === undefined || (Array.isArray(actions) && actions.length > 0),
        'actions is no array with an action',
      ),
    ]),
  },
  {
    id: 'suggestion-uuid',
    level: 'advice',
    line: 880,
    section: 'suggestion-accepted',
    title: 'Every suggestion has a uuid',
    todo: 'Without it nobody can say that it was accepted.',
    judge: onEach('suggestions', ({ uuid }) => unless(isText(uuid), 'there is no uuid')),
  },
  {
    id: 'link-required',
    level: 'SHALL',
    line: 699,
    section: 'link',
    title: 'Every link has label, an absolute url, and type absolute or smart',
    todo: 'Add what is missing.',
    judge: onEach('links', ({ label, url, type }) => [
      ...unless(isText(label), 'there is no label'),
      ...unless(isAbsoluteUrl(url), 'url is no absolute URL'),
      ...unless(isOneOf(type, ['absolute', 'smart']), 'type is neither absolute nor smart'),
    ]),
  },
  {
    id: 'link-app-context',
    level: 'SHOULD',
    line: 702,
    section: 'link',
    title: 'Only smart links have an appContext',
    todo: 'Leave it out of absolute links.',
    judge: onEach('links', ({ type, appContext }) =>
      unless(appContext === undefined || type === 'smart', 'appContext on a link that is not smart'),
    ),
  },
  {
    id: 'link-https',
    level: 'advice',
    line: 43,
    section: 'link',
    title: 'Links lead to https addresses',
    todo: 'Clients list the links they allow, and drop the others.',
    judge: onEach('links', ({ url, type }) =>
      unless(type !== 'absolute' || /^https:/i.test(String(url)), 'url is not https'),
    ),
  },
  {
    id: 'card-blank',
    level: 'SHALL',
    line: 47,
    section: 'use-of-json',
    title: 'Nothing in an answer is null or empty but cards itself',
    todo: 'Leave out what has no value.',
    judge: onEach('answers', (answer) =>
      Object.entries(answer)
        .filter(
          ([name, value]) => name !== 'extension' && !(name === 'cards' && Array.isArray(value) && value.length === 0),
        )
        .flatMap(([name, value]) => blanksIn(value, name)),
    ),
  },
  {
    id: 'card-extension',
    level: 'SHALL',
    line: 1113,
    section: 'extensions',
    title: 'An extension is a JSON object',
    todo: 'Put the values of the extension under names of your own in one object.',
    judge: onEach('answers', (answer) => oddExtensionsIn(answer, 'answer')),
  },
]

export function unless(kept: boolean, problem: string): readonly string[] {
  return kept ? [] : [problem]
}

export function isOneOf(value: unknown, values: readonly string[]): boolean {
  return typeof value === 'string' && values.includes(value)
}

const NOTHING_SEEN = {
  answers: 'no call was answered with 200',
  cards: 'no card was seen: give a body that leads to one with --request',
  suggestions: 'no suggestion was seen',
  links: 'no link was seen',
  actions: 'no action was seen',
  systemActions: 'no system action was seen',
} as const

/** Looks at every part of a kind; nothing seen is nothing judged. */
export function onEach(
  kind: keyof typeof NOTHING_SEEN,
  problemsIn: (value: JsonObject) => readonly string[],
): CardRule['judge'] {
  return (seen) => {
    if (seen[kind].length === 0) return skip(NOTHING_SEEN[kind])
    return seen[kind].flatMap(({ at, value }: Found) => problemsIn(value).map((problem) => `${at}: ${problem}`))
  }
}

function codingProblems(coding: unknown, at: string): readonly string[] {
  if (!isObject(coding)) return [`${at} is no Coding`]
  return ['code', 'system'].filter((name) => !isText(coding[name])).map((name) => `${at} has no ${name}`)
}

function arrayProblems({ cards, oddEntries }: CardsSeen): readonly string[] | Skipped {
  if (cards.length === 0 && oddEntries.length === 0) return skip(NOTHING_SEEN.cards)
  const names = ['suggestions', 'overrideReasons', 'links']
  return [
    ...oddEntries.map((at) => `${at} is no object`),
    ...cards.flatMap(({ at, value }) =>
      names.filter((name) => name in value && !Array.isArray(value[name])).map((name) => `${at}.${name} is no array`),
    ),
  ]
}

function uuidProblems({ cards }: CardsSeen): readonly string[] | Skipped {
  if (cards.length === 0) return skip(NOTHING_SEEN.cards)
  return cards.flatMap(({ at, value: { uuid } }) => {
    const answer = at.replace(/\.cards\[\d+\]$/, '.')
    const twins = cards.filter((other) => other.at !== at && other.at.startsWith(answer) && other.value.uuid === uuid)
    return [
      ...unless(isUuid(uuid), `${at}: uuid is no UUID`),
      ...unless(uuid === undefined || twins.length === 0, `${at}: uuid of another card of the same answer`),
    ]
  })
}
