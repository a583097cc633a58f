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
    return json;
  }

  private static Map<String, Object> alert(Alert alert) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", alert.name());
    json.put("severity", alert.severity().name());
    if (alert instanceof Alert.OnRollup onRollup) {
      json.put("on", "rollup");
      json.put("when", onRollup.when().texts());
    } else if (alert instanceof Alert.OnReading onReading) {
      json.put("on", "reading");
      json.put(
          "when",
          onReading.levels().stream().flatMap(level -> level.when().texts().stream()).toList());
    } else {
      json.put("on", "silence");
      json.put("when", List.of(List.of("nothing for " + ((Alert.OnSilence) alert).after())));
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
      default -> schema.columns().get(schema.indexOf(measure.field())).unit();
    };
  }

  static String answerType(Measure.Kind kind) {
    return switch (kind) {
      case COUNT, DISTINCT -> "whole";
      case PERCENTILES -> "decimals by percentile";
      case TOP -> "values with bounds";
      default -> "decimal";
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
