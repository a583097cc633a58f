package io.crossroads.pipelines.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void agreesWithTheCharsetDecoderOnSequencesOfThreeBytes() {
    byte[] bytes = new byte[3];
    for (int code = 0; code < 1 << 24; code += 37) {
      bytes[0] = (byte) (code >> 16);
      bytes[1] = (byte) (code >> 8);
      bytes[2] = (byte) code;
      assertAgrees(bytes);
    }
  }

  @Test
  void agreesWithTheCharsetDecoderOnRandomBytesAfterAscii() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] leads = {(byte) 0xf0, (byte) 0xf4, (byte) 0xf5, (byte) 0xed, (byte) 0xc1, 'a'};
    for (int i = 0; i < 500_000; i++) {
      byte[] bytes = new byte[random.nextInt(1, 20)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] =
            switch (random.nextInt(3)) {
              case 0 -> 'x';
              case 1 -> (byte) (bytes[j] & 0x3f | 0x80);
              default -> leads[random.nextInt(leads.length)];
            };
      }
      assertAgrees(bytes);
    }
  }

  private static void assertAgrees(byte[] bytes) {
    assertEquals(decodes(bytes), Utf8.isValid(bytes, 0, bytes.length));
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
