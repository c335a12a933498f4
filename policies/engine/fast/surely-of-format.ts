/** Formats that ajv-formats 2 knows: text that fits these patterns certainly fits its own, which are wider. */
const CERTAIN: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/,
  'date-time': /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/,
  uri: /^https?:\/\/[a-z0-9]+([.-][a-z0-9]+)*(\/[\w.~-]+)*\/?(\?\w+=\w+(&\w+=\w+)*)?$/i,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  email: /^[a-z0-9]+([._-][a-z0-9]+)*@[a-z0-9]+(\.[a-z0-9]+)+$/i,
  ipv4: /^([1-9]?\d|1\d\d)(\.([1-9]?\d|1\d\d)){3}$/,
  binary: /^/,
  password: /^/,
  int64: /^/,
  float: /^/,
  double: /^/,
};

const JUDGED = new Set(
  'date time date-time iso-time iso-date-time duration uri uri-reference uri-template url email hostname ipv4 ipv6 regex uuid json-pointer json-pointer-uri-fragment relative-json-pointer byte int32 int64 float double password binary'.split(
    ' ',
  ),
);

/** Is a string or number certainly of a format, as ajv-formats judges it? What it does not know, it lets pass. */
export function isSurelyOfFormat(format: string, value: string | number): boolean {
  if (!JUDGED.has(format)) return !/^(__proto__|constructor|prototype|toString|valueOf|hasOwnProperty)$/.test(format);
  if (typeof value === 'string') return CERTAIN[format]?.test(value) ?? format === 'int32';
  if (format === 'int32') return Number.isInteger(value) && Math.abs(value) < 2 ** 31;
  if (format === 'int64') return Number.isInteger(value);
  return format !== 'int32';
}
