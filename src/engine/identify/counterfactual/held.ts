/** Stands for the value at which a mediator is held, whichever it is. */
export const HELD = 'held'
