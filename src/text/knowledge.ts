/** Visible text of what is known before a search, on the canvas. */
export const knowledgeText = {
  tools: 'What is known before',
  tool: {
    required: 'Require',
    forbidden: 'Forbid',
  },
  toolHelp: {
    required: 'Drag from a cause to its effect, or click one after the other: the arrow has to stand',
    forbidden: 'Drag from one variable to another: no arrow may lead this way',
  },
  done: 'Done',
  line: {
    required: (cause: string, effect: string) => `Required: ${cause} → ${effect}. Delete removes it.`,
    forbidden: (cause: string, effect: string) => `Forbidden: ${cause} → ${effect}. Delete removes it.`,
  },
  remove: 'Remove',
  drawStep: {
    required: (cause: string, effect: string) => `Require ${cause} → ${effect}`,
    forbidden: (cause: string, effect: string) => `Forbid ${cause} → ${effect}`,
  },
  eraseStep: (cause: string, effect: string) => `Free ${cause} → ${effect}`,
  exogenous: 'no causes',
  exogenousHelp: (name: string) => `Nothing searched causes ${name}`,
  changes: 'changes',
  changesHelp: (name: string, p: string) => `How ${name} depends on its causes changes (p ${p})`,
} as const
