package io.crossroads.serving.api;

import static io.crossroads.serving.web.JsonSchema.list;
import static io.crossroads.serving.web.JsonSchema.members;
import static io.crossroads.serving.web.JsonSchema.number;
import static io.crossroads.serving.web.JsonSchema.object;
import static io.crossroads.serving.web.JsonSchema.orNull;
import static io.crossroads.serving.web.JsonSchema.text;

import io.crossroads.pipelines.Dashboard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dashboard's declaration as JSON, and the JSON Schema of it. */
final class DashboardJson {

  private DashboardJson() {}

  static Map<String, Object> of(Dashboard dashboard) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rollup", dashboard.rollup());
    json.put("notable", orNothing(dashboard.notable()));
    json.put("lines", dashboard.lines().stream().map(DashboardJson::line).toList());
    json.put("shares", breakdowns(dashboard.shares()));
    json.put("tables", breakdowns(dashboard.tables()));
    json.put("levels", dashboard.levels().stream().map(DashboardJson::level).toList());
    return json;
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Map<String, Object> line(Dashboard.Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", line.label());
    json.put("unit", orNothing(line.unit()));
    json.put("measure", line.measure());
    json.put("dimension", orNothing(line.dimension()));
    json.put("value", orNothing(line.value()));
    return json;
  }

  private static List<Map<String, Object>> breakdowns(List<Dashboard.Breakdown> breakdowns) {
    return breakdowns.stream().map(DashboardJson::breakdown).toList();
  }

  private static Map<String, Object> breakdown(Dashboard.Breakdown breakdown) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rollup", breakdown.rollup());
    json.put("dimension", breakdown.dimension());
    return json;
  }

  private static Map<String, Object> level(Dashboard.Level level) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", level.field());
    json.put("low", level.low());
    json.put("fair", level.fair());
    json.put("good", level.good());
    return json;
  }

  static Map<String, Object> schema() {
    Map<String, Object> breakdowns =
        list(object(members("rollup", text(""), "dimension", text("One of its dimensions"))), "");
    return object(
        members(
            "rollup", text("Whose windows the last 24 hours are made of"),
            "notable", orNull(text("Its measure that counts what is worth a look")),
            "lines",
                list(
                    object(
                        members(
                            "label", text(""),
                            "unit", orNull(text("Null for that of the measure")),
                            "measure", text("Of the rollup"),
                            "dimension", orNull(text("Null for all groups together")),
                            "value", orNull(text("The value of the dimension that is drawn")))),
                    ""),
            "shares", breakdowns,
            "tables", breakdowns,
            "levels",
                list(
                    object(
                        members(
                            "field", text("Of which more is better"),
                            "low", number("An entity under it is counted as low"),
                            "fair", number("A mean under it is poor"),
                            "good", number("A mean over it is good"))),
                    "")));
  }
}
