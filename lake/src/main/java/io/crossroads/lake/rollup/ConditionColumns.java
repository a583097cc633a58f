package io.crossroads.lake.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Conditions on events as columns. A condition on a field that an event lacks is not met: the
 * column is then false or null.
 */
public final class ConditionColumns {

  private ConditionColumns() {}

  /** Whether an event meets all conditions of any group. */
  public static Column of(Conditions conditions, EventSchema schema) {
    return conditions.groups().stream()
        .map(group -> all(group, schema))
        .reduce(Column::or)
        .orElseGet(() -> lit(true));
  }

  private static Column all(List<Condition> conditions, EventSchema schema) {
    return conditions.stream()
        .map(condition -> of(condition, schema))
        .reduce(Column::and)
        .orElseThrow();
  }

  private static Column of(Condition condition, EventSchema schema) {
    Column field = col(condition.name());
    Column constant =
        lit(constant(condition, schema.columns().get(schema.indexOf(condition.name())).type()));
    return switch (condition.comparison()) {
      case LESS -> field.lt(constant);
      case AT_MOST -> field.leq(constant);
      case EQUAL -> field.equalTo(constant);
      case NOT_EQUAL -> field.notEqual(constant);
      case AT_LEAST -> field.geq(constant);
      case GREATER -> field.gt(constant);
    };
  }

  private static Object constant(Condition condition, FieldType type) {
    String value = condition.value();
    return type.match(
        text -> value,
        decimal -> new BigDecimal(value),
        whole -> new BigDecimal(value),
        flag -> Boolean.valueOf(value),
        date -> LocalDate.parse(value),
        time -> Instant.parse(value));
  }
}
