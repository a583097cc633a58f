package io.crossroads.serving.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Columns that tell all rows of an answer apart and order them. A page begins after a row, not
 * after a number of rows; so none is skipped or repeated, whatever comes and goes meanwhile.
 *
 * @param keys the columns, the first one first
 */
public record Keyset(List<SortKey> keys) {

  public Keyset {
    keys = List.copyOf(keys);
  }

  /** What {@code order by} takes. */
  public String order() {
    return keys.stream().map(SortKey::order).collect(Collectors.joining(", "));
  }

  /** A condition on the rows after the one with these values. */
  public Filter after(List<Object> values) {
    return SortKey.after(keys, values);
  }

  /** The cursor that goes on after a row with these values. */
  public Cursor cursor(String question, List<Object> values) {
    return new Cursor(question, values.stream().map(SortKey::text).toList());
  }

  /** The values that a cursor keeps; empty if it is none of this question. */
  public Optional<List<Object>> values(String cursor, String question) {
    return Cursor.values(cursor, question, keys.size()).flatMap(this::values);
  }

  private Optional<List<Object>> values(List<String> texts) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String text = texts.get(i);
      if (text == null && !keys.get(i).nullable()) {
        return Optional.empty();
      }
      Optional<Object> value = text == null ? Optional.empty() : keys.get(i).value(text);
      if (text != null && value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.orElse(null));
    }
    return Optional.of(Collections.unmodifiableList(values));
  }
}
