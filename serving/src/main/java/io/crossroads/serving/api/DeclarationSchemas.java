package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.flag;
import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.oneOf;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.reference;
import static io.crossroads.serving.web.JsonSchema.text;

import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.store.RollupTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schemas of {@link Declarations}, and of what is answered about them. */
final class DeclarationSchemas {

  private static final List<String> TYPES =
      List.of("text", "decimal", "whole", "flag", "time", "date");

  private static final List<String> KINDS =
      Stream.of(Measure.Kind.values()).map(Declarations::lower).toList();

  private DeclarationSchemas() {}

  /** The schemas that others refer to, by name. */
  static Map<String, Object> schemas() {
    return members(
        "Pipeline", pipelineSchema(),
        "Rollup", rollupSchema(),
        "Field", fieldSchema());
  }

  private static Map<String, Object> pipelineSchema() {
    return object(
        members(
            "name", text(""),
            "topic", text("The Kafka topic"),
            "key", text("The field that is the key of a record"),
            "entity", orNull(text("The field that identifies the entity, if there is one")),
            "event_time", text("The field that says when an event happened"),
            "zone", text("Where times without an offset are"),
            "fields", list(reference("Field"), ""),
            "rollups", list(text(""), "Names"),
            "alerts",
                list(
                    object(
                        members(
                            "name", text(""),
                            "severity", oneOf(List.of("LOW", "MEDIUM", "HIGH"), ""),
                            "on", oneOf(List.of("rollup", "reading", "silence"), ""),
                            "when", conditions("All conditions of any group hold"))),
                    ""),
            "analyses", list(text(""), "Names"),
            "dashboard", orNull(DashboardJson.schema())));
  }

  private static Map<String, Object> conditions(String description) {
    return list(list(text("Such as speed < 25"), ""), description);
  }

  private static Map<String, Object> fieldSchema() {
    return object(
        members(
            "name", text(""),
            "type", oneOf(TYPES, ""),
            "required", flag("Whether an event without it is rejected"),
            "unit", text("Empty where there is none"),
            "description", text(""),
            "least", JsonSchema.number("Least valid value"),
            "greatest", JsonSchema.number("Greatest valid value"),
            "choices", list(text(""), "All valid values, where that is a list")),
        List.of("name", "type", "required", "unit", "description"));
  }

  private static Map<String, Object> rollupSchema() {
    return object(
        members(
            "name", text(""),
            "pipeline", text(""),
            "description", text(""),
            "window",
                object(
                    members(
                        "size", text("ISO-8601 duration"),
                        "slide", text("From one window's start to the next"),
                        "zone", text("Whose midnight windows begin at"))),
            "kept", orNull(text("How long events count after they were appended; null for ever")),
            "dimensions", list(reference("Field"), "What events are grouped by"),
            "measures",
                list(
                    object(
                        members(
                            "name", text(""),
                            "kind", oneOf(KINDS, ""),
                            "field", orNull(text("What it is computed from")),
                            "unit", text("Empty where there is none"),
                            "where", conditions("Only events count that meet all of any group"),
                            "arguments", list(JsonSchema.number(""), "Ranks, or how many values"),
                            "exact", flag("False for sketches, which have a bounded error"),
                            "type",
                                oneOf(
                                    Stream.of(Measure.Kind.values())
                                        .map(Declarations::answerType)
                                        .distinct()
                                        .toList(),
                                    ""))),
                    "")));
  }

  /** The schema of a row of a rollup's answer; dimensions and measures are there as asked for. */
  static Map<String, Object> rowSchema(RollupTable table) {
    Map<String, Object> row =
        members(RollupTable.WINDOW_START, JsonSchema.time(""), "window_end", JsonSchema.time(""));
    row.putAll(groupSchema(table));
    return object(row, List.of(RollupTable.WINDOW_START, "window_end"));
  }

  /** The schema of a row of totals; dimensions and measures are there as asked for. */
  static Map<String, Object> totalSchema(RollupTable table) {
    return object(groupSchema(table), List.of());
  }

  private static Map<String, Object> groupSchema(RollupTable table) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (RollupTable.Column column : table.dimensions()) {
      row.put(column.name(), orNull(dimensionSchema(column)));
    }
    table.rollup().measures().forEach(m -> row.put(m.name(), measureSchema(table.states(), m)));
    return row;
  }

  private static Map<String, Object> dimensionSchema(RollupTable.Column column) {
    return switch (column.type()) {
      case BIGINT -> JsonSchema.whole("");
      case NUMERIC -> JsonSchema.number("");
      case BOOLEAN -> flag("");
      case DATE -> Map.of("type", "string", "format", "date");
      case TIMESTAMPTZ -> JsonSchema.time("");
      case TEXT, BYTEA -> text("");
    };
  }

  private static Map<String, Object> measureSchema(RollupStates states, Measure measure) {
    return switch (measure.kind()) {
      case COUNT, DISTINCT -> JsonSchema.whole("");
      case PERCENTILES -> {
        Map<String, Object> ranks = new LinkedHashMap<>();
        Map<?, ?> unknown = (Map<?, ?>) states.answer(measure, Collections.singletonList(null));
        unknown.keySet().forEach(rank -> ranks.put((String) rank, orNull(JsonSchema.number(""))));
        yield object(ranks);
      }
      case TOP ->
          list(
              object(
                  members(
                      "value", text(""),
                      "estimate", JsonSchema.whole("About how often"),
                      "lower", JsonSchema.whole("At least so often"),
                      "upper", JsonSchema.whole("At most so often"))),
              "The most frequent first");
      case SHARE, SUM, MEAN, VARIANCE, MIN, MAX ->
          orNull(JsonSchema.number("All digits; null where no event has a value"));
    };
  }
}
