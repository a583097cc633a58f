package io.crossroads.serving.api;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.serving.read.RollupQuestion;
import io.crossroads.store.RollupTable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Declarations as JSON; {@link DeclarationSchemas} describes it. */
final class Declarations {

  private Declarations() {}

  static Map<String, Object> pipeline(Pipeline pipeline) {
    EventSchema schema = pipeline.schema();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", pipeline.name());
    json.put("topic", pipeline.topic());
    json.put("key", schema.key());
    json.put("entity", schema.entity().orElse(null));
    json.put("event_time", schema.eventTime());
    json.put("zone", schema.zone().toString());
    json.put("fields", schema.columns().stream().map(Declarations::field).toList());
    json.put("rollups", pipeline.rollups().stream().map(Rollup::name).toList());
    json.put("alerts", pipeline.alerts().stream().map(Declarations::alert).toList());
    json.put("analyses", pipeline.analyses().stream().map(Analysis::name).toList());
    json.put("dashboard", pipeline.dashboard().map(DashboardJson::of).orElse(null));
    return json;
  }

  private static Map<String, Object> alert(Alert alert) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", alert.name());
    json.put("severity", alert.severity().name());
    json.put(
        "on", alert.match(onRollup -> "rollup", onReading -> "reading", onSilence -> "silence"));
    List<?> when =
        alert.match(
            onRollup -> onRollup.when().texts(),
            onReading ->
                onReading.levels().stream()
                    .flatMap(level -> level.when().texts().stream())
                    .toList(),
            onSilence -> List.of(List.of("nothing for " + onSilence.after())));
    json.put("when", when);
    return json;
  }

  private static Map<String, Object> field(Field field) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", field.name());
    json.put("type", type(field.type()));
    json.put("required", field.required());
    json.put("unit", field.unit());
    json.put("description", field.description());
    json.putAll(validValues(field.type()));
    return json;
  }

  private static Map<String, ?> validValues(FieldType type) {
    return type.match(
        text -> text.known().isEmpty() ? Map.of() : Map.of("choices", text.known()),
        decimal ->
            range(
                BigDecimal.valueOf(decimal.min(), decimal.scale()),
                BigDecimal.valueOf(decimal.max(), decimal.scale())),
        whole -> range(whole.min(), whole.max()),
        flag -> Map.of(),
        date -> Map.of(),
        time -> Map.of());
  }

  private static Map<String, Number> range(Number least, Number greatest) {
    Map<String, Number> range = new LinkedHashMap<>();
    range.put("least", least);
    range.put("greatest", greatest);
    return range;
  }

  private static String type(FieldType type) {
    return type.match(
        text -> "text",
        decimal -> "decimal",
        whole -> "whole",
        flag -> "flag",
        date -> "date",
        time -> "time");
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
    json.put("kept", rollup.isKeptForEver() ? null : rollup.kept().toString());
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
    json.put("where", measure.where().texts());
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
      case SUM, MEAN, MIN, MAX, PERCENTILES ->
          schema.columns().get(schema.indexOf(measure.field())).unit();
    };
  }

  static String answerType(Measure.Kind kind) {
    return switch (kind) {
      case COUNT, DISTINCT -> "whole";
      case PERCENTILES -> "decimals by percentile";
      case TOP -> "values with bounds";
      case SHARE, SUM, MEAN, VARIANCE, MIN, MAX -> "decimal";
    };
  }

  private static Map<String, Object> texts(String... namesAndTexts) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      json.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return json;
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
