/**
 * The formats of numbers, as ranges of integers: bounds as doubles, as the contract's validator compares them (OpenAPI format registry).
 */
export const INTEGER_FORMATS: ReadonlyMap<string, readonly [lowest: number, highest: number]> = new Map([
  ['int8', [-128, 127]],
  ['uint8', [0, 255]],
  ['int16', [-32_768, 32_767]],
  ['uint16', [0, 65_535]],
  ['int32', [-(2 ** 31), 2 ** 31 - 1]],
  ['uint32', [0, 2 ** 32 - 1]],
  ['int64', [-(2 ** 63), 2 ** 63]],
  ['uint64', [0, 2 ** 64]],
  ['double-int', [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]],
]);
