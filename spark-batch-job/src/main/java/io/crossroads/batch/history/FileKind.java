package io.crossroads.batch.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What is no CSV whatever its name says, known by its first bytes. */
enum FileKind {
  ZIP(
      "PK\003\004",
      "a ZIP archive or an Excel workbook (.xlsx): unpack it, or save its sheet as CSV"),
  EXCEL("\320\317\021\340\241\261\032\341", "an old Excel workbook (.xls): save its sheet as CSV"),
  BZIP2("BZh", "packed with bzip2: unpack it, or pack it with gzip"),
  ZSTANDARD("(\265/\375", "packed with Zstandard: unpack it, or pack it with gzip"),
  XZ("\375" + "7zXZ", "packed with xz: unpack it, or pack it with gzip"),
  PARQUET("PAR1", "Parquet already"),
  PDF("%PDF-", "a PDF document: ask for the data as CSV"),
  PAGE("<", "a web page or XML, perhaps of a download that needs a login: fetch it again");

  /** Enough bytes to know all kinds. */
  static final int BYTES = 16;

  private static final byte[] GZIP = {0x1F, (byte) 0x8B};

  private final byte[] magic;
  private final String description;

  FileKind(String magic, String description) {
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
    this.description = description;
  }

  /** The kind of a file that begins so; empty if it may be a CSV. */
  static Optional<FileKind> of(byte[] beginning) {
    return Arrays.stream(values()).filter(kind -> startsWith(beginning, kind.magic)).findFirst();
  }

  static boolean isGzip(byte[] beginning) {
    return startsWith(beginning, GZIP);
  }

  /** What it is, and what to do. */
  String description() {
    return description;
  }

  private static boolean startsWith(byte[] bytes, byte[] wanted) {
    return bytes.length >= wanted.length
        && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
  }
}
