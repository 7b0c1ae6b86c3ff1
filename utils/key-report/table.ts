/** One column of a table; an empty text stands for nothing. */
export interface TableColumn {
  heading: string;
  /** One for each row. */
  cells: readonly (string | number)[];
}

/** The columns in which any row says something. */
export function withoutEmpty<Column extends TableColumn>(columns: readonly Column[]): Column[] {
  return columns.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** The rows of a table, below that of its headings. */
export function rowsOf(columns: readonly TableColumn[]): (string | number)[][] {
  const [first] = columns;
  return [
    columns.map(({ heading }) => heading),
    ...(first?.cells ?? []).map((_, row) => columns.map(({ cells }) => cells[row]!)),
  ];
}

/** Control characters but tabs and ends of lines, and those of bidirectional text. */
const DISGUISING = /[^\P{Cc}\t\r\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A cell without signs that hide or turn around what comes after them: a name may come from anybody's file. */
export function undisguised<Cell extends string | number>(cell: Cell): Cell | string {
  return typeof cell === 'string' ? cell.replace(DISGUISING, '') : cell;
}
