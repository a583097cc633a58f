import uPlot from '../libraries/uplot/uPlot.esm.js';
import { number, tick, dateTime, zoneId } from './format.js';

const HEIGHT = 150;

/** Ranges of values: amounts stand on 0, others have room around what is there. */
const FROM_ZERO = { min: { pad: 0, soft: 0, mode: 1 }, max: { pad: 0.1, soft: 1, mode: 2 } };
const AROUND = { min: { pad: 0.1, mode: 0 }, max: { pad: 0.1, mode: 0 } };
const DAY = 86_400_000;
const FONT = '11px system-ui, sans-serif';

/**
 * A chart of lines: those in focus in the accent colour, all others quiet behind them. It is a
 * slider over time: arrow keys move through the points, and what is there is read out.
 *
 * Its property `lines` is { label, unit, zero, times, series: [{ name, values, focus, quiet, unit, bars }] },
 * times in ms; `zero` says that values are amounts, `quiet` that a line is dashed, `bars` that a series
 * has bars on an axis of its own, at the right. A series may have a `unit` of its own.
 */
class LineChart extends HTMLElement {
  #lines;
  #plot;
  #read;
  #resized = new ResizeObserver(() => this.#resize());
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #redraw = () => this.#draw();

  set lines(lines) {
    this.#lines = lines;
    if (this.isConnected) {
      this.#draw();
    }
  }

  connectedCallback() {
    this.#resized.observe(this);
    this.#dark.addEventListener('change', this.#redraw);
    this.#draw();
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    this.#dark.removeEventListener('change', this.#redraw);
    this.#plot?.destroy();
    this.#plot = null;
  }

  #draw() {
    if (!this.#lines) {
      return;
    }
    const key = JSON.stringify([
      this.#lines.series.map(({ name, focus, quiet, bars }) => [name, focus, quiet, bars]),
      this.#lines.label,
      zoneId(),
      this.#dark.matches,
      this.#span() > DAY,
    ]);
    if (this.#plot && this.key === key) {
      this.#plot.setData(this.#data());
    } else {
      this.key = key;
      this.#build();
    }
    this.#describe(this.#plot.cursor.idx ?? this.#lines.times.length - 1);
  }

  #build() {
    this.#plot?.destroy();
    this.replaceChildren();
    this.tabIndex = 0;
    this.setAttribute('role', 'slider');
    this.setAttribute('aria-label', this.#lines.label);
    this.onkeydown = (event) => this.#move(event);
    this.#plot = new uPlot(this.#options(), this.#data(), this);
    this.#read = document.createElement('p');
    this.#read.className = 'read';
    this.append(this.#read);
  }

  #data() {
    const { times, series } = this.#lines;
    return [times.map((time) => time / 1_000), ...series.map(({ values }) => values)];
  }

  #span() {
    const { times } = this.#lines;
    return times.length ? times[times.length - 1] - times[0] : 0;
  }

  #options() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const barred = this.#lines.series.some(({ bars }) => bars);
    const axis = {
      stroke: colour('--quiet'),
      font: FONT,
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
    };
    return {
      width: this.clientWidth || 300,
      height: HEIGHT,
      padding: [8, 18, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { setScale: false }, points: { size: 6 } },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), zoneId()),
      scales: {
        y: { range: this.#lines.zero ? FROM_ZERO : AROUND },
        ...(barred ? { amount: { range: FROM_ZERO } } : {}),
      },
      axes: [
        {
          ...axis,
          size: 24,
          space: this.#span() > DAY ? 90 : 60,
          values: (plot, seconds) => seconds.map((s) => tick(s * 1_000, this.#span() > DAY)),
        },
        { ...axis, size: 54, values: (plot, values) => values.map(number) },
        ...(barred
          ? [{ ...axis, scale: 'amount', side: 1, size: 44, grid: { show: false }, values: (plot, values) => values.map(number) }]
          : []),
      ],
      series: [
        {},
        ...this.#lines.series.map(({ name, focus, quiet, bars }) => {
          const stroke = colour(focus && !bars ? '--accent' : '--muted');
          if (bars) {
            const paths = uPlot.paths.bars({ size: [0.5, 14] });
            return { label: name, scale: 'amount', stroke, fill: stroke, width: 0, paths, points: { show: false } };
          }
          return {
            label: name,
            stroke,
            width: focus ? 1.5 : 1,
            dash: quiet ? [4, 3] : undefined,
            points: { size: 3, stroke, fill: stroke },
          };
        }),
      ],
      hooks: { setCursor: [(plot) => plot.cursor.idx !== null && this.#describe(plot.cursor.idx)] },
    };
  }

  #move(event) {
    const last = this.#lines.times.length - 1;
    const here = this.#plot.cursor.idx ?? last;
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: last }[event.key];
    if (to === undefined || last < 0) {
      return;
    }
    event.preventDefault();
    const index = Math.max(0, Math.min(last, to));
    this.#plot.setCursor({ left: this.#plot.valToPos(this.#data()[0][index], 'x'), top: 0 });
  }

  /** Says what is at a point, in the line below and to screen readers. */
  #describe(index) {
    const { times, series, unit } = this.#lines;
    const shown = series.filter(({ focus }) => focus).slice(0, 3);
    const values = (shown.length ? shown : series.slice(0, 3))
      .map(({ name, values, unit: its }) => `${name} ${values[index] == null ? '-' : number(values[index])}${its ? ` ${its}` : ''}`)
      .join(', ');
    const said = times.length ? `${dateTime(times[index])}: ${values}${unit ? ` ${unit}` : ''}` : 'No values';
    this.#read.textContent = said;
    this.setAttribute('aria-valuemin', '0');
    this.setAttribute('aria-valuemax', String(Math.max(0, times.length - 1)));
    this.setAttribute('aria-valuenow', String(Math.max(0, index)));
    this.setAttribute('aria-valuetext', said);
  }

  #resize() {
    if (this.#plot && this.clientWidth && this.clientWidth !== this.#plot.width) {
      this.#plot.setSize({ width: this.clientWidth, height: HEIGHT });
    }
  }
}

customElements.define('line-chart', LineChart);
