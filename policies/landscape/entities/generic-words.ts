/** Words that stand in the names of anything, so that sharing them says little. */
const GENERIC: ReadonlySet<string> = new Set([
  ...['id', 'uuid', 'guid', 'key', 'code', 'name', 'title', 'label', 'description', 'note', 'comment', 'text', 'message', 'remark', 'memo'],
  ...['status', 'state', 'type', 'kind', 'category', 'reason', 'value', 'amount', 'total', 'count', 'number', 'quantity', 'index', 'size'],
  ...[
    'date',
    'time',
    'timestamp',
    'start',
    'end',
    'from',
    'to',
    'at',
    'on',
    'by',
    'of',
    'in',
    'is',
    'has',
    'as',
    'and',
    'or',
    'the',
    'for',
  ],
  ...['created', 'updated', 'modified', 'changed', 'creation', 'update', 'modification', 'last', 'first', 'next', 'previous', 'current'],
  ...['version', 'revision', 'url', 'uri', 'link', 'href', 'self', 'rel', 'meta', 'metadata', 'attribute', 'property', 'field', 'custom'],
  ...[
    'data',
    'item',
    'line',
    'row',
    'entry',
    'element',
    'record',
    'list',
    'group',
    'set',
    'part',
    'detail',
    'info',
    'information',
    'reference',
  ],
  ...['flag', 'active', 'enabled', 'default', 'primary', 'main', 'other', 'new', 'old', 'user', 'object', 'resource', 'result', 'response'],
  ...['request', 'error', 'warning', 'problem', 'page', 'cursor', 'limit', 'offset', 'filter', 'sort', 'order', 'sequence', 'position'],
  ...[
    'status',
    'health',
    'setting',
    'option',
    'config',
    'configuration',
    'preference',
    'parameter',
    'tag',
    'attachment',
    'file',
    'document',
  ],
  ...[
    'email',
    'phone',
    'address',
    'currency',
    'language',
    'country',
    'city',
    'source',
    'target',
    'parent',
    'child',
    'external',
    'internal',
  ],
]);

/** Does a word stand in the names of anything? */
export function isGeneric(word: string): boolean {
  return GENERIC.has(word);
}

/**
 * How much a name says by itself, from 0 to 1: 1 for two words or more of which one is special (`claimId`), 0.6 for one special word
 * (`claim`), 0.3 for generic ones (`status`, `createdAt`).
 */
export function specificity(words: readonly string[]): number {
  if (words.every(isGeneric)) return 0.3;
  return words.length > 1 ? 1 : 0.6;
}
