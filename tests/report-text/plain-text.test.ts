import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlToPlainText } from '../../src/report-text/plain-text.ts'
import { said } from './said.ts'

function lines(html: string): readonly string[] {
  return htmlToPlainText(html)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

describe('htmlToPlainText', () => {
  test.each([
    ['drops tags', '<b>Acute</b> fracture of <span class="x">T12</span>', ['Acute fracture of T12']],
    [
      'breaks lines at blocks',
      '<p>FINDINGS</p><div>T12</div><ul><li>one</li><li>two</li></ul>',
      ['FINDINGS', 'T12', 'one', 'two'],
    ],
    ['breaks lines at br', 'one<br/>two<BR>three', ['one', 'two', 'three']],
    ['breaks lines at table rows', '<table><tr><td>L1</td><td>normal</td></tr></table>', ['L1', 'normal']],
    ['drops script and style', '<style>p { color: red }</style><script>alert("T12")</script>text', ['text']],
    ['drops a script that never ends', 'text<script>alert(1)', ['text']],
    ['drops comments', 'a<!-- compression fracture -->b', ['ab']],
    ['drops a comment that never ends', 'a<!-- compression fracture', ['a']],
    ['drops the head', '<html><head><title>Report</title></head><body>text</body></html>', ['text']],
    ['decodes entities', '&lt;25&#37; &amp; &gt; 10&#x25;&nbsp;loss', ['<25% & > 10% loss']],
    ['keeps entities it does not know', '&unknown; &#xFFFFFFF;', ['&unknown; &#xFFFFFFF;']],
    ['does not decode twice', '&amp;lt;b&amp;gt;', ['&lt;b&gt;']],
    ['keeps a bare less-than sign', 'loss of height < 25 % and <25 %', ['loss of height < 25 % and <25 %']],
    ['drops a tag that never ends', 'text<div class="', ['text']],
  ])('%s', (_name, html, expected) => {
    expect(lines(html)).toEqual(expected)
  })

  test('leaves a report that reads as the text does', () => {
    const html =
      '<h3>FINDINGS</h3><p>Acute compression fracture of&nbsp;T12 with &gt;50&#37; loss of height.</p><p>No retropulsion.</p>'
    expect(said(htmlToPlainText(html))).toEqual([
      { level: 'T12', fracture: 'present', acuity: 'acute', heightLossPercent: [50, 100], retropulsion: 'no' },
    ])
  })

  test('never throws, and leaves text without markup as it is', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '<style',
      '&',
      '&#',
      ';',
      'x',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        expect(typeof htmlToPlainText(pieces.join(''))).toBe('string')
        const plain = pieces.join('').replace(/[<&]/g, '')
        expect(htmlToPlainText(plain)).toBe(plain)
      }),
    )
  })

  test('comes to an end with a megabyte of broken markup', () => {
    for (const piece of ['<', '<!--', '<script>', '&#', '</div', '<p ']) {
      expect(typeof htmlToPlainText(piece.repeat(200_000))).toBe('string')
    }
  })
})
