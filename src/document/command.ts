import type { Result } from '../base/result'
import type { Project } from './project'

/**
 * One user action. Toolbar, palette, keyboard, canvas and lessons all run these; undo keeps the project
 * before and needs nothing from the command.
 */
export interface Command<Args> {
  readonly id: string
  /** The name of the undo step: "Reverse Tar → Cancer". Read against the project before the command. */
  label(project: Project, args: Args): string
  /** The new project, or plain sentences why not. Returning the same object means nothing changed. */
  apply(project: Project, args: Args): Result<Project>
}

export const defineCommand = <Args>(command: Command<Args>): Command<Args> => command
