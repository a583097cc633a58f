package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.flag;
import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.oneOf;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.reference;
import static io.crossroads.serving.web.JsonSchema.text;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.serving.read.RollupQuestion;
import io.crossroads.serving.web.JsonSchema;
import io.crossroads.store.RollupStates;
import io.crossroads.store.RollupTable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Declarations as JSON, with the schemas of it. */
final class Declarations {

  private static final List<String> TYPES =
      List.of("text", "decimal", "whole", "flag", "time", "date");

  private static final List<String> KINDS =
      Stream.of(Measure.Kind.values()).map(Declarations::lower).toList();

  private Declarations() {}

  /** The schemas that others refer to, by name. */
  static Map<String, Object> schemas() {
    return members(
        "Pipeline", pipelineSchema(),
        "Rollup", rollupSchema(),
        "Field", fieldSchema());
  }

  static Map<String, Object> pipeline(Pipeline pipeline) {
    EventSchema schema = pipeline.schema();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", pipeline.name());
    json.put("topic", pipeline.topic());
    json.put("key", schema.key());
    json.put("event_time", schema.eventTime());
    json.put("zone", schema.zone().toString());
    json.put("fields", schema.columns().stream().map(Declarations::field).toList());
    json.put("rollups", pipeline.rollups().stream().map(Rollup::name).toList());
    json.put("alerts", pipeline.alerts().stream().map(Declarations::alert).toList());
    json.put("analyses", pipeline.analyses().stream().map(Analysis::name).toList());
    return json;
  }

  private static Map<String, Object> pipelineSchema() {
    return object(
        members(
            "name", text(""),
            "topic", text("The Kafka topic"),
            "key", text("The field that identifies the entity"),
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
                            "on", oneOf(List.of("rollup", "event", "silence"), ""),
                            "when", list(text(""), "Conditions, all of which hold"))),
                    ""),
            "analyses", list(text(""), "Names")));
  }

  private static Map<String, Object> alert(Alert alert) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", alert.name());
    json.put("severity", alert.severity().name());
    if (alert instanceof Alert.OnRollup onRollup) {
      json.put("on", "rollup");
      json.put("when", onRollup.when().stream().map(Condition::toString).toList());
    } else if (alert instanceof Alert.OnEvent onEvent) {
      json.put("on", "event");
      json.put("when", onEvent.when().stream().map(Condition::toString).toList());
    } else {
      json.put("on", "silence");
      json.put("when", List.of("nothing for " + ((Alert.OnSilence) alert).after()));
    }
    return json;
  }

  private static Map<String, Object> field(Field field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", field.name());
    json.put("type", type(field.type()));
    json.put("required", field.required());
    json.put("unit", field.unit());
    json.put("description", field.description());
    if (field.type() instanceof FieldType.Decimal decimal) {
      json.put("least", BigDecimal.valueOf(decimal.min(), decimal.scale()));
      json.put("greatest", BigDecimal.valueOf(decimal.max(), decimal.scale()));
    } else if (field.type() instanceof FieldType.Whole whole) {
      json.put("least", whole.min());
      json.put("greatest", whole.max());
    } else if (field.type() instanceof FieldType.Text known && !known.known().isEmpty()) {
      json.put("choices", known.known());
    }
    return json;
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

  private static String type(FieldType type) {
    if (type instanceof FieldType.Text) {
      return "text";
    }
    if (type instanceof FieldType.Decimal) {
      return "decimal";
    }
    if (type instanceof FieldType.Whole) {
      return "whole";
    }
    if (type instanceof FieldType.Flag) {
      return "flag";
    }
    return type instanceof FieldType.Date ? "date" : "time";
  }

  static Map<String, Object> rollup(RollupTable table) {
    Rollup rollup = table.rollup();
    EventSchema schema = table.pipeline().schema();
    Window window = rollup.window();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", rollup.name());
    json.put("pipeline", table.pipeline().name());
    json.put("description", rollup.description());
    json.put(
        "window",
        texts(
            "size", window.size().toString(),
            "slide", window.slide().toString(),
            "zone", window.zone().toString()));
    json.put(
        "dimensions",
        rollup.dimensions().stream()
            .map(name -> field(schema.columns().get(schema.indexOf(name))))
            .toList());
    json.put("measures", rollup.measures().stream().map(m -> measure(table, m)).toList());
    return json;
  }

  private static Map<String, Object> measure(RollupTable table, Measure measure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", measure.name());
    json.put("kind", lower(measure.kind()));
    json.put("field", measure.field().isEmpty() ? null : measure.field());
    json.put("unit", unit(table, measure));
    json.put("where", measure.where().stream().map(Condition::toString).toList());
    json.put("arguments", measure.arguments());
    json.put("exact", RollupQuestion.canOrderBy(measure.kind()));
    json.put("type", answerType(measure.kind()));
    return json;
  }

  private static String unit(RollupTable table, Measure measure) {
    EventSchema schema = table.pipeline().schema();
    return switch (measure.kind()) {
      case COUNT, SHARE, DISTINCT, TOP -> "";
      case VARIANCE -> {
        String unit = schema.columns().get(schema.indexOf(measure.field())).unit();
        yield unit.isEmpty() ? "" : "(" + unit + ")²";
      }
      default -> schema.columns().get(schema.indexOf(measure.field())).unit();
    };
  }

  private static String answerType(Measure.Kind kind) {
    return switch (kind) {
      case COUNT, DISTINCT -> "whole";
      case PERCENTILES -> "decimals by percentile";
      case TOP -> "values with bounds";
      default -> "decimal";
    };
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
            "dimensions", list(reference("Field"), "What events are grouped by"),
            "measures",
                list(
                    object(
                        members(
                            "name", text(""),
                            "kind", oneOf(KINDS, ""),
                            "field", orNull(text("What it is computed from")),
                            "unit", text("Empty where there is none"),
                            "where", list(text(""), "Only events that meet all of these count"),
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
    for (RollupTable.Column column : table.dimensions()) {
      row.put(column.name(), orNull(dimensionSchema(column)));
    }
    table.rollup().measures().forEach(m -> row.put(m.name(), measureSchema(table.states(), m)));
    return object(row, List.of(RollupTable.WINDOW_START, "window_end"));
  }

  private static Map<String, Object> dimensionSchema(RollupTable.Column column) {
    return switch (column.type()) {
      case BIGINT -> JsonSchema.whole("");
      case NUMERIC -> JsonSchema.number("");
      case BOOLEAN -> flag("");
      case DATE -> Map.of("type", "string", "format", "date");
      case TIMESTAMPTZ -> JsonSchema.time("");
      default -> text("");
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
      default -> orNull(JsonSchema.number("All digits; null where no event has a value"));
    };
  }

  private static Map<String, Object> texts(String... namesAndTexts) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      json.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return json;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
