import { expect, it } from 'vitest';
import { Turn } from './turn.ts';

it('is handed on in the order of asking, to one at a time', async () => {
  const turn = new Turn();
  const seen: string[] = [];
  const use = async (name: string): Promise<void> => {
    await turn.take();
    seen.push(`${name} takes`);
    await Promise.resolve();
    seen.push(`${name} gives`);
    turn.give();
  };
  await Promise.all(['a', 'b', 'c'].map(use));
  expect(seen).toEqual(['a takes', 'a gives', 'b takes', 'b gives', 'c takes', 'c gives']);
  await use('d');
  expect(seen.at(-1)).toBe('d gives');
});
