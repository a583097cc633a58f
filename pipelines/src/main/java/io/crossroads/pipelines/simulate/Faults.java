package io.crossroads.pipelines.simulate;

import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Every way to spoil an event of a schema, by the reason for which it is then rejected. */
final class Faults {

  private final List<List<Fault>> byReason;

  Faults(EventSchema schema, Limits limits) {
    List<Fault> all = new ArrayList<>();
    ofRecord(limits, all);
    schema.fields().forEach(field -> ofField(field, limits, all));
    Map<Reason, List<Fault>> grouped = new EnumMap<>(Reason.class);
    for (Fault fault : all) {
      grouped.computeIfAbsent(fault.rejection().reason(), reason -> new ArrayList<>()).add(fault);
    }
    byReason = List.copyOf(grouped.values());
  }

  /** A fault by chance; every reason that is possible is as frequent as the others. */
  Fault pick(SplittableRandom random) {
    List<Fault> faults = byReason.get(random.nextInt(byReason.size()));
    return faults.get(random.nextInt(faults.size()));
  }

  /** All faults, the reasons in their order. */
  List<Fault> all() {
    return byReason.stream().flatMap(List::stream).toList();
  }

  private static void ofRecord(Limits limits, List<Fault> all) {
    String padding = "\"padding\":\"" + "x".repeat(limits.maxBytes()) + "\"";
    String nest = "[".repeat(limits.maxDepth()) + "]".repeat(limits.maxDepth());
    all.add(Fault.text(Reason.TOO_LARGE, json -> first(json, padding)));
    all.add(notUtf8(0xFF));
    all.add(notUtf8(0xC3, '('));
    all.add(notUtf8(0xC0, 0xAF));
    all.add(notUtf8(0xED, 0xA0, 0x80));
    all.add(Fault.text(Reason.TOO_DEEP, json -> first(json, "\"nest\":" + nest)));
    all.add(new Fault(Rejection.of(Reason.NOT_JSON), event -> null));
    all.add(Fault.text(Reason.NOT_JSON, json -> ""));
    all.add(Fault.text(Reason.NOT_JSON, json -> "sensor failure"));
    all.add(Fault.text(Reason.NOT_JSON, json -> json.substring(0, json.length() - 1)));
    all.add(Fault.text(Reason.NOT_JSON, json -> json.replace('"', '\'')));
    all.add(Fault.text(Reason.NOT_JSON, json -> json.substring(0, json.length() - 1) + ",}"));
    all.add(Fault.text(Reason.NOT_JSON, json -> json + json));
    all.add(Fault.text(Reason.WRONG_TYPE, json -> "[" + json + "]"));
    all.add(Fault.text(Reason.WRONG_TYPE, json -> "42"));
  }

  private static void ofField(Field field, Limits limits, List<Fault> all) {
    String name = field.name();
    all.add(
        new Fault(
            new Rejection(Reason.DUPLICATE_KEY, name),
            event -> doubled(event, name).getBytes(StandardCharsets.UTF_8)));
    if (field.required()) {
      all.add(Fault.absent(name));
      all.add(Fault.value(Reason.MISSING, name, "null"));
    }
    all.add(Fault.value(Reason.WRONG_TYPE, name, "{\"value\":1}"));
    all.addAll(
        field
            .type()
            .match(
                text -> ofText(name, text, limits),
                decimal -> ofNumber(name, decimal.min(), decimal.max(), decimal.scale()),
                whole -> ofNumber(name, whole.min(), whole.max(), 0),
                flag -> List.of(Fault.value(Reason.WRONG_TYPE, name, "\"yes\"")),
                date -> List.of(Fault.value(Reason.BAD_TIME, name, "\"yesterday\"")),
                time -> ofTime(name)));
  }

  private static List<Fault> ofText(String name, FieldType.Text text, Limits limits) {
    List<Fault> all = new ArrayList<>();
    all.add(Fault.value(Reason.WRONG_TYPE, name, "17"));
    if (text.reference()) {
      all.add(Fault.value(Reason.UNKNOWN_REFERENCE, name, "\"nobody knows\""));
    } else if (!text.known().isEmpty()) {
      all.add(Fault.value(Reason.OUT_OF_RANGE, name, "\"not listed\""));
    } else if (text.maxBytes() < limits.maxBytes() / 2) {
      String tooLong = "\"" + "x".repeat(text.maxBytes() + 1) + "\"";
      all.add(Fault.value(Reason.OUT_OF_RANGE, name, tooLong));
    }
    return all;
  }

  private static List<Fault> ofNumber(String name, long min, long max, int scale) {
    String above = BigDecimal.valueOf(max, scale).add(BigDecimal.ONE).toPlainString();
    String below = BigDecimal.valueOf(min, scale).subtract(BigDecimal.ONE).toPlainString();
    return List.of(
        Fault.value(Reason.WRONG_TYPE, name, "\"fast\""),
        Fault.value(Reason.WRONG_TYPE, name, "true"),
        Fault.value(Reason.OUT_OF_RANGE, name, above),
        Fault.value(Reason.OUT_OF_RANGE, name, below),
        Fault.value(Reason.OUT_OF_RANGE, name, "1e999"),
        Fault.value(Reason.NOT_JSON, name, "NaN").ofWholeRecord());
  }

  private static List<Fault> ofTime(String name) {
    return List.of(
        Fault.value(Reason.WRONG_TYPE, name, "1735700000"),
        Fault.value(Reason.BAD_TIME, name, "\"yesterday\""),
        Fault.value(Reason.BAD_TIME, name, "\"2025-02-30T10:00:00Z\""),
        Fault.value(Reason.BAD_TIME, name, "\"1999-12-31T23:59:59Z\""),
        Fault.value(Reason.BAD_TIME, name, "\"9999-12-31T23:59:59Z\""),
        Fault.value(Reason.BAD_TIME, name, "\"+99999-01-01T00:00:00Z\""));
  }

  private static Fault notUtf8(int... wrong) {
    return new Fault(
        Rejection.of(Reason.NOT_UTF8),
        event -> {
          Utf8Buffer bytes = new Utf8Buffer().raw("{\"note\":\"");
          for (int b : wrong) {
            bytes.raw((char) b);
          }
          return bytes.raw("\",").raw(event.text().substring(1)).toBytes();
        });
  }

  private static String doubled(FlatJson event, String name) {
    String value = event.members().getOrDefault(name, "null");
    String twice = String.format(Locale.ROOT, "\"%1$s\":%2$s,\"%1$s\":%2$s", name, value);
    String rest = event.without(name).text();
    return first(rest, twice);
  }

  /** The object with a member before the others. */
  private static String first(String json, String member) {
    return "{" + member + (json.equals("{}") ? "" : ",") + json.substring(1);
  }
}
