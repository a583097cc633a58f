package io.crossroads.pipelines.decode;

import java.util.Locale;

/**
 * Why a record is rejected. A record that breaks several rules has the first of this order that
 * applies, and among faulty fields the first in the schema's order.
 */
public enum Reason {
  /** More bytes than the limit. */
  TOO_LARGE,
  /** Bytes that are not UTF-8 (RFC 3629), or an escaped half of a surrogate pair in a field. */
  NOT_UTF8,
  /** Not a JSON text (RFC 8259), an empty record, or no value at all (a tombstone). */
  NOT_JSON,
  /** More levels of nesting than the limit; found before what is wrong further on. */
  TOO_DEEP,
  /** A field of the schema that stands in the object twice. */
  DUPLICATE_KEY,
  /** A required field that is absent, null or an empty text. */
  MISSING,
  /** A value of another JSON type than the field's; without a field: JSON that is no object. */
  WRONG_TYPE,
  /** A value outside the field's range, length or list. */
  OUT_OF_RANGE,
  /** A time that is not ISO-8601, before 2000, or over 24 hours after the append time. */
  BAD_TIME,
  /** A value that the reference data does not know. */
  UNKNOWN_REFERENCE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in tables and reports, such as {@code not_utf8}. */
  public String label() {
    return label;
  }
}
