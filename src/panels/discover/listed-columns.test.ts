import { expect, test } from 'vitest'
import { listedColumns } from './listed-columns'

const columns = ['Age', 'Tar 1', 'Tar 2', 'Tar 3', 'Score'].map((name) => ({ name, obstacle: null }))
const names = (sought: string, most: number, first: readonly string[] = []) => {
  const { listed, left } = listedColumns(columns, { sought, most, first: new Set(first) })
  return [listed.map(({ name }) => name).join(', '), left]
}

test('a short list keeps its order, whatever is wrong with its columns', () => {
  expect(names('', 5, ['Score'])).toEqual(['Age, Tar 1, Tar 2, Tar 3, Score', 0])
})

test('a long list starts with the columns to look at', () => {
  expect(names('', 2, ['Score'])).toEqual(['Score, Age', 3])
  expect(names('', 1, ['Score', 'Tar 3'])).toEqual(['Tar 3, Score', 3])
})

test('a part of the name finds columns in any case', () => {
  expect(names(' tar ', 2)).toEqual(['Tar 1, Tar 2', 1])
  expect(names('none', 2)).toEqual(['', 0])
})
