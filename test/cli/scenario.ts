/** One run of the command line in a folder of its own, and what it must do. Stands in test/cli/scenarios, one file each. */
export interface Scenario {
  /** Arguments, separated by spaces. */
  readonly command: string;
  /** A folder of test/cli/workspaces that the run starts from; an empty folder when absent. */
  readonly workspace?: string;
  /** Files laid over it, by path; null takes one away. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly exit: number;
  /** The whole standard output; the empty text when absent. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** Files that the run must have written, by path. */
  readonly writes?: Readonly<Record<string, string>>;
}
