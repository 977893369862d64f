/** The bundler gives the text of a style sheet (the Text rule of wrangler.toml). */
declare module '*.css' {
  const text: string
  export = text
}
