export interface Wrapped {
  readonly lines: readonly string[]
  /** Of the widest line, in the unit of the measure. */
  readonly width: number
  /** The text did not fit; the last line ends in an ellipsis. */
  readonly clipped: boolean
}

/** A line may end after a space, and inside long names after an underscore, a hyphen, a slash or a dot. */
const piecesOf = (text: string) => text.split(/(?<=[\s_\-/.])(?=[^\s_\-/.])/)

type Measure = (text: string) => number

/** Pieces no wider than the room; a longer one is cut between characters. */
function fitting(pieces: readonly string[], width: number, measure: Measure): string[] {
  return pieces.flatMap((piece) => {
    if (measure(piece.trimEnd()) <= width) return [piece]
    const parts: string[] = []
    let part = ''
    for (const character of piece) {
      if (part !== '' && measure(part + character) > width) {
        parts.push(part)
        part = ''
      }
      part += character
    }
    return [...parts, part]
  })
}

function fill(pieces: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  return [...lines, line.trimEnd()]
}

/**
 * The text on as few lines as the room allows, of about equal width. What does not fit on the last line is
 * replaced by an ellipsis.
 */
export function wrapText(
  text: string,
  room: { readonly width: number; readonly lines: number },
  measure: Measure,
): Wrapped {
  const whole = measure(text)
  if (whole <= room.width) return { lines: [text], width: whole, clipped: false }
  const widest = (lines: readonly string[]) => Math.max(...lines.map(measure))
  const pieces = fitting(piecesOf(text), room.width, measure)
  let lines = fill(pieces, room.width, measure)
  if (lines.length > room.lines) {
    let last = [...lines.slice(room.lines - 1).join(' ')]
    while (last.length > 0 && measure(`${last.join('').trimEnd()}…`) > room.width) last = last.slice(0, -1)
    const clipped = [...lines.slice(0, room.lines - 1), `${last.join('').trimEnd()}…`]
    return { lines: clipped, width: widest(clipped), clipped: true }
  }
  let low = Math.max(whole / lines.length, ...pieces.map((piece) => measure(piece.trimEnd())))
  let high = room.width
  for (let step = 0; step < 6 && high - low > 2; step++) {
    const middle = (low + high) / 2
    const narrower = fill(pieces, middle, measure)
    if (narrower.length > lines.length) low = middle
    else {
      lines = narrower
      high = middle
    }
  }
  return { lines, width: widest(lines), clipped: false }
}
