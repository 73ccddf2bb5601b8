import type { Example } from './example'
import { binaryColumn, drawnGraph, exampleDataset, expandCounts, totalEffect } from './parts'

/** Patients and successes by stone size (0 small, 1 large) and treatment (0 open, 1 keyhole). */
const table = [
  { size: 0, treatment: 0, patients: 87, successes: 81 },
  { size: 0, treatment: 1, patients: 270, successes: 234 },
  { size: 1, treatment: 0, patients: 263, successes: 192 },
  { size: 1, treatment: 1, patients: 80, successes: 55 },
]

export const kidneyStones: Example = {
  id: 'kidney-stones',
  title: 'Kidney stones',
  blurb: 'Keyhole surgery healed more of its patients, open surgery heals more patients: see against do.',
  source:
    'Charig, Webb, Payne & Wickham (1986), Comparison of treatment of renal calculi by open surgery, percutaneous nephrolithotomy, and extracorporeal shockwave lithotripsy, BMJ 292, 879-882; the published table, one row a patient.',
  build() {
    const [size, treatment, success] = expandCounts(
      table.flatMap(({ size, treatment, patients, successes }) => [
        { codes: [size, treatment, 1], count: successes },
        { codes: [size, treatment, 0], count: patients - successes },
      ]),
    )
    return {
      ...drawnGraph(
        [
          { name: 'Stone size', x: 330, y: 0 },
          { name: 'Treatment', x: 110, y: 180 },
          { name: 'Success', x: 550, y: 180 },
        ],
        [
          ['Stone size', 'Treatment'],
          ['Stone size', 'Success'],
          ['Treatment', 'Success'],
        ],
      ),
      dataset: exampleDataset(
        'kidney-stones',
        'Kidney stones',
        [
          binaryColumn('Stone size', size, ['small', 'large']),
          binaryColumn('Treatment', treatment, ['open', 'keyhole']),
          binaryColumn('Success', success),
        ],
        ['The published table of 700 patients was written out, one row a patient.'],
      ),
      question: totalEffect('Treatment', 'open', 'keyhole', 'Success'),
      known: {
        minimalAdjustmentSets: [['Stone size']],
        see: { from: 273 / 350, to: 289 / 350 },
        do: {
          from: (81 / 87) * (357 / 700) + (192 / 263) * (343 / 700),
          to: (234 / 270) * (357 / 700) + (55 / 80) * (343 / 700),
        },
        tolerance: 0,
      },
    }
  },
}
