import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../registry/workspace/index.ts';
import { refuseOtherFile } from './refuse-other-file.ts';

const workspace = {
  tree: { label: '../' },
  config: {
    lock: 'contracts/registry.lock',
    rulesets: ['./rules/team.yaml'],
    waivers: 'policies/waivers/',
    consumers: 'contracts/consumers',
    canonical: 'models',
  },
  contracts: [{ id: 'orders', behaviour: 'contracts/orders/mock.yaml' }],
} as unknown as Workspace;

describe('files that linting is not for', () => {
  it.each([
    ['interlock.config.yaml', 'configuration'],
    ['contracts/registry.lock', "'interlock check' verifies it"],
    ['rules/team.yaml', "'interlock policy list' and 'interlock policy test' read it"],
    ['policies/waivers/a/b.yaml', "'interlock check' judges it"],
    ['contracts/consumers/app.yaml', "'interlock check' holds it against the contracts"],
    ['models/money.yaml', 'judged in the contracts that refer to it'],
    ['contracts/orders/mock.yaml', "'interlock mock orders' reads it"],
  ])('%s says what checks it', (path, words) => {
    expect(() => refuseOtherFile(path, workspace)).toThrow(
      expect.objectContaining({ code: 'SPECIFICATION_UNKNOWN', detail: expect.stringContaining(words), place: { file: `../${path}` } }),
    );
  });

  it.each(['contracts/orders/other.yaml', 'models.yaml', 'drafts/interlock.config.yaml'])('%s is any file', (path) => {
    expect(() => refuseOtherFile(path, workspace)).not.toThrow();
  });
});
