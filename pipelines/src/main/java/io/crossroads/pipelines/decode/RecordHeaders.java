package io.crossroads.pipelines.decode;

/** The headers of a record, as far as a wire format asks for them. */
@FunctionalInterface
public interface RecordHeaders {

  /** The name of the header that names a record's wire format. */
  String FORMAT = "crossroads-format";

  /** The name of the header that says which host a line of a server's log is of. */
  String HOST = "crossroads-host";

  /** Of a record without headers. */
  RecordHeaders NONE = name -> null;

  /** The value of the last header of a name; null if there is none, or it has no value. */
  byte[] last(String name);
}
