package io.crossroads.serving.api;

import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.serving.read.Filter;
import io.crossroads.serving.read.RollupQuestion;
import io.crossroads.serving.read.TotalsQuestion;
import io.crossroads.serving.web.Parameter;
import io.crossroads.serving.web.Problem;
import io.crossroads.serving.web.ProblemException;
import io.crossroads.serving.web.Request;
import io.crossroads.store.RollupTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parameters of a question to a rollup, and how they become one.
 *
 * @param catalogue what can be asked about
 * @param rollup names the rollup
 * @param limit how many rows a page may have
 */
record QueryParameters(Catalogue catalogue, Parameter<String> rollup, Parameter<Integer> limit) {

  private static final Parameter<Instant> FROM =
      Parameter.time("from", "Only windows that begin at this time or later");

  private static final Parameter<Instant> TO =
      Parameter.time("to", "Only windows that begin before this time");

  private static final Parameter<List<String>> DIMENSIONS =
      Parameter.names(
          "dimensions",
          "names with commas between",
          "Dimensions to keep, with commas between; the others are merged (default: all)");

  private static final Parameter<List<String>> MEASURES =
      Parameter.names(
          "measures",
          "names with commas between",
          "Measures to give, with commas between (default: all)");

  private static final Parameter<String> WHERE =
      Parameter.text(
              "where",
              1_000,
              "Only groups of a value, as 'dimension=value'; the same dimension again adds a value,"
                  + " and nothing after the '=' means events without one")
          .asRepeated();

  private static final Parameter<String> ORDER =
      Parameter.text(
          "order",
          100,
          "What rows are ordered by: window_start (default), a dimension or a measure; '-' before"
              + " it reverses the order. By a measure there is one page only");

  private static final Parameter<String> TOTAL_ORDER =
      Parameter.text(
          "order",
          100,
          "What rows are ordered by: a dimension or a measure; '-' before it reverses the order"
              + " (default: all dimensions)");

  QueryParameters(Catalogue catalogue) {
    this(catalogue, catalogue.rollupParameter().asRequired(), catalogue.limitParameter());
  }

  List<Parameter<?>> all() {
    return List.of(rollup, FROM, TO, DIMENSIONS, MEASURES, WHERE, ORDER, limit, Paging.CURSOR);
  }

  /** The parameters of a question to all windows of a range together. */
  List<Parameter<?>> ofTotals() {
    return List.of(rollup, FROM, TO, DIMENSIONS, MEASURES, WHERE, TOTAL_ORDER, limit);
  }

  /** The pipeline that a request asks about. */
  String pipeline(Request request) {
    return catalogue.tables().get(request.required(rollup)).pipeline().name();
  }

  /** The question that a request asks. */
  RollupQuestion question(Request request) {
    RollupTable declared = catalogue.tables().get(request.required(rollup));
    List<Integer> kept = dimensions(request, declared);
    RollupTable table = narrowed(declared, request.optional(MEASURES));
    List<Filter> filters = filters(request, declared);
    return new RollupQuestion(
        table,
        kept,
        filters,
        order(request, table, kept),
        request.optional(limit).orElse(catalogue.defaultLimit()));
  }

  /** The question that a request asks about all windows of its range together. */
  TotalsQuestion totals(Request request) {
    RollupQuestion question = question(request);
    if (question.order().column().equals(Optional.of(RollupTable.WINDOW_START))) {
      request
          .optional(TOTAL_ORDER)
          .ifPresent(
              text -> {
                throw wrong(TOTAL_ORDER, text, "a dimension that is kept or a measure", List.of());
              });
    }
    return new TotalsQuestion(question);
  }

  /** What tells a question from others, apart from its page. */
  String text(Request request) {
    return Stream.of(rollup, FROM, TO, DIMENSIONS, WHERE, ORDER)
        .map(parameter -> parameter.name() + request.all(parameter))
        .toList()
        .toString();
  }

  private static List<Integer> dimensions(Request request, RollupTable table) {
    List<String> there = table.rollup().dimensions();
    return request
        .optional(DIMENSIONS)
        .map(names -> places(DIMENSIONS, names, there))
        .orElseGet(() -> IntStream.range(0, there.size()).boxed().toList());
  }

  /** The same tables with only the measures that are asked for. */
  private static RollupTable narrowed(RollupTable table, Optional<List<String>> names) {
    if (names.isEmpty()) {
      return table;
    }
    Rollup rollup = table.rollup();
    List<String> there = rollup.measures().stream().map(Measure::name).toList();
    if (names.get().isEmpty()) {
      throw wrong(MEASURES, "", "one or more of " + String.join(", ", there), there);
    }
    List<Measure> measures =
        places(MEASURES, names.get(), there).stream().map(rollup.measures()::get).toList();
    return new RollupTable(
        table.pipeline(),
        new Rollup(
            rollup.name(), rollup.description(), rollup.dimensions(), rollup.window(), measures));
  }

  private static List<Integer> places(
      Parameter<?> parameter, List<String> names, List<String> there) {
    List<Integer> places = new ArrayList<>();
    for (String name : names) {
      int place = there.indexOf(name);
      if (place < 0) {
        throw wrong(parameter, name, "names out of " + String.join(", ", there), there);
      }
      places.add(place);
    }
    if (new HashSet<>(places).size() < places.size()) {
      throw wrong(parameter, String.join(",", names), "names that are each there once", there);
    }
    return places;
  }

  private static List<Filter> filters(Request request, RollupTable table) {
    List<Filter> filters = new ArrayList<>();
    Optional<Instant> from = request.optional(FROM);
    Optional<Instant> to = request.optional(TO);
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw wrong(TO, to.get().toString(), "no earlier than 'from' " + from.get(), List.of());
    }
    from.ifPresent(time -> filters.add(Filter.atLeast(RollupTable.WINDOW_START, time)));
    to.ifPresent(time -> filters.add(Filter.less(RollupTable.WINDOW_START, time)));
    Map<String, List<Object>> wanted = new LinkedHashMap<>();
    for (String text : request.all(WHERE)) {
      int sign = text.indexOf('=');
      String name = sign < 0 ? text : text.substring(0, sign);
      RollupTable.Column column =
          table.dimensions().stream()
              .filter(dimension -> sign >= 0 && dimension.name().equals(name))
              .findFirst()
              .orElseThrow(() -> notADimension(text, table));
      wanted
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(DimensionValues.read(WHERE.name(), column, text.substring(sign + 1)));
    }
    wanted.forEach((name, values) -> filters.add(Filter.isOneOf(name, values)));
    return filters;
  }

  private static ProblemException notADimension(String text, RollupTable table) {
    List<String> names = table.rollup().dimensions();
    return wrong(
        WHERE, text, "dimension=value with a dimension out of " + String.join(", ", names), names);
  }

  private static RollupQuestion.Order order(
      Request request, RollupTable table, List<Integer> kept) {
    String text = request.optional(ORDER).orElse(RollupTable.WINDOW_START);
    boolean descending = text.startsWith("-");
    String name = descending ? text.substring(1) : text;
    List<String> columns =
        Stream.concat(
                Stream.of(RollupTable.WINDOW_START),
                kept.stream().map(place -> table.dimensions().get(place).name()))
            .toList();
    if (columns.contains(name)) {
      return new RollupQuestion.Order(Optional.of(name), Optional.empty(), descending);
    }
    List<Measure> measures =
        table.rollup().measures().stream()
            .filter(measure -> RollupQuestion.canOrderBy(measure.kind()))
            .toList();
    Measure measure =
        measures.stream()
            .filter(m -> m.name().equals(name))
            .findFirst()
            .orElseThrow(() -> noOrder(text, columns, measures));
    return new RollupQuestion.Order(Optional.empty(), Optional.of(measure), descending);
  }

  private static ProblemException noOrder(
      String text, List<String> columns, List<Measure> measures) {
    List<String> choices =
        Stream.concat(columns.stream(), measures.stream().map(Measure::name)).toList();
    return wrong(
        ORDER,
        text,
        String.format(
            Locale.ROOT, "one of %s, with or without '-' before it", String.join(", ", choices)),
        choices);
  }

  private static ProblemException wrong(
      Parameter<?> parameter, String value, String expected, List<String> choices) {
    return new ProblemException(Problem.parameter(parameter.name(), value, expected, choices));
  }
}
