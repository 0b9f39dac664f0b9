import { localeOf } from '../analysis/text/localized';
import { connectHost } from './host';

const host = connectHost();
host.receive(() => undefined);
host.send({ type: 'ready' });
document.title = `RegLens (${localeOf(document.documentElement.lang)})`;
