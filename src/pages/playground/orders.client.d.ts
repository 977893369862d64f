/** The text of the script beside this file: it runs in the browser, and `src/pages/tsconfig.json` checks it. */
declare const script: string
export = script
