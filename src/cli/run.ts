import { message, render } from '../analysis/text/localized';
import { check } from './check';
import { facts } from './facts';
import { help } from './help';
import { isProblem, Problem } from './problem';
import { showRule } from './rule';
import { version } from './version';
import { exit, type World } from './world';

const commands: Readonly<Record<string, (rest: readonly string[], world: World) => Promise<number>>> = {
  check,
  facts,
  rule: showRule,
  // A bundle of its own: TensorFlow.js takes its time to load, and only this command needs it.
  compare: async (rest, world) => (await import('./compare.js')).compare(rest, world),
};

/** Runs one command line, without the program's name, and gives its exit status. */
export async function run(command: readonly string[], world: World): Promise<number> {
  try {
    return await dispatch(command, world);
  } catch (error) {
    const sentence = isProblem(error)
      ? error.sentence
      : message(
          {
            en: 'Something went wrong inside RegLens: {error}. Please report it.',
            zh: 'RegLens 内部出错：{error}。请反馈此问题。',
          },
          { error: error instanceof Error ? error.message : String(error) },
        );
    world.error(`reglens: ${render(sentence, world.locale)}\n`);
    return exit.failed;
  }
}

async function dispatch([name, ...rest]: readonly string[], world: World): Promise<number> {
  if (name === '--version' || name === '-V') {
    world.out(`${await version()}\n`);
    return exit.clean;
  }
  if (name === '--help' || name === '-h' || name === 'help' || rest.includes('--help')) {
    world.out(help[world.locale]);
    return exit.clean;
  }
  if (name === undefined) {
    world.error(help[world.locale]);
    return exit.failed;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new Problem(
      {
        en: 'There is no command “{name}”. The commands are check, facts, compare and rule; see reglens --help.',
        zh: '没有“{name}”命令。可用命令有 check、facts、compare 和 rule，详见 reglens --help。',
      },
      { name },
    );
  }
  return command(rest, world);
}
