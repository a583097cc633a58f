package io.crossroads.pipelines.decode;

import java.nio.charset.StandardCharsets;

/** The three words of JSON. */
final class JsonLiteral {

  static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private JsonLiteral() {}
}
