import { QUESTIONS, questionOf } from '../dialogs/questions.ts';
import { createBot } from './bot.ts';
import { runTerminal, terminalConnector, terminalScreen } from './channels/terminal.ts';
import { readConfig } from './config.ts';
import { loadDotEnv } from './dotEnv.ts';
import type { TakeTurn } from './heard.ts';
import { createLog } from './log.ts';
import type { Message } from './message.ts';
import { openStore } from './store/openStore.ts';

/** The same bot in a terminal. May run beside `npm start` on the same database: each delivers to its own channels. */
async function talk(): Promise<void> {
  loadDotEnv();
  const config = readConfig(process.env);
  const store = await openStore(config);
  // What is logged would stand between the lines of the conversation.
  const log = createLog(process.env.LOG_LEVEL ? config.logLevel : 'error');
  const screen = terminalScreen({ output: process.stdout, takesNumber });
  let take: TakeTurn | undefined;
  let told: Message | undefined;
  const bot = createBot({
    store,
    channels: ['terminal'],
    log,
    resultsDays: config.resultsDays,
    connect: (takeTurn, notKept) => {
      take = takeTurn;
      told = notKept;
      return terminalConnector(screen);
    },
  });
  bot.start();
  await runTerminal({
    takeTurn: take as unknown as TakeTurn,
    notKept: told as unknown as Message,
    goodbye: bot.goodbye,
    screen,
    input: process.stdin,
    output: process.stdout,
  });
  await bot.stop();
  await store.close();
}

/** Where a number is an answer, the choices have none. */
function takesNumber({ choices }: Message): boolean {
  return Object.keys(QUESTIONS).some((id) => {
    const question = questionOf(id as keyof typeof QUESTIONS);
    return (
      ['rating', 'outcome', 'check-in', 'reminder-time'].includes(question.expecting) &&
      choices.length > 0 &&
      choices.every((choice) => (question.choices as readonly string[]).includes(choice.id))
    );
  });
}

talk().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
