package io.crossroads.producer.consume;

import io.crossroads.pipelines.rollup.Condition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a comparison such as {@code average_speed<30}. */
final class WhereConverter implements ITypeConverter<Condition> {

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([a-z][a-z0-9_]*)\\s*(<=|>=|!=|<|>|=)\\s*(.*?)\\s*");

  @Override
  public Condition convert(String value) {
    Matcher matcher = COMPARISON.matcher(value);
    if (!matcher.matches() || matcher.group(3).isEmpty()) {
      throw new TypeConversionException(
          "'" + value + "' is no comparison; write a field, one of < <= = != >= >, and a value");
    }
    return new Condition(
        matcher.group(1), Condition.Comparison.of(matcher.group(2)), matcher.group(3));
  }
}
