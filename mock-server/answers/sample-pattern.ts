import { compilePattern } from '../../registry/contract/index.ts';
import { pickInteger } from './seeded-random.ts';
import type { SeededRandom } from './seeded-random.ts';
import { charactersOf } from './unicode-class.ts';

/**
 * Writes a text that a regular expression matches. Reads literals, classes, escapes, groups, alternatives and quantifiers. What looks around is
 * passed over, and more texts are tried then; back-references are beyond it.
 *
 * @param extra how often unbounded quantifiers repeat beyond their minimum: raised by callers that need a longer text.
 * @returns undefined when the expression is beyond it; a text that it returns matches.
 */
export function samplePattern(pattern: string, random: SeededRandom, extra = 0): string | undefined {
  const expression = compilePattern(pattern);
  if (!expression) return undefined;
  for (let attempt = LOOKS_AROUND.test(pattern) ? ATTEMPTS : 1; attempt > 0; attempt--) {
    const text = new PatternWriter(pattern, random, extra).write();
    if (text === undefined) return undefined;
    if (expression.test(text)) return text;
  }
  return undefined;
}

const LOOKS_AROUND = /\(\?<?[=!]|\\[bB]/;
const ATTEMPTS = 40;

const DIGITS = [...'0123456789'];
const LOWER = [...'abcdefghijklmnopqrstuvwxyz'];
const WORD = [...LOWER, ...LOWER.map((letter) => letter.toUpperCase()), ...DIGITS];
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index));
const ESCAPED_CLASSES: Readonly<Record<string, readonly string[]>> = {
  d: DIGITS,
  w: WORD,
  s: [' '],
  D: LOWER,
  W: ['-'],
  S: WORD,
};
const CONTROL: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', '0': '\0' };

class PatternWriter {
  private at = 0;
  private readonly characters: readonly string[];
  private readonly random: SeededRandom;
  private readonly extra: number;

  constructor(pattern: string, random: SeededRandom, extra: number) {
    this.characters = [...pattern];
    this.random = random;
    this.extra = extra;
  }

  write(): string | undefined {
    const text = this.alternatives();
    return this.at === this.characters.length ? text : undefined;
  }

  private alternatives(): string | undefined {
    const options: (string | undefined)[] = [this.sequence()];
    while (this.characters[this.at] === '|') {
      this.at++;
      options.push(this.sequence());
    }
    const written = options.filter((option) => option !== undefined);
    return written.length === 0 ? undefined : written[pickInteger(this.random, 0, written.length - 1)];
  }

  private sequence(): string | undefined {
    let text: string | undefined = '';
    while (this.at < this.characters.length && this.characters[this.at] !== '|' && this.characters[this.at] !== ')') {
      const start = this.at;
      const first = this.atom();
      const repeat = this.quantifier();
      const end = this.at;
      let part = repeat === 0 ? '' : first;
      for (let count = 1; count < repeat && part !== undefined; count++) {
        this.at = start;
        const again = this.atom();
        part = again === undefined ? undefined : part + again;
      }
      this.at = end;
      text = text === undefined || part === undefined ? undefined : text + part;
    }
    return text;
  }

  private atom(): string | undefined {
    const character = this.characters[this.at++];
    switch (character) {
      case '^':
      case '$':
        return '';
      case '.':
        return this.pick(WORD);
      case '(':
        return this.group();
      case '[':
        return this.characterClass();
      case '\\': {
        if (/[bB]/.test(this.characters[this.at] ?? '')) {
          this.at++;
          return '';
        }
        const options = this.escape();
        return options && this.pick(options);
      }
      default:
        return character;
    }
  }

  private group(): string | undefined {
    let looks = false;
    if (this.characters[this.at] === '?') {
      this.at++;
      const kind = this.characters[this.at++];
      const named = kind === '<' && this.characters[this.at] !== '=' && this.characters[this.at] !== '!';
      if (named) while (this.at < this.characters.length && this.characters[this.at++] !== '>');
      else if (kind === '<') this.at++;
      looks = kind !== ':' && !named;
    }
    const text = this.alternatives();
    if (this.characters[this.at++] !== ')') return undefined;
    return looks ? '' : text;
  }

  private characterClass(): string | undefined {
    const negated = this.characters[this.at] === '^';
    if (negated) this.at++;
    const members: string[] = [];
    while (this.at < this.characters.length && this.characters[this.at] !== ']') {
      const options = this.classMember();
      if (!options) return undefined;
      const range = this.characters[this.at] === '-' && this.characters[this.at + 1] !== ']' && options.length === 1;
      if (!range) {
        members.push(...options);
        continue;
      }
      this.at++;
      const to = this.classMember();
      const first = options[0]?.codePointAt(0) ?? 0;
      const last = to?.[0]?.codePointAt(0) ?? first;
      for (let point = first; point <= Math.min(last, first + 255); point++) members.push(String.fromCodePoint(point));
    }
    this.at++;
    return this.pick(negated ? PRINTABLE.filter((character) => !members.includes(character)) : members);
  }

  private classMember(): readonly string[] | undefined {
    const character = this.characters[this.at++];
    if (character === '\\') return this.escape();
    return character === undefined ? undefined : [character];
  }

  private escape(): readonly string[] | undefined {
    const character = this.characters[this.at++];
    if (character === undefined || /[1-9bBk]/.test(character)) return undefined;
    if (character === 'p' || character === 'P') {
      const end = this.characters.indexOf('}', this.at);
      const property = this.characters.slice(this.at + 1, end).join('');
      this.at = end + 1;
      return charactersOf(property, character === 'P');
    }
    if (character === 'u' || character === 'x') {
      const hex = this.characters.slice(this.at, this.at + (character === 'u' ? 4 : 2)).join('');
      this.at += hex.length;
      return /^[0-9a-f]+$/i.test(hex) ? [String.fromCodePoint(Number.parseInt(hex, 16))] : undefined;
    }
    const known = ESCAPED_CLASSES[character];
    if (known) return known;
    return [CONTROL[character] ?? character];
  }

  private quantifier(): number {
    const bounds = this.quantifierBounds();
    if (!bounds) return 1;
    if (this.characters[this.at] === '?') this.at++;
    return Math.min(bounds.maximum, bounds.minimum + this.extra);
  }

  private quantifierBounds(): { readonly minimum: number; readonly maximum: number } | undefined {
    const character = this.characters[this.at];
    if (character === '*' || character === '+' || character === '?') {
      this.at++;
      return { minimum: character === '+' ? 1 : 0, maximum: character === '?' ? 1 : Infinity };
    }
    if (character !== '{') return undefined;
    const end = this.characters.indexOf('}', this.at);
    const match = /^\{(\d+)(,(\d*))?\}$/.exec(this.characters.slice(this.at, end + 1).join(''));
    if (!match) return undefined;
    this.at = end + 1;
    const minimum = Math.min(Number(match[1]), 4096);
    const maximum = match[2] === undefined ? minimum : match[3] ? Number(match[3]) : Infinity;
    return { minimum, maximum };
  }

  private pick(options: readonly string[]): string | undefined {
    return options[pickInteger(this.random, 0, options.length - 1)];
  }
}
