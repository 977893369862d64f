/** One piece of evidence, in our own words. The figures stand in the publications named. */
export interface EvidenceItem {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly direction: 'for' | 'against' | 'mixed'
  readonly words: string
}

export const EVIDENCE: readonly EvidenceItem[] = [
  {
    id: 'vertos-ii',
    title: 'VERTOS II: Klazen et al., Lancet 2010;376:1085-1092',
    url: 'https://doi.org/10.1016/S0140-6736(10)60954-3',
    direction: 'for',
    words:
      'Vertebroplasty against conservative care in 202 patients, fracture under 6 weeks, pain at least 5/10, edema on MRI: more pain relief. Not blinded.',
  },
  {
    id: 'vapour',
    title: 'VAPOUR: Clark et al., Lancet 2016;388:1408-1416',
    url: 'https://doi.org/10.1016/S0140-6736(16)31341-1',
    direction: 'for',
    words:
      'Vertebroplasty against a sham in 120 patients over 60, fracture under 6 weeks, severe pain: more of them reached low pain scores. Of the sham trials listed here the only one that found this.',
  },
  {
    id: 'free',
    title: 'FREE: Wardlaw et al., Lancet 2009;373:1016-1024',
    url: 'https://doi.org/10.1016/S0140-6736(09)60010-6',
    direction: 'for',
    words:
      'Balloon kyphoplasty against non-surgical care, fracture under 3 months: better quality of life early on. Not blinded and without a sham, so expectation cannot be told from effect.',
  },
  {
    id: 'cafe',
    title: 'CAFE: Berenson et al., Lancet Oncol 2011;12:225-235',
    url: 'https://doi.org/10.1016/S1470-2045(11)70008-0',
    direction: 'for',
    words:
      'Balloon kyphoplasty against non-surgical care in 134 patients with cancer and one to three painful fractures: better function after a month. Not blinded and without a sham; many authors were paid by the maker.',
  },
  {
    id: 'sham-2009',
    title:
      'The two sham trials of 2009: Buchbinder et al., N Engl J Med 2009;361:557-568; Kallmes et al., ibid. 569-579',
    url: 'https://doi.org/10.1056/NEJMoa0900429',
    direction: 'against',
    words:
      'Vertebroplasty was no better than a sham. Older fractures and lower pain scores than in VAPOUR were let in.',
  },
  {
    id: 'vertos-iv',
    title: 'VERTOS IV: Firanescu et al., BMJ 2018;361:k1551',
    url: 'https://doi.org/10.1136/bmj.k1551',
    direction: 'against',
    words: 'Vertebroplasty was no better than a sham, in acute fractures too.',
  },
  {
    id: 'cochrane-2018',
    title: 'Cochrane review: Buchbinder et al., 2018, CD006349',
    url: 'https://doi.org/10.1002/14651858.CD006349.pub4',
    direction: 'against',
    words: 'Twenty-one trials, five of them against placebo: does not support vertebroplasty in routine practice.',
  },
  {
    id: 'asbmr-2019',
    title: 'ASBMR task force: Ebeling et al., J Bone Miner Res 2019;34:3-21',
    url: 'https://doi.org/10.1002/jbmr.3653',
    direction: 'against',
    words:
      'No clinically significant benefit of vertebroplasty over placebo; not enough evidence for kyphoplasty over non-surgical care; harms cannot be excluded. Against routine use.',
  },
  {
    id: 'nass-2025',
    title: 'NASS appropriate use criteria, osteoporotic fractures, Spine J 2025',
    url: 'https://doi.org/10.1016/j.spinee.2025.02.007',
    direction: 'against',
    words:
      'A panel rated 144 scenarios: cement augmentation appropriate in 7 (4.9 %), uncertain in 51, rarely appropriate in 86; medical management appropriate in all 144. A chronic fracture with pain of 6/10 or less is always rarely appropriate.',
  },
  {
    id: 'rand-2018',
    title: 'RAND/UCLA panel: Hirsch et al., Spine J 2018;18:2152-2161',
    url: 'https://doi.org/10.1016/j.spinee.2018.07.025',
    direction: 'mixed',
    words:
      'A panel rated 576 scenarios: augmentation appropriate in 46 %, uncertain in 38 %, non-surgical management in 16 %.',
  },
]

/** What a reader should know before he weighs the list. */
export const EVIDENCE_SUMMARY: readonly string[] = [
  'The evidence is contested. Trials without a sham and one sham trial found a benefit; the other sham trials listed here did not, and two large reviews advise against routine use.',
  'The sham trials listed here are of vertebroplasty. This service speaks of kyphoplasty because that is what its source practice does; it does not claim that one is better than the other.',
  'Two expert panels that rated similar patients came to very different answers. Neither is presented as consensus.',
  'Criteria of coverage (Medicare) say who is paid for, not who benefits. They are kept apart from clinical criteria on every page.',
]
