import type { Random } from './random'

const TOKENS = [
  '__proto__',
  'constructor',
  'toString',
  '1e999',
  '-1e400',
  '9007199254740993',
  'NaN',
  'null',
  'true',
  '""',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ',',
  ';',
  ':',
  '->',
  '<->',
  '@-@',
  '--',
  '=',
  '"',
  "'",
  '\\',
  '\\u0000',
  '\u0000',
  '\uFEFF',
  '\uD800',
  '𝒳',
  '\r\n',
  '\t',
  '//',
  '/*',
  '#',
]

type Mutation = (text: string, random: Random) => string

const cutAt = (text: string, random: Random) => random.integer(text.length + 1)

/** One mutation a line, so that a failing seed says what was done. */
const mutations: Readonly<Record<string, Mutation>> = {
  truncate: (text, random) => text.slice(0, cutAt(text, random)),
  'drop the beginning': (text, random) => text.slice(cutAt(text, random)),
  'drop some characters': (text, random) => {
    const at = cutAt(text, random)
    return text.slice(0, at) + text.slice(at + 1 + random.integer(20))
  },
  'change a character': (text, random) => {
    const at = cutAt(text, random)
    return text.slice(0, at) + String.fromCharCode(random.integer(0x250)) + text.slice(at + 1)
  },
  'insert a token': (text, random) => {
    const at = cutAt(text, random)
    return text.slice(0, at) + TOKENS[random.integer(TOKENS.length)] + text.slice(at)
  },
  'replace a word': (text, random) => {
    const words = [...text.matchAll(/[\p{L}\d._-]+/gu)]
    if (words.length === 0) return text
    const word = words[random.integer(words.length)]
    const token = TOKENS[random.integer(TOKENS.length)]
    return text.slice(0, word.index) + token + text.slice(word.index + word[0].length)
  },
  'repeat a piece': (text, random) => {
    const at = cutAt(text, random)
    const piece = text.slice(at, at + 1 + random.integer(60))
    return text.slice(0, at) + piece.repeat(2 + random.integer(30)) + text.slice(at)
  },
  'swap two pieces': (text, random) => {
    const [a, b, c] = [0, 0, 0].map(() => cutAt(text, random)).toSorted((x, y) => x - y)
    return text.slice(0, a) + text.slice(b, c) + text.slice(a, b) + text.slice(c)
  },
  'nest deeply': (text, random) => {
    const at = cutAt(text, random)
    const [open, close] = [
      ['[', ']'],
      ['{', '}'],
      ['{"a":', '}'],
      ['(', ')'],
    ][random.integer(4)]
    const depth = 500 + random.integer(1000)
    return text.slice(0, at) + open.repeat(depth) + close.repeat(depth) + text.slice(at)
  },
  'one huge number': (text, random) => text.replace(/\d+/, '9'.repeat(1 + random.integer(400))),
  'one character very often': (text, random) => {
    const at = cutAt(text, random)
    const character = ['x', ' ', '\n', '"', '-', ',', '\\'][random.integer(7)]
    return text.slice(0, at) + character.repeat(random.integer(8000)) + text.slice(at)
  },
}

export interface Mutated {
  readonly text: string
  /** What was done, for the message of a failing test. */
  readonly done: string
}

/** One to three mutations, drawn with the given randomness. */
export function mutate(text: string, random: Random): Mutated {
  const names = Object.keys(mutations)
  const done: string[] = []
  let mutated = text
  const rounds = 1 + random.integer(3)
  for (let i = 0; i < rounds; i++) {
    const name = names[random.integer(names.length)]
    mutated = mutations[name](mutated, random)
    done.push(name)
  }
  return { text: mutated, done: done.join(', ') }
}

/** The bytes of a text with some of them changed at random, so that it need not be UTF-8 any more. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice()
  const rounds = 1 + random.integer(8)
  for (let i = 0; i < rounds; i++) changed[random.integer(changed.length)] = random.integer(256)
  return random.uniform() < 0.2 ? changed.slice(0, random.integer(changed.length)) : changed
}
