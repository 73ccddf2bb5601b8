export { defaultContrast, levelChoices } from '../../document/contrast'

/** The value that was typed, in a number's true form; null when it is no number ("−2,5" counts as −2.5). */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  return plain === '' || !Number.isFinite(Number(plain)) ? null : Number(plain)
}
