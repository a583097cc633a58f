/** Makes lines of the rows of a rollup. */

/**
 * The windows of rows and the lines over them, one for each value of a dimension; a window without
 * a row leaves a gap in its line.
 *
 * @param rows rows of a rollup
 * @param slide ms from a window to the next
 * @param nameOf the line that a row belongs to
 * @param valueOf the value of a row
 */
export function lines(rows, slide, nameOf, valueOf) {
  const times = windows(rows, slide);
  const places = new Map(times.map((time, place) => [time, place]));
  const values = new Map();
  for (const row of rows) {
    const name = nameOf(row);
    if (!values.has(name)) {
      values.set(name, Array(times.length).fill(null));
    }
    const value = valueOf(row);
    values.get(name)[places.get(Date.parse(row.window_start))] =
      value === null || value === undefined ? null : Number(value);
  }
  return { times, values };
}

/** The starts of all windows in ms, and one more in each gap, so that no line crosses it. */
function windows(rows, slide) {
  const there = [...new Set(rows.map((row) => Date.parse(row.window_start)))].sort((a, b) => a - b);
  return there.flatMap((time, i) => (i && time - there[i - 1] > 1.5 * slide ? [there[i - 1] + slide, time] : [time]));
}

/**
 * Counts of the last windows, 0 where there is none.
 *
 * @param rows rows of a rollup, the newest first
 * @param end ms; windows that begin later are left out, as they are not over
 * @param most most windows
 */
export function counts(rows, measure, slide, end, most) {
  const byTime = new Map(rows.map((row) => [Date.parse(row.window_start), Number(row[measure])]));
  const oldest = Date.parse(rows[rows.length - 1].window_start);
  const values = [];
  for (let time = end - ((end - oldest) % slide); time >= oldest && values.length < most; time -= slide) {
    values.unshift(byTime.get(time) ?? 0);
  }
  return values;
}
