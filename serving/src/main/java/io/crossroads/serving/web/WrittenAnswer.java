package io.crossroads.serving.web;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * An answer as bytes, for all who ask the same.
 *
 * @param status the status of HTTP
 * @param body JSON in UTF-8
 * @param tag changes whenever the body does
 */
record WrittenAnswer(int status, byte[] body, String tag) {

  /** Writes an answer that has a body. */
  static WrittenAnswer of(Answer answer) {
    byte[] body = answer.body().map(JsonText::bytes).orElse(new byte[0]);
    return new WrittenAnswer(answer.status(), body, answer.tag().orElseGet(() -> checksum(body)));
  }

  /** A tag of what is told apart by its bytes alone. */
  static String checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return HexFormat.of().toHexDigits((int) crc.getValue()) + "-" + body.length;
  }
}
