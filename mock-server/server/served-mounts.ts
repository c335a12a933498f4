import { InterlockError } from '../../errors.ts';
import type { Mount } from './make-mount.ts';

/** The mounts of a server, which come and go while it listens. One that comes back has what it stored. */
export class ServedMounts {
  /** In the order in which they came. */
  readonly all: Mount[] = [];
  private readonly gone = new Map<string, Mount>();
  private readonly isPortEach: boolean;

  /** @param isPortEach each has a port of its own, so that paths may be the same */
  constructor(isPortEach: boolean) {
    this.isPortEach = isPortEach;
  }

  /** Throws USAGE for a second contract with one id, or one path. */
  check(contractId: string, mountPath: string): void {
    if (this.find(contractId)) throw new InterlockError('USAGE', `two contracts have the id '${contractId}'`);
    if (!this.isPortEach && this.all.some((other) => other.mountPath === mountPath)) {
      throw new InterlockError('USAGE', `two contracts would be served at '${mountPath}/'`);
    }
  }

  /** Throws as `check` does. */
  add(mount: Mount): void {
    this.check(mount.contractId, mount.mountPath);
    this.all.push(mount);
    this.gone.delete(mount.contractId);
  }

  find(contractId: string): Mount | undefined {
    return this.all.find((mount) => mount.contractId === contractId);
  }

  /** One that was there before, with the path that it had. */
  findGone(contractId: string, mountPath: string): Mount | undefined {
    const mount = this.gone.get(contractId);
    return mount?.mountPath === mountPath ? mount : undefined;
  }

  remove(mount: Mount): void {
    const at = this.all.indexOf(mount);
    if (at < 0) return;
    this.all.splice(at, 1);
    this.gone.set(mount.contractId, mount);
  }
}
