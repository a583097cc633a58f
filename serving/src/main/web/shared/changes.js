/**
 * The stream of changes, read with fetch: other than EventSource it shows the server's heartbeats,
 * so that a connection that is dead without having been closed is found out, and it can wait longer
 * after each failure. Every connection begins with the state of each pipeline; what was missed in
 * between is in it.
 */
import { parseEvents } from './events.js';

const PATH = 'api/v1/changes';

/** ms without a byte, the 15 s between heartbeats and a bit, after which a stream is dead. */
const SILENCE = 20_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 5_000;

/** ms between two looks at the clock; a longer gap means that the machine slept. */
const TICK = 1_000;
const SLEPT = 5_000;

class Changes {
  #states = new Map();
  #listeners = new Set();
  #signs = new Set();
  #stream = null;
  #lastId = '';
  #heard = 0;
  #live = false;
  #away = false;
  #failures = 0;
  #retryAt = 0;
  #ticked = Date.now();

  start() {
    setInterval(() => this.#tick(), TICK);
    addEventListener('online', () => this.#restart());
    addEventListener('offline', () => this.#stop());
    document.addEventListener('visibilitychange', () =>
      document.hidden ? this.#stop() : this.#restart(),
    );
    if (!document.hidden) {
      this.#connect();
    }
  }

  /** The last state of a pipeline; undefined as long as none was heard. */
  of(pipeline) {
    return this.#states.get(pipeline);
  }

  /** Whether numbers are kept up to date; if not, since when, and when it is tried again. */
  state() {
    return {
      live: this.#live && !this.#away,
      since: this.#away || this.#heard,
      failed: this.#failures > 0,
      again: Math.max(0, Math.ceil((this.#retryAt - Date.now()) / 1_000)),
    };
  }

  /** Calls back with a pipeline's state whenever it changes; returns how to end that. */
  on(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back whenever the connection comes or goes. */
  onSign(listener) {
    this.#signs.add(listener);
  }

  #tick() {
    const now = Date.now();
    const slept = now - this.#ticked > SLEPT;
    this.#ticked = now;
    if (document.hidden) {
      return;
    }
    if (slept || (this.#stream && now - this.#heard > SILENCE)) {
      this.#restart();
    } else if (!this.#stream && now >= this.#retryAt) {
      this.#connect();
    }
  }

  #restart() {
    this.#failures = 0;
    this.#stop();
    this.#connect();
  }

  #stop() {
    this.#stream?.abort();
    this.#stream = null;
    this.#setLive(false);
  }

  async #connect() {
    const stream = new AbortController();
    this.#stream = stream;
    try {
      const headers = this.#lastId ? { 'Last-Event-ID': this.#lastId } : {};
      const response = await fetch(PATH, { headers, cache: 'no-store', signal: stream.signal });
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      this.#heard = Date.now();
      this.#failures = 0;
      this.#setLive(true);
      await parseEvents(response.body, () => (this.#heard = Date.now()), (event) => this.#take(event));
      throw new Error('the stream has ended');
    } catch {
      if (this.#stream === stream) {
        this.#backOff();
      }
    }
  }

  #backOff() {
    this.#stream = null;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    this.#failures += 1;
    this.#retryAt = Date.now() + wait * (0.5 + Math.random() / 2);
    this.#setLive(false);
  }

  #take(event) {
    this.#lastId = event.id || this.#lastId;
    if (event.type === 'change') {
      const state = JSON.parse(event.data);
      this.#states.set(state.pipeline, state);
      this.#setAway(false);
      this.#listeners.forEach((listener) => listener(state));
    } else if (event.type === 'away') {
      this.#setAway(true);
    }
  }

  /** The server is there, but what it answers from is not: numbers are as old as that news. */
  #setAway(away) {
    if (Boolean(this.#away) !== away) {
      this.#away = away && Date.now();
      this.#signs.forEach((listener) => listener());
    }
  }

  #setLive(live) {
    if (this.#live !== live) {
      this.#live = live;
      this.#signs.forEach((listener) => listener());
    }
  }
}

export const changes = new Changes();

/**
 * Calls back at once, and again after changes of a pipeline (or of any): one call at a time, at
 * most one in so many ms, and one after the last change. A call that resolves to true has failed and is
 * made again a while later, though nothing has changed. Returns how to end that.
 */
export function whenChanged(pipeline, refresh, pause = 1_000) {
  let running = false;
  let wanted = false;
  let ended = false;
  const run = async () => {
    wanted = true;
    if (running || ended) {
      return;
    }
    running = true;
    while (wanted && !ended) {
      wanted = false;
      const failed = await refresh();
      await new Promise((resume) => setTimeout(resume, failed ? LONGEST_WAIT : pause));
      wanted ||= failed === true;
    }
    running = false;
  };
  const off = changes.on((state) => (!pipeline || state.pipeline === pipeline) && run());
  run();
  return () => {
    ended = true;
    off();
  };
}
