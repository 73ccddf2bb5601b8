/** Decides which rows a sample draws; printed beside every picture that shows one. */
export const SEED = 1
