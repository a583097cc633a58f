package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.ZoneOffset;
import java.util.List;

/** What a logged request is: the columns by their names, and what is valid in them. */
final class RequestSchema {

  static final String TIME = "ts";
  static final String HOST = "host";
  static final String METHOD = "method";
  static final String PATH = "path";
  static final String STATUS = "status";
  static final String BYTES = "bytes";
  static final String ADDRESS = "ip";
  static final String AGENT = "ua";
  static final String RESPONSE_TIME = "rt_ms";
  static final String DAY = "dt";
  static final String HOUR = "hour";

  /** Longest name of a host as text, without the point at its end (RFC 1035, 2.3.4): 253. */
  private static final int LONGEST_NAME = 255;

  private static final int LONGEST_METHOD = 64;
  private static final int LONGEST_PATH = 16 << 10;
  private static final int LONGEST_AGENT = 8 << 10;
  private static final long SIXTEEN_TEBIBYTES = 16L << 40;

  private RequestSchema() {}

  static EventSchema schema() {
    EventSchema logged = EventSchema.keyedBy(HOST, TIME, ZoneOffset.UTC, fields());
    return logged.withDerived(derived(), new RequestDerivation(logged));
  }

  private static List<Field> fields() {
    return List.of(
        Field.required(TIME, FieldType.time(), "", "When the request came in"),
        Field.required(
            HOST,
            FieldType.text(LONGEST_NAME),
            "",
            "The host that was asked, in lower case, as names are the same in any (RFC 4343)"),
        Field.optional(
            METHOD,
            FieldType.text(LONGEST_METHOD),
            "",
            "The method as sent; none if what was sent is no request"),
        Field.optional(
            PATH,
            FieldType.text(LONGEST_PATH),
            "",
            "The target of the request as sent, with its query; none if it is no request"),
        Field.required(
            STATUS, FieldType.whole(100, 599), "", "The status code of the answer (RFC 9110, 15)"),
        Field.optional(
            BYTES, FieldType.whole(0, SIXTEEN_TEBIBYTES), "B", "Size of the answer's body"),
        Field.optional(
            ADDRESS,
            FieldType.text(LONGEST_NAME),
            "",
            "The client's address: IPv6 as RFC 5952 writes it, mapped IPv4 as IPv4, without a port;"
                + " what is no single address is there as it was written"),
        Field.optional(
            AGENT, FieldType.text(LONGEST_AGENT), "", "What the client says it is (User-Agent)"),
        Field.optional(
            RESPONSE_TIME,
            FieldType.decimal(3, "0", "86400000"),
            "ms",
            "Milliseconds, not seconds, from the request to the end of the answer"));
  }

  private static List<Field> derived() {
    return List.of(
        Field.required(DAY, FieldType.date(), "", "Day of the request in UTC"),
        Field.required(HOUR, FieldType.whole(0, 23), "h", "Hour of that day in UTC"));
  }
}
