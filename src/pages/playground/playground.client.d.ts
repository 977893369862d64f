/** The text of the script beside this file, which runs in the browser and is checked with tsconfig.client.json. */
declare const script: string
export = script
