import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { strToU8, zipSync } from 'fflate';
import { loadDotEnv } from '../../src/dotEnv.ts';
import { PackageError } from '../settings.ts';
import { problemsOf } from './checkManifest.ts';
import { ICONS, teamsManifest } from './manifest.ts';

const ROOT = join(import.meta.dirname, '../..');
const ICON_SIZES = { color: 192, outline: 32 } as const;
/** Zip files cannot be older; the same settings always make the same bytes. */
const LONG_AGO = new Date(1980, 0, 2);

/** `npm run package:teams`: writes the app package for Teams, and says what to do with it. */
function main(): void {
  loadDotEnv();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const manifest = teamsManifest(process.env, version);
  const problems = problemsOf(manifest);
  if (problems.length > 0) throw new PackageError(`Teams would refuse this manifest:\n${problems.join('\n')}`);

  const zip = zipSync(
    {
      'manifest.json': strToU8(`${JSON.stringify(manifest, null, 2)}\n`),
      [ICONS.color]: icon('color'),
      [ICONS.outline]: icon('outline'),
    },
    { mtime: LONG_AGO },
  );
  const file = join(process.cwd(), 'dist', 'unknot-teams.zip');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, zip);
  process.stdout.write(
    `dist/unknot-teams.zip (${zip.length} bytes) is the Teams app for the bot ${manifest.bots[0]?.botId}.\n\n` +
      `For yourself:  Teams > Apps > Manage your apps > Upload an app > Upload a custom app, and choose the file.\n` +
      `For everybody: Teams admin center > Teams apps > Manage apps > Upload new app.\n\n` +
      `If there is no "Upload a custom app", your administrator has to allow custom apps, or upload it.\n` +
      `To bring out a change, raise "version" in package.json, make the package anew and upload it over the old one.\n`,
  );
}

function icon(which: keyof typeof ICON_SIZES): Uint8Array {
  const drawing = readFileSync(join(ROOT, 'content', 'pictures', `icon-${which}.svg`), 'utf8');
  return new Resvg(drawing, { fitTo: { mode: 'width', value: ICON_SIZES[which] } }).render().asPng();
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof PackageError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
