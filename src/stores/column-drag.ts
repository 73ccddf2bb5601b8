/** What a column dragged from the data rail carries: its name, under this type. */
export const COLUMN_DRAG_TYPE = 'application/x-causal-studio-column'
