package io.crossroads.batch.history;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A text whose lines end with a carriage return alone, with line feeds in their place. */
final class ReturnsAsLineFeeds extends FilterInputStream {

  ReturnsAsLineFeeds(InputStream text) {
    super(text);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    return read == '\r' ? '\n' : read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    for (int index = offset; index < offset + count; index++) {
      if (into[index] == '\r') {
        into[index] = '\n';
      }
    }
    return count;
  }
}
