import type { ChangeAction, ChangeArea } from '../change.ts';

/** What a kind of change is, whatever contract it happens in. */
export interface ChangeRule {
  readonly area: ChangeArea;
  /** The kind of thing: the name of the file that holds the rule. */
  readonly kind: string;
  readonly action: ChangeAction;
  /**
   * Where it breaks, may break or warns, in any profile: in what the offerer of the contract takes in (`input`), in what it gives out
   * (`output`), in both, or nowhere. Webhooks and callbacks mirror it: their requests are output.
   */
  readonly direction: 'input' | 'output' | 'both' | 'none';
  readonly title: string;
}

/** Rules of one kind, by id. */
export type ChangeRules = Readonly<Record<string, ChangeRule>>;
