package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the bytes of a file become lines: what its beginning says of packing, charset and line ends
 * goes before what its name and the settings say.
 *
 * @param file the file as it is to be read
 * @param beginning its first bytes as UTF-8
 */
record FileText(SourceFile file, byte[] beginning) {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /**
   * Looks at the beginning of a file.
   *
   * @param most bytes of UTF-8 to read
   * @throws RefusedFileException if it is no text
   */
  static FileText of(SourceFile named, Storage storage, int most)
      throws IOException, RefusedFileException {
    byte[] stored = named.stored(storage, FileKind.BYTES);
    SourceFile file = named.packed(FileKind.isGzip(stored));
    byte[] raw = beginning(file.in(StandardCharsets.UTF_8), storage, most);
    var kind = FileKind.of(raw);
    if (kind.isPresent()) {
      throw new RefusedFileException("it is " + kind.get().description());
    }
    file = file.in(charset(raw, Charset.forName(file.charset())));
    byte[] text = file.isUtf8() ? raw : beginning(file, storage, most);
    if (contains(text, '\r') && !contains(text, '\n')) {
      file = file.endingLinesWithReturns();
      text = beginning(file, storage, most);
    }
    return new FileText(file, text);
  }

  private static byte[] beginning(SourceFile file, Storage storage, int most) throws IOException {
    try (InputStream stream = file.open(storage, 0)) {
      return stream.readNBytes(most);
    }
  }

  /** The charset that a mark or the bytes of ASCII letters in UTF-16 tell; else what is said. */
  private static Charset charset(byte[] raw, Charset said) {
    if (raw.length < 4) {
      return said;
    }
    if (raw[0] == MARK[0] && raw[1] == MARK[1] && raw[2] == MARK[2]) {
      return StandardCharsets.UTF_8;
    }
    int mark = (raw[0] & 0xFF) << 8 | raw[1] & 0xFF;
    if (mark == 0xFEFF || mark == 0xFFFE) {
      return StandardCharsets.UTF_16;
    }
    boolean little = raw[0] != 0 && raw[1] == 0 && raw[2] != 0 && raw[3] == 0;
    boolean big = raw[0] == 0 && raw[1] != 0 && raw[2] == 0 && raw[3] != 0;
    if (little) {
      return StandardCharsets.UTF_16LE;
    }
    return big ? StandardCharsets.UTF_16BE : said;
  }

  private static boolean contains(byte[] bytes, char wanted) {
    for (byte character : bytes) {
      if (character == wanted) {
        return true;
      }
    }
    return false;
  }
}
