import type { ErrorCode, Place } from '../../errors.ts';
import type { ReadLog, ReadOptions } from '../../registry/contract/index.ts';
import type { Judgement } from './judge-target.ts';

/** What a thread is told when it starts. */
export interface WorkerTask {
  /** Absolute path of the folder of the workspace, if there is one, what places call it, and the git ref that it is read at. */
  readonly folder: string | undefined;
  readonly label: string | undefined;
  readonly ref: string | undefined;
  /** Path of the ruleset that was named, relative to the working directory. */
  readonly ruleset: string | undefined;
  readonly cwd: string;
  readonly isAsSpectral: boolean;
  readonly isForSpectral: boolean;
}

/** A document that it is to judge. */
export interface WorkerOrder extends Pick<ReadOptions, 'allowedHosts' | 'limits'> {
  /** The contract of the workspace whose document it is. */
  readonly contractId: string | undefined;
  readonly root: string;
  readonly label: string;
  readonly path: string;
}

type PlainLog = Pick<ReadLog, 'files' | 'folders' | 'hasFetched'>;

/** What judging gave, or why the document can't be read. */
export type WorkerAnswer =
  | { readonly value: Judgement; readonly reads: PlainLog; readonly elsewhere: PlainLog }
  | { readonly code: ErrorCode; readonly detail: string; readonly place: Place | undefined };
