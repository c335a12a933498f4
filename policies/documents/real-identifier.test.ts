import { expect, it } from 'vitest';
import { realIdentifier } from './real-identifier.ts';

it.each([
  ['ssn', '219-09-9998', 'a social security number'],
  ['ssn', '219099998', 'a social security number'],
  ['note', '219-09-9998', 'a social security number'],
  ['medicareNumber', '1AC4-DE5-MK72', 'a Medicare number'],
  ['contact', 'maria@gmail.com', 'an e-mail address'],
  ['phone', '(212) 736-5000', 'a telephone number'],
  ['mobilePhone', '+1 212 736 5000', 'a telephone number'],
  ['cardNumber', '4532 0151 1283 0366', 'a payment card number'],
])('takes %s %s for %s', (name, value, want) => expect(realIdentifier(name, value)).toBe(want));

it.each([
  ['ssn', '900-12-3456'],
  ['ssn', '666-12-3456'],
  ['ssn', '123-45-6789'],
  ['taxId', '219099998'],
  ['mbi', '1EG4-TE5-MK73'],
  ['itemCode', '1AC4DE5MK72'],
  ['email', 'maria@hospital.example'],
  ['email', 'maria@mail.example.com'],
  ['phone', '212-555-0123'],
  ['phone', '+44 20 7946 0958'],
  ['orderNumber', '2127365000'],
  ['cardNumber', '4111-1111-1111-1111'],
  ['name', 'Maria'],
  ['', ''],
])('takes %s %s for made up', (name, value) => expect(realIdentifier(name, value)).toBeUndefined());
