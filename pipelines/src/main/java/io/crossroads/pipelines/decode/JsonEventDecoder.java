package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes records of one JSON object in one pass over their bytes, without making objects for valid
 * ones. The whole record is checked as JSON (RFC 8259), also the parts that no field needs; fields
 * that the schema does not know are otherwise ignored.
 *
 * <p>A record may break several rules; {@link Reason} says which one is named.
 */
public final class JsonEventDecoder implements EventDecoder {

  private static final Rejection NOT_JSON = Rejection.of(Reason.NOT_JSON);
  private static final Rejection TOO_DEEP = Rejection.of(Reason.TOO_DEEP);
  private static final Rejection NO_OBJECT = Rejection.of(Reason.WRONG_TYPE);

  /** Bytes of a byte order mark in UTF-8. */
  private static final int MARK = 3;

  private final EventSchema schema;
  private final Limits limits;
  private final Field[] fields;
  private final byte[][] names;
  private final FieldReader[] readers;
  private final long required;
  private final JsonScanner scanner;

  private long seen;
  private int faultyField;
  private Reason fault;
  private int doubledField;
  private int keyField;

  /** A decoder for one thread. */
  public JsonEventDecoder(EventSchema schema, Limits limits) {
    this.schema = schema;
    this.limits = limits;
    this.scanner = new JsonScanner(limits.maxDepth());
    List<Field> declared = schema.fields();
    fields = declared.toArray(Field[]::new);
    names = new byte[fields.length][];
    readers = new FieldReader[fields.length];
    long mask = 0;
    for (int i = 0; i < fields.length; i++) {
      names[i] = fields[i].name().getBytes(StandardCharsets.UTF_8);
      readers[i] = FieldReader.of(fields[i].type(), i, schema.zone());
      mask |= fields[i].required() ? 1L << i : 0;
    }
    required = mask;
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
    Rejection structure = readRecord(bytes, offset, offset + length, appendTimeMicros, row);
    if (structure != null) {
      return row.reject(structure);
    }
    if (doubledField >= 0) {
      return row.reject(new Rejection(Reason.DUPLICATE_KEY, fields[doubledField].name()));
    }
    noteMissing(row);
    if (fault != null) {
      return row.reject(new Rejection(fault, fields[faultyField].name()));
    }
    Optional<Rejection> derived = schema.derivation().derive(row, appendTimeMicros);
    return derived.isEmpty() || row.reject(derived.get());
  }

  /** Reads the record to its end; returns what makes it no JSON object, or null. */
  private Rejection readRecord(
      byte[] bytes, int from, int end, long appendTimeMicros, EventRow row) {
    scanner.reset(bytes, end);
    seen = 0;
    fault = null;
    faultyField = Integer.MAX_VALUE;
    doubledField = -1;
    int at = scanner.space(hasMark(bytes, from, end) ? from + MARK : from);
    boolean object = at < end && bytes[at] == '{';
    at = object ? readObject(bytes, at + 1, end, appendTimeMicros, row) : scanner.value(at, 0);
    if (at < 0) {
      return at == JsonScanner.TOO_DEEP ? TOO_DEEP : NOT_JSON;
    }
    if (scanner.space(at) != end) {
      return NOT_JSON;
    }
    return object ? null : NO_OBJECT;
  }

  /** Whether it begins with a byte order mark, as files of some editors do. */
  private static boolean hasMark(byte[] bytes, int from, int end) {
    return end - from >= MARK
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }

  private int readObject(byte[] bytes, int from, int end, long appendTimeMicros, EventRow row) {
    int at = scanner.space(from);
    if (at < end && bytes[at] == '}') {
      return at + 1;
    }
    int expected = 0;
    while (true) {
      at = scanner.space(at);
      if (at >= end || bytes[at] != '"') {
        return JsonScanner.NOT_JSON;
      }
      at = readKey(bytes, at + 1, end, expected);
      if (at >= 0) {
        at = scanner.colon(at);
      }
      if (at < 0) {
        return at;
      }
      int field = keyField;
      at = scanner.space(at);
      at =
          field < 0
              ? scanner.value(at, 1)
              : readField(bytes, at, end, field, appendTimeMicros, row);
      if (at < 0) {
        return at;
      }
      expected = field + 1;
      at = scanner.space(at);
      if (at >= end) {
        return JsonScanner.NOT_JSON;
      }
      byte c = bytes[at++];
      if (c == '}') {
        return at;
      }
      if (c != ',') {
        return JsonScanner.NOT_JSON;
      }
    }
  }

  /**
   * Reads a key into {@link #keyField}, -1 for one that the schema does not know. Senders keep the
   * order of fields, so the one behind the last is tried first.
   */
  private int readKey(byte[] bytes, int from, int end, int expected) {
    if (expected < names.length) {
      byte[] name = names[expected];
      int close = from + name.length;
      if (close < end
          && bytes[close] == '"'
          && Arrays.equals(bytes, from, close, name, 0, name.length)) {
        keyField = expected;
        return close + 1;
      }
    }
    int next = scanner.string(from);
    if (next < 0) {
      return next;
    }
    keyField =
        scanner.escaped()
            ? escapedFieldIndex(bytes, from, next - 1)
            : fieldIndex(bytes, from, next - 1);
    return next;
  }

  private int escapedFieldIndex(byte[] bytes, int from, int to) {
    byte[] key = new byte[to - from];
    int length = JsonText.resolve(bytes, from, to, key, 0);
    return length < 0 ? -1 : fieldIndex(key, 0, length);
  }

  private int fieldIndex(byte[] bytes, int from, int to) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(bytes, from, to, names[i], 0, names[i].length)) {
        return i;
      }
    }
    return -1;
  }

  private int readField(
      byte[] bytes, int at, int end, int field, long appendTimeMicros, EventRow row) {
    long bit = 1L << field;
    if ((seen & bit) != 0) {
      doubledField = doubledField < 0 ? field : doubledField;
      return scanner.value(at, 1);
    }
    seen |= bit;
    if (at < end && bytes[at] == 'n') {
      return scanner.literal(at, JsonLiteral.NULL);
    }
    FieldReader reader = readers[field];
    if (at >= end || !reader.accepts(bytes[at])) {
      note(Reason.WRONG_TYPE, field);
      return scanner.value(at, 1);
    }
    if (bytes[at] == '"') {
      return readString(bytes, at + 1, reader, field, appendTimeMicros, row);
    }
    int next = scanner.value(at, 1);
    if (next >= 0) {
      note(reader.readScalar(bytes[at], scanner.number(), appendTimeMicros, row), field);
    }
    return next;
  }

  private int readString(
      byte[] bytes, int from, FieldReader reader, int field, long appendTimeMicros, EventRow row) {
    int next = scanner.string(from);
    if (next < 0) {
      return next;
    }
    int to = next - 1;
    if (scanner.escaped()) {
      byte[] text = new byte[to - from];
      int length = JsonText.resolve(bytes, from, to, text, 0);
      note(
          length < 0 ? Reason.NOT_UTF8 : reader.readText(text, 0, length, appendTimeMicros, row),
          field);
    } else {
      note(reader.readText(bytes, from, to - from, appendTimeMicros, row), field);
    }
    return next;
  }

  private void note(Reason reason, int field) {
    if (reason != null && field < faultyField) {
      fault = reason;
      faultyField = field;
    }
  }

  private void noteMissing(EventRow row) {
    long absent = required & ~row.present();
    while (absent != 0) {
      int field = Long.numberOfTrailingZeros(absent);
      if (field >= faultyField) {
        return;
      }
      note(Reason.MISSING, field);
      absent &= absent - 1;
    }
  }
}
