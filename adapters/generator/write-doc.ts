const LINE_WIDTH = 136;

/** Writes a doc comment, wrapped, at an indentation of so many spaces; '' when there is nothing to say. */
export function writeDoc(text: string | undefined, indent: number): string {
  const words = (text ?? '')
    .replaceAll('*/', String.raw`*\/`)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return '';
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length + 1 > LINE_WIDTH - indent - 3) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  if (lines.length === 1 && line.length < LINE_WIDTH - indent - 6) return `${pad}/** ${line} */\n`;
  return `${pad}/**\n${lines.map((each) => `${pad} * ${each}\n`).join('')}${pad} */\n`;
}
