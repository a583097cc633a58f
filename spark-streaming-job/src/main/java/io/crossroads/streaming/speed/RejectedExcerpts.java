package io.crossroads.streaming.speed;

import io.crossroads.layers.speed.RejectedExcerpt;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.streaming.source.TopicRecord;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;

/** Remembers the newest rejected records of a partition. */
final class RejectedExcerpts {

  private static final int MOST_BYTES = 1_000;

  private final ArrayDeque<Kept> newest = new ArrayDeque<>();

  /** Undecoded, as most are replaced by newer ones. */
  private record Kept(
      int partition, long offset, long appendTimeMicros, Rejection why, byte[] value) {}

  /** Sees a record whose event tells why it is none. */
  void see(TopicRecord record) {
    if (newest.size() == RejectedExcerpt.KEPT) {
      newest.removeFirst();
    }
    newest.addLast(
        new Kept(
            record.partition,
            record.offset,
            record.appendTimeMicros,
            record.event.rejection().orElseThrow(),
            record.value == null ? new byte[0] : record.value));
  }

  /** The newest ones, the oldest of them first. */
  ArrayList<RejectedExcerpt> newest() {
    ArrayList<RejectedExcerpt> excerpts = new ArrayList<>(newest.size());
    for (Kept kept : newest) {
      excerpts.add(
          new RejectedExcerpt(
              kept.partition,
              kept.offset,
              kept.appendTimeMicros,
              kept.why.reason().label(),
              kept.why.fieldName(),
              kept.value.length,
              beginning(kept.value)));
    }
    return excerpts;
  }

  /** The beginning of a text; a character that the cut goes through is left out. */
  private static String beginning(byte[] value) {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    boolean whole = value.length <= MOST_BYTES;
    CharBuffer text = CharBuffer.allocate(MOST_BYTES);
    utf8.decode(ByteBuffer.wrap(value, 0, Math.min(value.length, MOST_BYTES)), text, whole);
    return text.flip().toString();
  }
}
