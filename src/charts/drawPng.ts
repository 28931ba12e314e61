import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';
import { CHART_WIDTH } from './chartSvg.ts';

/** Runs in a thread of its own, because drawing takes longer than a turn may be kept waiting. */

/** Two pixels for one, so that it is sharp on a phone. */
const WIDTH = CHART_WIDTH * 2;

// The machine's own fonts may be none, and then the words would be left out without an error.
const FONTS = join(dirname(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json'))), 'ttf');
const font = {
  loadSystemFonts: false,
  fontFiles: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) => join(FONTS, file)),
  defaultFontFamily: 'DejaVu Sans',
};

parentPort?.on('message', ({ job, svg }: { job: number; svg: string }) => {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: WIDTH }, font }).render().asPng();
  parentPort?.postMessage({ job, png });
});
