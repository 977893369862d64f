/** A source a reader can find. `url` is left out where the source has no stable address. */
export interface Citation {
  readonly id: string
  readonly title: string
  readonly url?: string
}

/** A number never travels without its unit, its source's own words and the citation. */
export interface Threshold {
  /** Its name among all thresholds, in the traceability table and in the cases that test it. */
  readonly id: string
  readonly value: number
  /** UCUM, or the name of a scale ("{0-10 score}"). */
  readonly unit: string
  /** What the source says, or why we chose the number where it says none. */
  readonly says: string
  /** `ours` marks a number the source does not give: our reading, open to challenge. */
  readonly origin: 'source' | 'ours'
  readonly citation: Citation
}
