/** One run of the command line in a folder of its own, and what it must do. Stands in test/cli/scenarios, one file each. */
export interface Scenario {
  /** Arguments, separated by spaces. */
  readonly command: string;
  /** A folder of test/cli/workspaces that the run starts from; an empty folder when absent. */
  readonly workspace?: string;
  /** Files laid over it, by path; null takes one away. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Makes the folder a git repository, in which the workspace is committed with these files laid over it, before `files` are. */
  readonly committed?: Readonly<Record<string, string | null>>;
  /** Commands run before, which must succeed; with a repository each is committed, too. */
  readonly before?: readonly string[];
  /** Texts to replace in files once all that is done, by path: before and after. */
  readonly edits?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** Variables of the environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly exit: number;
  /** Lines that standard output has, instead of the whole: where other words are for others to choose. */
  readonly prints?: readonly string[];
  /** The whole standard output; the empty text when absent. */
  readonly stdout?: string;
  readonly stderr?: string;
  /** Files that the run must have written, by path. */
  readonly writes?: Readonly<Record<string, string>>;
}
