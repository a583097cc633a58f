package io.crossroads.serving.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.cli.Console;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Asks the serving layer and prints what it answers. */
@Command(
    name = "query",
    description = {
      "Asks a rollup and prints the rows, both layers merged.",
      "Without ROLLUP it lists the rollups that there are."
    })
public final class QueryCommand implements Runnable {

  /** What a server gives at once unless it was told otherwise. */
  private static final int ROWS_OF_A_PAGE = 10_000;

  @ParentCommand private Console console;
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ROLLUP",
      description = "The rollup to ask.")
  private String rollup;

  @Option(
      names = "--url",
      defaultValue = "http://localhost:8000",
      paramLabel = "URL",
      description = "Where the serving layer is (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only windows that begin then or later: 2026-01-31 or 2026-01-31T08:00:00Z.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only windows that begin before.")
  private String to;

  @Option(
      names = "--dimensions",
      paramLabel = "NAMES",
      description = "Dimensions to keep, with commas between; '' merges all.")
  private String dimensions;

  @Option(
      names = "--measures",
      paramLabel = "NAMES",
      description = "Measures to print, with commas between.")
  private String measures;

  @Option(
      names = "--where",
      paramLabel = "NAME=VALUE",
      description = "Only groups of this value; may be given several times.")
  private List<String> where = List.of();

  @Option(
      names = "--order",
      paramLabel = "NAME",
      description = "window_start, a dimension or a measure; '-NAME' reverses (--order=-NAME).")
  private String order;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      paramLabel = "NUMBER",
      description = "Most rows, over as many pages as it takes (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--format",
      defaultValue = "table",
      paramLabel = "FORMAT",
      description = "table, csv or json (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1, not " + limit);
    }
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new ParameterException(
          spec.commandLine(), "--url must be like http://localhost:8000, not '" + url + "'");
    }
    HttpAnswers answers = new HttpAnswers(url);
    if (rollup == null) {
      list(answers);
    } else {
      ask(answers);
    }
    console.out().flush();
  }

  private void list(HttpAnswers answers) {
    List<JsonNode> rows = new ArrayList<>();
    answers.get("/api/v1/rollups", List.of()).path("rollups").forEach(rows::add);
    format.print(List.of("name", "pipeline", "description"), rows, console.out());
  }

  private void ask(HttpAnswers answers) {
    List<String> columns = new ArrayList<>();
    List<JsonNode> rows = new ArrayList<>();
    String cursor = null;
    JsonNode page;
    do {
      page = answers.get("/api/v1/query", parameters(limit - rows.size(), cursor));
      if (columns.isEmpty()) {
        page.path("columns").forEach(name -> columns.add(name.asText()));
      }
      page.path("rows").forEach(rows::add);
      cursor = page.path("next").asText(null);
    } while (cursor != null && rows.size() < limit);
    format.print(columns, rows, console.out());
    if (format == Format.TABLE) {
      console
          .messages()
          .printf(
              Locale.ROOT,
              "%d rows%s; fresh until %s, horizon %s%n",
              rows.size(),
              cursor == null ? "" : ", and more: raise --limit",
              page.path("fresh_until").asText("-"),
              page.path("horizon").asText("-"));
    }
  }

  private List<Map.Entry<String, String>> parameters(int wanted, String cursor) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    parameters.add(Map.entry("rollup", rollup));
    add(parameters, "from", from);
    add(parameters, "to", to);
    add(parameters, "dimensions", dimensions);
    add(parameters, "measures", measures);
    where.forEach(condition -> add(parameters, "where", condition));
    add(parameters, "order", order);
    add(parameters, "limit", Integer.toString(Math.min(wanted, ROWS_OF_A_PAGE)));
    add(parameters, "cursor", cursor);
    return parameters;
  }

  private static void add(List<Map.Entry<String, String>> parameters, String name, String value) {
    if (value != null) {
      parameters.add(Map.entry(name, value));
    }
  }
}
