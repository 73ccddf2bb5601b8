/** Named by every result, so that a number can be traced to the code that computed it. */
export const engineVersion = '0.1.0'
