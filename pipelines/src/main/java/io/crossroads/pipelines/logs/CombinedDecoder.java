package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.RecordHeaders;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.decode.Utf8;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.util.Optional;

/**
 * Decodes lines of the combined log format, without making objects for most valid ones. A hyphen or
 * nothing in a quoted part is a value that is not there; for a number of bytes a hyphen is 0. What
 * is quoted is kept as the server escaped it, except that {@code \"} and {@code \\} are a quote and
 * a backslash.
 *
 * <p>A line that breaks several rules has the first reason of {@link Reason} that makes it no line,
 * and among faulty fields the first in the schema's order.
 */
final class CombinedDecoder implements EventDecoder {

  private static final int LONGEST_NUMBER = 18;

  private final EventSchema schema;
  private final Limits limits;
  private final CombinedLine line = new CombinedLine();
  private final LogTime logTime = new LogTime();
  private final RequestLine request = new RequestLine();
  private final QuotedText quoted = new QuotedText();

  private final int time;
  private final int host;
  private final int method;
  private final int path;
  private final int status;
  private final int size;
  private final int address;
  private final int agent;
  private final Field[] columns;

  /** A decoder for one thread. */
  CombinedDecoder(EventSchema schema, Limits limits) {
    this.schema = schema;
    this.limits = limits;
    time = schema.indexOf(RequestSchema.TIME);
    host = schema.indexOf(RequestSchema.HOST);
    method = schema.indexOf(RequestSchema.METHOD);
    path = schema.indexOf(RequestSchema.PATH);
    status = schema.indexOf(RequestSchema.STATUS);
    size = schema.indexOf(RequestSchema.BYTES);
    address = schema.indexOf(RequestSchema.ADDRESS);
    agent = schema.indexOf(RequestSchema.AGENT);
    columns = schema.columns().toArray(Field[]::new);
  }

  @Override
  public EventRow newRow() {
    return new EventRow(schema);
  }

  @Override
  public boolean decode(
      byte[] bytes,
      int offset,
      int length,
      RecordHeaders headers,
      long appendTimeMicros,
      EventRow row) {
    row.clear();
    Rejection refused = limits.check(bytes, offset, length);
    if (refused != null) {
      return row.reject(refused);
    }
    if (!line.read(bytes, offset, offset + length)) {
      return row.reject(Rejection.of(Reason.NOT_JSON));
    }
    quoted.begin(length);
    Rejection fault = read(bytes, headers, appendTimeMicros, row);
    if (fault != null) {
      return row.reject(fault);
    }
    Optional<Rejection> derived = schema.derivation().derive(row, appendTimeMicros);
    return derived.isEmpty() || row.reject(derived.get());
  }

  /** Reads the parts in the schema's order, to the first that is faulty. */
  private Rejection read(byte[] bytes, RecordHeaders headers, long appendTimeMicros, EventRow row) {
    Rejection fault = readTime(bytes, appendTimeMicros, row);
    fault = fault != null ? fault : readHost(bytes, headers, row);
    fault = fault != null ? fault : readRequest(bytes, row);
    fault = fault != null ? fault : readStatus(bytes, row);
    fault = fault != null ? fault : readSize(bytes, row);
    fault = fault != null ? fault : readAddress(bytes, row);
    return fault != null ? fault : readAgent(bytes, row);
  }

  private Rejection readTime(byte[] bytes, long appendTimeMicros, EventRow row) {
    long micros = logTime.read(bytes, line.time.from, line.time.to);
    if (!FieldType.Time.allows(micros, appendTimeMicros)) {
      return fault(Reason.BAD_TIME, time);
    }
    row.setNumber(time, micros);
    return null;
  }

  /** The line's own server is nearer to the truth than a header for all lines of a file. */
  private Rejection readHost(byte[] bytes, RecordHeaders headers, EventRow row) {
    if (line.server.length() > 0) {
      return putText(host, bytes, line.server.from, line.server.to, row);
    }
    byte[] name = headers.last(RecordHeaders.HOST);
    if (name == null || name.length == 0) {
      return fault(Reason.MISSING, host);
    }
    return Utf8.isValid(name, 0, name.length)
        ? putText(host, name, 0, name.length, row)
        : fault(Reason.NOT_UTF8, host);
  }

  private Rejection readRequest(byte[] bytes, EventRow row) {
    quoted.read(bytes, line.request.from, line.request.to);
    byte[] text = quoted.bytes();
    if (!request.read(text, quoted.from(), quoted.to())) {
      return null;
    }
    Rejection fault = putText(method, text, quoted.from(), request.methodEnd(), row);
    return fault != null
        ? fault
        : putText(path, text, request.targetStart(), request.targetEnd(), row);
  }

  private Rejection readStatus(byte[] bytes, EventRow row) {
    if (isHyphen(bytes, line.status)) {
      return fault(Reason.MISSING, status);
    }
    return putNumber(status, bytes, line.status, row);
  }

  private Rejection readSize(byte[] bytes, EventRow row) {
    if (isHyphen(bytes, line.size)) {
      row.setNumber(size, 0);
      return null;
    }
    return putNumber(size, bytes, line.size, row);
  }

  private Rejection readAddress(byte[] bytes, EventRow row) {
    return isHyphen(bytes, line.address)
        ? null
        : putText(address, bytes, line.address.from, line.address.to, row);
  }

  private Rejection readAgent(byte[] bytes, EventRow row) {
    if (isHyphen(bytes, line.agent) || line.agent.length() == 0) {
      return null;
    }
    quoted.read(bytes, line.agent.from, line.agent.to);
    return putText(agent, quoted.bytes(), quoted.from(), quoted.to(), row);
  }

  private static boolean isHyphen(byte[] bytes, CombinedLine.Part part) {
    return part.length() == 1 && bytes[part.from] == '-';
  }

  private Rejection putText(int column, byte[] bytes, int from, int to, EventRow row) {
    FieldType.Text type = (FieldType.Text) columns[column].type();
    if (to - from > type.maxBytes()) {
      return fault(Reason.OUT_OF_RANGE, column);
    }
    row.setText(column, bytes, from, to - from, -1);
    return null;
  }

  private Rejection putNumber(int column, byte[] bytes, CombinedLine.Part part, EventRow row) {
    long value = 0;
    for (int i = part.from; i < part.to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return fault(Reason.WRONG_TYPE, column);
      }
      value = value * 10 + digit;
    }
    FieldType.Whole type = (FieldType.Whole) columns[column].type();
    if (part.length() > LONGEST_NUMBER || value < type.min() || value > type.max()) {
      return fault(Reason.OUT_OF_RANGE, column);
    }
    row.setNumber(column, value);
    return null;
  }

  private Rejection fault(Reason reason, int column) {
    return new Rejection(reason, columns[column].name());
  }
}
