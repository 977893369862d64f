import { html, raw } from 'hono/html'
import type { CardDraft } from '../../../src/services/card-draft.ts'
import type { LibraryCard } from './library-cards.ts'

const KINDS: readonly CardDraft['kind'][] = ['refer-now', 'complete-workup', 'other-route', 'bone-health']

const STYLE = `
body { font: 15px/1.45 system-ui, sans-serif; margin: 1rem auto; max-width: 60rem; padding: 0 1rem; color: #1b2733 }
article { border: 1px solid #d5dde4; border-left: 4px solid #0a6aa1; border-radius: 4px; padding: .75rem 1rem; margin: 1rem 0; break-inside: avoid }
h3 { margin: 0 0 .5rem; font-size: 1rem } .detail { white-space: pre-wrap } .quiet { color: #52606d; font-size: .85rem }
`

/** One page with every card as plain text, for a person to look over. Nothing on it is markup of ours but the frame. */
export function cardsPage(cards: readonly LibraryCard[]) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cards of the case library</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<h1>Cards of the case library</h1>
<p>${cards.length} different cards. Each names the first patients that get it.</p>
${KINDS.map((kind) =>
  section(
    kind,
    cards.filter(({ draft }) => draft.kind === kind),
  ),
)}
</body>
</html>
`
}

function section(kind: CardDraft['kind'], cards: readonly LibraryCard[]) {
  return html`<h2 id="${kind}">${kind} (${cards.length})</h2>${cards.map(article)}`
}

const SHOWN = 3

function article({ policy, draft, cases }: LibraryCard) {
  const suggestions = draft.suggestions.map(({ label }) => label).join(' · ')
  return html`<article>
<h3>${draft.summary}</h3>
<div class="detail">${draft.detail}</div>
<p class="quiet">${draft.summary.length} characters, ${draft.detail.split(/\s+/).length} words, policy ${policy}. ${suggestions}</p>
<ul class="quiet">${cases.slice(0, SHOWN).map(({ name, why }) => html`<li>${name}: ${why}</li>`)}</ul>
</article>
`
}
