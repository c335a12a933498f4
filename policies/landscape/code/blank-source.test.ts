import { expect, it } from 'vitest';
import { blankSource } from './blank-source.ts';

it.each([
  ['a comment to the end of its line', "a(); // b('c')\nd();", 'a();          \nd();', 'a();          \nd();'],
  ['a comment over lines', 'a /* b\nc */ d', 'a     \n     d', 'a     \n     d'],
  ['a string', "a('b\\'c', \"d\")", 'a(      ,    )', "a('b\\'c', \"d\")"],
  ['a string that does not end', "it isn't so\nfetch(x)", 'it isn     \nfetch(x)', "it isn't so\nfetch(x)"],
  ['a template with code in it', '`a ${b(`c ${d}`)} e` + f', '`  ${b(`  ${d}`)}  ` + f', '`a ${b(`c ${d}`)} e` + f'],
  ['a template with braces in its code', '`${ { a: 1 }.a } b`', '`${ { a: 1 }.a }  `', '`${ { a: 1 }.a } b`'],
  ['a regular expression with a quote', "x = /['/]+/g; y('z')", 'x =         ; y(   )', "x = /['/]+/g; y('z')"],
  ['a division', 'a / b / c', 'a / b / c', 'a / b / c'],
  ['a comment in a string', "'// no' + b // yes", '        + b       ', "'// no' + b       "],
])('blanks %s', (_name, source, code, text) => {
  expect(blankSource(source)).toEqual({ code, text });
});
