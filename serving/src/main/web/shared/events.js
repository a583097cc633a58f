/**
 * Reads a stream of server-sent events, as the HTML standard defines their lines.
 *
 * @param body the stream of a response
 * @param heard is told of every chunk, heartbeats too
 * @param take gets every event: id, type and data
 */
export async function parseEvents(body, heard, take) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = fresh();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    heard();
    const lines = (rest + value).split(/\r\n|\r|\n/);
    rest = lines.pop();
    for (const line of lines) {
      if (line !== '') {
        add(event, line);
      } else {
        if (event.data.length) {
          take({ id: event.id, type: event.type, data: event.data.join('\n') });
        }
        event = fresh();
      }
    }
  }
}

function fresh() {
  return { id: '', type: 'message', data: [] };
}

function add(event, line) {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (name === 'id') {
    event.id = value;
  } else if (name === 'event') {
    event.type = value;
  } else if (name === 'data') {
    event.data.push(value);
  }
}
