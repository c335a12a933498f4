import { createSign, generateKeyPairSync } from 'node:crypto';

/** A certificate for 127.0.0.1 and localhost, signed by itself, and its key; both PEM. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

/** DER (X.690) of a value: its tag, its length, what is in it. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const identifier = (hex: string): Buffer => der(0x06, bytes(hex));
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value));

/** Makes a certificate (RFC 5280) of a new key, that holds until 2049. */
export function selfSignedCertificate(): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
  const name = sequence(der(0x31, sequence(identifier('550403'), text(0x0c, 'localhost'))));
  const names = der(0x04, sequence(text(0x82, 'localhost'), der(0x87, bytes('7f000001'))));
  const isAuthority = der(0x04, sequence(der(0x01, bytes('ff'))));
  const extensions = der(
    0xa3,
    sequence(sequence(identifier('551d11'), names), sequence(identifier('551d13'), der(0x01, bytes('ff')), isAuthority)),
  );
  const validity = sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z'));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const toSign = sequence(
    der(0xa0, der(0x02, bytes('02'))),
    der(0x02, bytes('01')),
    ecdsaWithSha256,
    name,
    validity,
    name,
    key,
    extensions,
  );
  const signature = createSign('sha256').update(toSign).sign(privateKey);
  const certificate = sequence(toSign, ecdsaWithSha256, der(0x03, bytes('00'), signature));
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
