import { get } from './api.js';
import { milliseconds } from './durations.js';

/** What is declared: pipelines and rollups, read once. Every view is drawn from it. */
class Catalogue {
  #pipelines = new Map();
  #rollups = new Map();
  #loading = null;

  /** Reads the declarations unless they are there. */
  load() {
    this.#loading ??= this.#read().catch((problem) => {
      this.#loading = null;
      throw problem;
    });
    return this.#loading;
  }

  async #read() {
    const [pipelines, rollups] = await Promise.all([get('api/v1/pipelines'), get('api/v1/rollups')]);
    pipelines.pipelines.forEach((pipeline) => this.#pipelines.set(pipeline.name, pipeline));
    rollups.rollups.forEach((rollup) => this.#rollups.set(rollup.name, withColumns(rollup)));
  }

  names() {
    return [...this.#pipelines.keys()];
  }

  /** A pipeline's declaration; an unknown name is the reader's to know. */
  pipeline(name) {
    const pipeline = this.#pipelines.get(name);
    if (!pipeline) {
      throw new Error(`There is no pipeline '${name}'; there are ${this.names().join(', ')}.`);
    }
    return pipeline;
  }

  rollups(pipeline) {
    return this.pipeline(pipeline).rollups.map((name) => this.#rollups.get(name));
  }

  rollup(name) {
    return this.#rollups.get(name);
  }

  /** The rollup with the shortest window that counts all events, and that measure. */
  rate(pipeline) {
    const counting = this.rollups(pipeline)
      .map((rollup) => ({ rollup, measure: countOf(rollup) }))
      .filter(({ measure }) => measure)
      .sort((one, other) => one.rollup.size - other.rollup.size);
    return counting[0];
  }

  /** Rollups in the order of their windows, the shortest first. */
  finest(pipeline) {
    return [...this.rollups(pipeline)].sort((one, other) => one.size - other.size);
  }
}

/** The measure of a rollup that counts all events; undefined where it has none. */
export function countOf(rollup) {
  return rollup.measures.find(({ kind, where }) => kind === 'count' && !where.length);
}

/**
 * A rollup with lengths in ms and with its plain numbers: a measure of percentiles has one each.
 * Frequent values are no numbers.
 */
function withColumns(rollup) {
  return {
    ...rollup,
    size: milliseconds(rollup.window.size),
    slide: milliseconds(rollup.window.slide),
    numbers: rollup.measures.flatMap(numbersOf),
  };
}

/** Kinds whose lines stand on 0, as they are amounts; the lines of others show how they move. */
const AMOUNTS = ['count', 'sum', 'share', 'distinct'];

function numbersOf(measure) {
  const { name, unit, kind } = measure;
  const zero = AMOUNTS.includes(kind);
  if (kind === 'top') {
    return [];
  }
  if (kind === 'percentiles') {
    return measure.arguments.map((rank) => {
      const part = `p${Number((rank * 100).toFixed(4))}`;
      return { name: `${name}.${part}`, measure: name, unit, zero, of: (row) => row[name]?.[part] };
    });
  }
  return [{ name, measure: name, unit, zero, of: (row) => row[name] }];
}

export const catalogue = new Catalogue();
