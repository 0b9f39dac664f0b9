import { render as draw } from 'lit';
import { message, render, type Locale } from '../analysis/text/localized';
import type { ToPage } from '../protocol/messages';
import { createActions } from './actions';
import { createAnnouncer } from './announcer';
import { createDataReader } from './data-reader';
import { alwaysOpen, tableKeys } from './folds';
import { withModel, withoutModel } from './found-model';
import type { Host } from './host';
import { withPasted } from './instead';
import { texts } from './messages';
import { watchSight } from './sight';
import { initialState, withoutNotices } from './state';
import { createStore } from './store';
import { createTrainings, type Trainings } from './trainings';
import { pageView } from './view';
import { watchWidths } from './widths';

/**
 * The page: turns messages of the extension into new states, and draws at most once a frame.
 *
 * @param root is filled with it
 */
export function startPage(root: HTMLElement, host: Host, locale: Locale): void {
  const memory = host.recall();
  const screenReader = document.body.classList.contains('vscode-using-screen-reader');
  let visible = true;
  let frame = 0;

  const canvas = document.createElement('div');
  const region = document.createElement('div');
  region.className = 'spoken';
  region.setAttribute('role', 'status');
  root.replaceChildren(canvas, region);
  const announcer = createAnnouncer(region);
  const widths = watchWidths(canvas, schedule);
  const sight = watchSight(canvas, schedule);
  const store = createStore(
    initialState(memory, screenReader ? [...alwaysOpen, ...tableKeys] : alwaysOpen),
    {
      host,
      locale,
      say: (text) => announcer.say(render(text, locale)),
      mention: (text) => announcer.mention(render(text, locale)),
    },
    schedule,
  );
  const data = createDataReader(store, (): Trainings => trainings);
  const trainings = createTrainings(store, () => data.ask());
  const actions = createActions(store, trainings, data);

  function schedule(): void {
    if (frame !== 0 || !visible) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const { state } = store;
      draw(pageView({ state, actions, locale, width: widths.of, seen: sight.of }), canvas);
      widths.observe();
      sight.observe();
    });
  }

  function receive(received: ToPage): void {
    switch (received.type) {
      case 'engine':
        data.equip(received.workerSource);
        return trainings.equip(received);
      case 'show':
        store.change(withModel(store.state, received));
        data.fit();
        return received.run ? actions.run() : undefined;
      case 'cannot':
        trainings.abandon();
        return store.update(withoutModel(store.state, received));
      case 'visibility':
        visible = received.visible;
        return schedule();
      case 'applied': {
        const { ok, message: text } = received;
        store.say(text);
        return store.notify({ key: 'applied', severity: ok ? 'info' : 'error', text, retry: false });
      }
      case 'data-file':
        return data.receive(received.file, received.bytes);
      case 'no-data-file':
        return data.without(message(texts.fileMisfit, received));
      case 'pasted':
        return paste(received.text);
      case 'stale':
        return store.notify({ key: 'stale', severity: 'warning', text: received.message, retry: false });
    }
  }

  function paste(text: string): void {
    const next = withPasted(withoutNotices(store.state, 'paste'), text);
    if ('reason' in next) {
      store.say(next.reason);
      return store.notify({ key: 'paste', severity: 'error', text: next.reason, retry: false });
    }
    store.say(texts.planTaken);
    store.change(next);
    data.ask();
  }

  document.title = render(texts.pageTitle, locale);
  host.receive(receive);
  host.send({ type: 'ready' });
  schedule();
  if (memory?.running) {
    trainings.start(memory.running);
    store.notify({ key: 'interrupted', severity: 'info', text: texts.interrupted, retry: false });
    store.say(texts.interrupted);
  }
}
