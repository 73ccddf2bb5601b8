import { expect, test } from 'vitest'
import type { Column, Dataset } from '../engine/data/dataset'
import { graphFromNames } from '../engine/graph/graph'
import { columnsToAdd, variablesWithoutColumn } from './columns'

const column = (name: string, role: Column['role'] = 'variable'): Column => ({
  name,
  kind: 'continuous',
  role,
  values: new Float64Array(2),
})
const dataset: Dataset = {
  id: 'd',
  name: 'd.csv',
  revision: 1,
  rows: 2,
  log: [],
  columns: [column('Age'), column('Arm', 'regime'), column('Id', 'left-out'), column('Wage')],
}
const graph = graphFromNames(['Wage', 'Skill', 'Luck'], [], { latent: ['Luck'] })

test('only columns meant as variables are added, and only once', () => {
  expect(columnsToAdd(dataset, graph)).toEqual(['Age'])
})

test('a hidden variable needs no column', () => {
  expect(variablesWithoutColumn(dataset, graph).map((variable) => variable.name)).toEqual(['Skill'])
})
