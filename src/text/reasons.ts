type Status = 'required' | 'allowed' | 'useless' | 'forbidden'

/** Visible text of why each variable should or should not be adjusted for. */
export const reasonsText = {
  label: 'Reasons',
  title: {
    required: 'Needed in every set',
    allowed: 'Can help',
    useless: 'Not needed',
    forbidden: 'Must stay out',
  } satisfies Record<Status, string>,
  /** Beside a name, where the sentence has no room. */
  word: {
    required: 'needed for adjustment',
    allowed: 'can help adjustment',
    useless: '',
    forbidden: 'not to be adjusted for',
  } satisfies Record<Status, string>,
  waiting: 'The reasons are being sought.',
  more: (count: number) => `Show ${count} more`,
  wish: (name: string) => `Require or forbid ${name}`,
}
