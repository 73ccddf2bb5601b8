/** How an algorithm declares its options: menus, forms, the command line and the defaults all read these. */
export type OptionSpec =
  | { readonly id: string; readonly label: string; readonly help: string; readonly type: 'number'; readonly default: number; readonly min: number; readonly max: number; readonly integer?: boolean }
  | { readonly id: string; readonly label: string; readonly help: string; readonly type: 'choice'; readonly default: string; readonly choices: readonly { readonly id: string; readonly label: string }[] }
  | { readonly id: string; readonly label: string; readonly help: string; readonly type: 'text'; readonly default: string }

export type OptionValues = Readonly<Record<string, number | string>>
