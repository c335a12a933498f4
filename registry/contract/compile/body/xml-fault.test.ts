import { describe, expect, it } from 'vitest';
import { findXmlFault } from './xml-fault.ts';

const utf16 = (text: string): Uint8Array => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('findXmlFault', () => {
  it.each([
    ['an element', '<a b="1"><c/></a>'],
    ['a declaration, a comment and character data', '<?xml version="1.0" encoding="UTF-8"?><!-- x --><a><![CDATA[ <b> ]]></a>'],
    ['a byte order mark', '\u{FEFF}<a/>'],
    ['the charset that it declares', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\u00E9</a>', 'latin1')],
    ['UTF-16 by its mark', utf16('<a>x</a>')],
  ])('takes %s', (_, document) => {
    expect(findXmlFault(Buffer.from(document as string), undefined)).toBeUndefined();
  });

  it.each([
    ['a tag that is not closed', '<a><b></a>', 'it is not well-formed XML, at line 1, column 7'],
    ['text alone', 'secret', 'it is not well-formed XML, at line 1, column 1'],
    ['an ampersand alone', '<a>\n& b</a>', 'it is not well-formed XML, at line 2, column 1'],
    ['an attribute twice', '<a b="1" b="2"/>', 'it is not well-formed XML, at line 1, column 10'],
    ['nothing', ' ', 'it is not well-formed XML, at line 1'],
    ['bytes that are no UTF-8', Buffer.from([0x3c, 0x61, 0x3e, 0xff]), 'it is not valid UTF-8 text'],
  ])('refuses %s, and does not repeat it', (_, document, want) => {
    expect(findXmlFault(Buffer.from(document as string), undefined)).toBe(want);
  });
});
