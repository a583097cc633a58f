package io.crossroads.streaming.files;

import io.crossroads.streaming.source.TopicRecord;
import java.util.HashMap;
import java.util.Map;

/** One level of a table's folders: which value of it a record has. */
interface KeyPart {

  /** A number that is the same for two records just if their values are. */
  long number(TopicRecord record);

  /** The value as Iceberg has it. */
  Object value(TopicRecord record);

  /** The UTC day of a time column of the event. */
  static KeyPart dayOfEvent(int column) {
    return new Day() {
      @Override
      long micros(TopicRecord record) {
        return record.event.number(column);
      }
    };
  }

  /** The UTC day of the append time. */
  static KeyPart dayOfAppending() {
    return new Day() {
      @Override
      long micros(TopicRecord record) {
        return record.appendTimeMicros;
      }
    };
  }

  /** A whole number of the event. */
  static KeyPart whole(int column) {
    return new KeyPart() {
      @Override
      public long number(TopicRecord record) {
        return record.event.number(column);
      }

      @Override
      public Object value(TopicRecord record) {
        return record.event.number(column);
      }
    };
  }

  /** A date of the event, which Iceberg has as an int. */
  static KeyPart date(int column) {
    return new KeyPart() {
      @Override
      public long number(TopicRecord record) {
        return record.event.number(column);
      }

      @Override
      public Object value(TopicRecord record) {
        return (int) record.event.number(column);
      }
    };
  }

  /** A text of the event. */
  static KeyPart text(int column) {
    return new Text(column);
  }

  /** Remembers the last day, as the next record mostly is of the same. */
  abstract class Day implements KeyPart {
    private static final long MICROS = 86_400_000_000L;
    private long begin;
    private int day;

    abstract long micros(TopicRecord record);

    @Override
    public final long number(TopicRecord record) {
      long sinceBegin = micros(record) - begin;
      if (sinceBegin < 0 || sinceBegin >= MICROS) {
        day = (int) Math.floorDiv(micros(record), MICROS);
        begin = day * MICROS;
      }
      return day;
    }

    @Override
    public final Object value(TopicRecord record) {
      return (int) number(record);
    }
  }

  /** Numbers the texts that are in no closed list as they come. */
  final class Text implements KeyPart {
    private final int column;
    private final Map<String, Long> others = new HashMap<>();

    private Text(int column) {
      this.column = column;
    }

    @Override
    public long number(TopicRecord record) {
      long place = record.event.number(column);
      return place >= 0
          ? place
          : others.computeIfAbsent(record.event.text(column), text -> -1L - others.size());
    }

    @Override
    public Object value(TopicRecord record) {
      return record.event.text(column);
    }
  }
}
