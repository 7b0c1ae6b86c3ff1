import { build } from 'vite';

/**
 * The code of a file of this folder and all that it imports, as one script that leaves its default export in `name`.
 */
export async function builtScript(file: string, name: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: `test/browser/support/${file}`, formats: ['iife'], name, fileName: name },
    },
  });
  const [{ output: chunks }] = output as unknown as [{ output: [{ code: string }] }];
  return chunks[0].code;
}
