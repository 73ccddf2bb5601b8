import type { Example } from './example'
import { binaryColumn, drawnGraph, exampleDataset, expandCounts, totalEffect } from './parts'

/** People and cancers by smoking and tar, in Pearl's proportions for 800 people. */
const table = [
  { smoking: 0, tar: 0, people: 380, cancers: 38 },
  { smoking: 0, tar: 1, people: 20, cancers: 1 },
  { smoking: 1, tar: 0, people: 20, cancers: 18 },
  { smoking: 1, tar: 1, people: 380, cancers: 323 },
]

export const smokingTarCancer: Example = {
  id: 'smoking-tar-cancer',
  title: 'Smoking, tar, cancer',
  blurb:
    'A hidden genotype drives both smoking and cancer: no set of measured variables can be adjusted for.',
  source:
    'Pearl (2009), Causality, 2nd edition, section 3.3.3, table 3.1; a hypothetical table made to be extreme, written out for 800 people.',
  build() {
    const [smoking, tar, cancer] = expandCounts(
      table.flatMap(({ smoking, tar, people, cancers }) => [
        { codes: [smoking, tar, 1], count: cancers },
        { codes: [smoking, tar, 0], count: people - cancers },
      ]),
    )
    return {
      ...drawnGraph(
        [
          { name: 'Genotype', x: 330, y: 0, latent: true },
          { name: 'Smoking', x: 0, y: 180 },
          { name: 'Tar', x: 330, y: 180 },
          { name: 'Cancer', x: 660, y: 180 },
        ],
        [
          ['Genotype', 'Smoking'],
          ['Genotype', 'Cancer'],
          ['Smoking', 'Tar'],
          ['Tar', 'Cancer'],
        ],
      ),
      dataset: exampleDataset(
        'smoking-tar-cancer',
        'Smoking, tar, cancer',
        [binaryColumn('Smoking', smoking), binaryColumn('Tar', tar), binaryColumn('Cancer', cancer)],
        ['The published proportions were written out for 800 people, one row a person.'],
      ),
      question: totalEffect('Smoking', 'no', 'yes', 'Cancer'),
      known: {
        minimalAdjustmentSets: [],
        see: { from: 0.0975, to: 0.8525 },
        // By the front door through tar, which a later step of the studio finds.
        do: { from: 0.4975, to: 0.4525 },
        tolerance: 0,
      },
    }
  },
}
