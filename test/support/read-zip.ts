import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** The files in a ZIP archive, by their paths. The archive is small and has no comment. */
export function readZip(path: string): Map<string, Buffer> {
  const archive = readFileSync(path);
  const end = archive.length - 22;
  const files = new Map<string, Buffer>();
  let entry = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(entry + offset),
    ) as [number, number, number];
    const name = archive.toString('utf8', entry + 46, entry + 46 + nameLength);
    const isPacked = archive.readUInt16LE(entry + 10) !== 0;
    const file = archive.readUInt32LE(entry + 42);
    const content = file + 30 + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28);
    const bytes = archive.subarray(content, content + archive.readUInt32LE(entry + 20));
    files.set(name, isPacked ? inflateRawSync(bytes) : bytes);
    entry += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}
