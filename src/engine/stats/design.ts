/** Design matrices from columns: an intercept, numbers, powers, dummy-coded categories and products of these. */

export interface Category {
  readonly value: number
  readonly label: string
}

export interface Predictor {
  readonly name: string
  /** No NaN. With categories, one of their values in each row. */
  readonly values: Float64Array
  /** Dummy-coded when given; the first category is the reference. */
  readonly categories?: readonly Category[]
}

export interface Factor {
  readonly predictor: Predictor
  /** 1 for the values themselves; ignored for categories. */
  readonly power: number
}

/** A product of factors: `[age]`, `[age^2]`, `[qsmk, smokeintensity]`. */
export type Term = readonly Factor[]

export interface Design {
  /** rows x columns, row-major. */
  readonly matrix: Float64Array
  readonly rows: number
  readonly columns: number
  /** One name a column: "intercept", "age", "age^2", "education=3", "qsmk:smokeintensity". */
  readonly names: readonly string[]
}

/** The distinct values as categories, ascending; labels from `levels` where the values are codes into it. */
export function categoriesOf(values: Float64Array, levels?: readonly string[]): Category[] {
  return [...new Set(values)]
    .toSorted((a, b) => a - b)
    .map((value) => ({ value, label: levels?.[value] ?? String(value) }))
}

interface Block {
  readonly name: string
  readonly at: (row: number) => number
}

function blocksOf({ predictor, power }: Factor): Block[] {
  const { name, values, categories } = predictor
  if (categories) {
    return categories.slice(1).map(({ value, label }) => ({
      name: `${name}=${label}`,
      at: (row) => (values[row] === value ? 1 : 0),
    }))
  }
  if (power === 1) return [{ name, at: (row) => values[row] }]
  return [{ name: `${name}^${power}`, at: (row) => values[row] ** power }]
}

/** The intercept followed by the columns of each term. A term with several categorical factors yields all products. */
export function buildDesign(terms: readonly Term[], rows: number): Design {
  const blocks: Block[] = [{ name: 'intercept', at: () => 1 }]
  for (const term of terms) {
    let products: Block[] = []
    term.forEach((factor, position) => {
      const next = blocksOf(factor)
      products =
        position === 0
          ? next
          : products.flatMap((left) =>
              next.map((right) => ({
                name: `${left.name}:${right.name}`,
                at: (row: number) => left.at(row) * right.at(row),
              })),
            )
    })
    blocks.push(...products)
  }
  const columns = blocks.length
  const matrix = new Float64Array(rows * columns)
  blocks.forEach(({ at }, j) => {
    for (let r = 0; r < rows; r++) matrix[r * columns + j] = at(r)
  })
  return { matrix, rows, columns, names: blocks.map((block) => block.name) }
}

/** The same terms with one predictor held at a value in every row, as under an intervention. */
export function holdPredictor(terms: readonly Term[], name: string, value: number): Term[] {
  return terms.map((term) =>
    term.map((factor) =>
      factor.predictor.name === name
        ? {
            ...factor,
            predictor: {
              ...factor.predictor,
              values: new Float64Array(factor.predictor.values.length).fill(value),
            },
          }
        : factor,
    ),
  )
}

/** The rows `index`, in that order; rows may repeat, as in a bootstrap sample. */
export function selectRows(design: Design, index: ArrayLike<number>): Design {
  const { columns } = design
  const matrix = new Float64Array(index.length * columns)
  for (let r = 0; r < index.length; r++) {
    const start = index[r] * columns
    matrix.set(design.matrix.subarray(start, start + columns), r * columns)
  }
  return { ...design, matrix, rows: index.length }
}

/** The columns `index`, in that order. */
export function selectColumns(design: Design, index: readonly number[]): Design {
  const { rows } = design
  const columns = index.length
  const matrix = new Float64Array(rows * columns)
  for (let r = 0; r < rows; r++)
    for (let k = 0; k < columns; k++) matrix[r * columns + k] = design.matrix[r * design.columns + index[k]]
  return { matrix, rows, columns, names: index.map((j) => design.names[j]) }
}
