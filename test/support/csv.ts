/**
 * The cells of a CSV file, by RFC 4180: quoted where they have to be, lines that end in CR LF. Throws for any other
 * file.
 */
export function readCsv(file: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (cell.lastIndex < file.length) {
    const found = cell.exec(file);
    if (!found) throw new Error(`not a CSV file from ${cell.lastIndex || 'its start'} on`);
    const [, quoted, plain = '', end] = found;
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n' && cell.lastIndex < file.length) rows.push([]);
  }
  return rows;
}
