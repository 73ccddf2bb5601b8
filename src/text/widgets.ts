/** Visible text of widgets that is the same wherever they stand. */
export const widgetText = {
  more: (count: number) => `${count.toLocaleString('en-US')} more: type a part of the name.`,
} as const
