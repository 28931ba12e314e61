import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MACHINES, type MachineName } from '../dialogs/place.ts';
import { heardEverywhere, mermaid } from './mermaid.ts';

export const MACHINES_PAGE = join(import.meta.dirname, 'machines.md');

/** The page with a picture of every machine. Made by `npm run diagram`; a test holds it to what the machines are. */
export function machinesPage(): string {
  const parts = Object.entries(MACHINES).map(([name, machine]) => {
    const everywhere = heardEverywhere(machine);
    return [
      `## ${TITLES[name as MachineName]}`,
      '',
      '```mermaid',
      mermaid(machine),
      '```',
      ...(everywhere.length > 0 ? ['', `Heard in every state of it: ${everywhere.join(', ')}.`] : []),
    ].join('\n');
  });
  return [
    '# The dialogs',
    '',
    'Made from the machines in `dialogs/` by `npm run diagram`. An arrow is an answer; what a state asks is in brackets.',
    'What works in every place (questions, help, back, repeat, stop, later …) is in `src/turn/everywhere.ts`.',
    '',
    parts.join('\n\n'),
    '',
  ].join('\n');
}

const TITLES: Record<MachineName, string> = {
  main: 'The main dialog',
  schedule: 'Aside: setting a check-in',
  'check-in': 'Aside: a check-in',
  'check-ins': 'Aside: changing the check-ins',
  'zone-change': 'Aside: another time zone',
  doubt: 'Aside: a doubt about a warning sign',
  'did-you-mean': 'Aside: did you mean',
  'confirm-delete': 'Aside: deleting everything',
  return: 'Aside: back after a break',
  wrong: 'Aside: something feels wrong',
};

if (import.meta.main) {
  writeFileSync(MACHINES_PAGE, machinesPage());
  process.stdout.write(`Drawn: ${MACHINES_PAGE}\n`);
}
